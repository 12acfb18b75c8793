// Package trial reads the beginning of files and tells what a mapping makes of them,
// before anything is written. It imports fault, mapping and table; it needs no database.
package trial
