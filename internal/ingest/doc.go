// Package ingest reads and writes the graph as files of JSON lines: nodes/<Entity>.jsonl
// and relationships/<TYPE>.jsonl. It imports catalog, record, table, id, neo and fault.
package ingest
