// Package viewtest is for tests of packages that answer readers: it notes the statements that
// a question sends, compares them with golden files, and has a real Neo4j plan them. It
// imports neo and query.
package viewtest
