// Package query is what passes between the database and those who ask it: a statement, the
// rows of its answer, read by the names of their columns, and what runs one. It knows no
// driver and imports fault only, so that a package can hold questions without reaching the
// database.
package query
