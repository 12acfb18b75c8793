// Package cypher turns a plan into one Cypher statement: a tree of clauses, printed to
// text and parameters. It is the only place that prints the Cypher of reads. It is pure;
// it imports plan and catalog, and neither the Neo4j driver nor the gqlgen run time.
package cypher
