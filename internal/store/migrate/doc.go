// Package migrate brings a database to what the program expects: the constraints
// and indexes derived from the catalog, what is kept beside values for looking and sorting, and
// numbered changes of the data. Plan is pure; Run writes. It imports canon, catalog, element, neo,
// property, query and fault.
package migrate
