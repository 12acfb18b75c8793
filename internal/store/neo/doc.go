// Package neo is the only importer of the Neo4j driver: it opens the database, runs statements
// and turns the driver's errors into ours. It imports background, fault and query.
package neo
