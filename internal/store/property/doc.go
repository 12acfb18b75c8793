// Package property knows the form in which the values of a node or relationship are stored,
// as the database gives them back: it compares them, tells what changed, and reads and marks
// what the service keeps beside them. It is pure and imports canon, catalog, scalar and sortkey.
package property
