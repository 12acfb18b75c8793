// Package cypher translates a plan, or a question that is built by hand, into one Cypher
// statement: a tree of clauses, printed to text and parameters. It is pure: it reaches neither
// the Neo4j driver nor the gqlgen run time. It imports canon, catalog, grant, plan,
// predicate and query.
package cypher
