// Package ingest brings files into the graph, foreign ones through a mapping and our own
// export format without one, and writes the graph as files of that format. It imports
// catalog, table, mapping, sheet, record, id, neo and fault.
package ingest
