// Package importjob runs imports of uploaded files in the background, and keeps what is known
// of them in the database, so that any copy of the service can tell how far they are. It
// imports alias, background, catalog, fault, ident, ingest, mapping, neo, people, privacy, query, scalar, sheet, table, trial,
// upload, wellformed and rogpeppe/go-internal.
package importjob
