// Package record is the write path: it checks rows against the catalog, finds the
// nodes and relationships they mean, and writes what differs. It imports catalog,
// ident, privacy, scalar, pinyin, id, neo and fault; labels, types and property names in its
// Cypher come from the catalog only, values are always parameters.
package record
