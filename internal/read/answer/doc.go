// Package answer writes the JSON of a root field from its plan and the rows that its
// statement returned, with the null propagation of the GraphQL specification. It is pure. It
// imports catalog, fault, plan, privacy, query and gqlparser's errors.
package answer
