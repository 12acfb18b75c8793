// Package mapping reads what the rows of foreign files mean: a YAML text names files,
// columns and transforms, and Mean turns one row into the nodes and relationships it
// stands for. It is pure. It imports catalog, fault, ident, input and scalar; neither a database nor
// a file is opened here.
package mapping
