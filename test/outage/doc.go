// Package outage tests, end to end, ends: of requests, of the service, and of a Neo4j
// that is killed in the midst of work. It has only tests.
package outage
