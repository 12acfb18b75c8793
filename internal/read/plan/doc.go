// Package plan compiles the selection of a GraphQL root field into a tree of
// what to read and how to write the answer. It is pure: it reaches neither the Neo4j driver nor
// the gqlgen run time. It imports canon, catalog, fault, grant, ident, predicate, privacy, scalar,
// sortkey and gqlparser.
package plan
