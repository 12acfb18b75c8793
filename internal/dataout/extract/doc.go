// Package extract writes lists of the graph as tables: the entities of one type, or the
// relationships of a connection with the names of both ends. It reads them through the
// service's GraphQL, page by page, so that filters, scope, masks and errors are those of
// queries. It imports ask, catalog, fault, format, sheet and wellformed.
package extract
