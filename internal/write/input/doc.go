// Package input is what callers give to be recorded: rows of nodes and of relationships,
// references, and what is wrong with them by the rules of the catalog. It is apart from package
// record, which writes rows, so that who reads them from files needs no database. It is pure
// and imports canon, catalog, claim, fault, id, ident, property, rule and scalar.
package input
