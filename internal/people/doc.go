// Package people answers a person's requests about their own data: everything that is held,
// and its erasure. It imports aside, catalog, claim, element, fault, feed, merge, neo,
// property, query, record, scalar and search.
package people
