// Package rule says what is wrong with a value by what the schema promises of it: bounds, the
// order of two fields, and that it is no mask. It is pure and imports catalog, privacy and scalar.
package rule
