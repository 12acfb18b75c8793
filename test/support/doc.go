// Package support serves a real Neo4j to the end-to-end tests, calls it as clients do and
// looks behind the service. It imports the wiring (internal/app), internal/store/neotest
// and the packages whose options a test chooses; only tests import it.
package support
