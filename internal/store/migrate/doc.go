// Package migrate brings a database to what the program expects: the constraints
// and indexes derived from the catalog, the keys that pages are sorted by, and numbered changes
// of the data. Plan is pure; Run writes. It imports catalog, neo, property, query, sortkey and fault.
package migrate
