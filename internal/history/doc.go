// Package history holds what changed: the feed, histories and differences, provenance,
// reverts, and changes as they come. It imports nothing itself.
//
// May import: access, history, model, read, store, write.
package history
