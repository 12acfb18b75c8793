// Package mapping interprets the rows of foreign files: a YAML text names files, columns
// and transforms, and Interpret turns one row into the nodes and relationships that it
// stands for. It is pure; it opens neither a database nor a file. It imports canon, catalog,
// ident, scalar, wellformed and fault, input for the rows and the checks of values, yaml and x/text.
package mapping
