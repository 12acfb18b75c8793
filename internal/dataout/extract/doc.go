// Package extract writes lists of the graph as tables: the entities of one type, or the
// relationships of a connection with the names of both ends. It asks the service's own
// GraphQL for them, page by page, so that filters, scope, masks and errors are those of
// queries. It imports ask, catalog, sheet and fault.
package extract
