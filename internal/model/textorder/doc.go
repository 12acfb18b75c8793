// Package textorder makes texts that sort by code points however they are compared. It is pure
// and imports nothing.
package textorder
