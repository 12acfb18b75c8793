// Package claim keeps the values that sources give to a field where they disagree: which of
// them the node or relationship shows, what a row changes in that, and what becomes of them
// when one stands for another. It is pure: it takes in rows and returns statements, and runs
// nothing. It imports catalog, property, query and rule.
package claim
