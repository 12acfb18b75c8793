// Package store holds the database and this machine: the driver behind neo, statements and
// rows (query), nodes and relationships as they are stored (element, property, alias),
// migrations, and a Neo4j that runs here. It imports nothing itself.
//
// May import: model, store.
package store
