// Package journal gathers what a batch of writes changes, and by whom, as the changes that the
// history is read from, and says which values changes record. It is pure: it takes elements
// and returns the statement that writes their changes, and runs nothing. It imports catalog,
// element, property and query.
package journal
