// Package mutation runs the mutation fields of a request, all in one transaction: those that are
// derived it carries out itself, the custom ones are given to it as functions. What a field
// answers with is read by its caller, inside the same transaction. It imports alias, aside,
// background, canon, catalog, element, fault, id, input, neo, privacy, property, query and record.
package mutation
