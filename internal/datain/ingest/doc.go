// Package ingest brings files into the graph: foreign ones through a mapping, those of an
// export of ours as they are. It imports background, catalog, fault, graphfile, id, ident, input, mapping,
// neo, privacy, property, query, record, scalar, sheet and table.
package ingest
