// Package outage tests, end to end, ends: of requests, of the service and of Neo4j, each
// in the midst of work. It has only tests.
package outage
