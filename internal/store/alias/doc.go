// Package alias knows where the ids and keys lead of what is not in the public graph: to what
// stands for it since a merge, or to nothing where it is withheld or erased. It knows too which
// nodes are declared not to be the same. It only reads, by whatever runner it is given, and
// imports canon, catalog, element, mention, property and query.
package alias
