// Package table reads the rows of CSV, JSON Lines and Excel files that nobody has checked,
// in memory that does not depend on the file. It imports canon, fault, wellformed
// and x/text.
package table
