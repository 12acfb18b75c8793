// Package ingest brings files into the graph, foreign ones through a mapping and our own
// export format without one, and writes the graph as files of that format. It imports
// aside, catalog, fault, feed, id, ident, input, mapping, neo, query, record, scalar, sheet and
// table.
package ingest
