// Package story tests, end to end, a year of the promotion centre as a whole, once with
// Neo4j killed in every chapter. It has only tests.
package story
