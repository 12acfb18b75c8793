// Package migrate brings a database to what the program expects: the constraints
// and indexes derived from the catalog, and numbered changes of the data. Plan is
// pure; Run writes. It imports canon, catalog, element, fault,
// neo, property and query.
package migrate
