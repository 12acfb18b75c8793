// Package exchange tests, end to end, files: imports over HTTP, and exports as tables
// and as graphs. It has only tests.
package exchange
