// Package mutation runs the derived mutation fields of a request, all in one transaction.
// It imports record, catalog, privacy, neo, id and fault; what a field answers with is read by its
// caller, inside the same transaction.
package mutation
