// Package migrate brings a database to what the program expects: the constraints
// and indexes derived from the catalog, and numbered changes of the data. Plan is
// pure; Run writes. It imports catalog, neo, query and fault.
package migrate
