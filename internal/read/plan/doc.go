// Package plan compiles the selection of a GraphQL root field into a tree that says
// what to read and how to write the answer. It is pure: it imports gqlparser, the
// catalog and the packages of values, and neither the Neo4j driver nor the gqlgen run time.
package plan
