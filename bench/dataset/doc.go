// Package dataset makes a graph for measurements: the same one for a scale every time, in
// the form in which internal/write/record stores it. It imports ids, formats, pinyin,
// sort keys and the database.
package dataset
