// Package trial reads the beginning of files and shows what a mapping makes of them,
// before anything is written. It needs no database. It imports catalog, fault, mapping and
// table.
package trial
