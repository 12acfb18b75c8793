// Package people answers a person's requests about their own data: everything that is held,
// and its erasure. It imports alias, aside, catalog, changes, claim, element, fault, feed,
// grant, input, journal, mention, merge, neo, property, query, record, scalar and view.
//
// May import: access, history, model, people, read, store, write.
package people
