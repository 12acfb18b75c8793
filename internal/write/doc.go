// Package write holds the one way in: rows are checked, matched, written and journalled,
// merged and undone, all in the caller's transaction. It knows no reader: what may be seen is
// given to it. It imports nothing itself.
//
// May import: model, store, write.
package write
