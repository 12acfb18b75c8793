// Package canon holds the one rule by which two writings are the same text: for keys, unique
// values, filters and matching. It is pure. It imports x/text.
package canon
