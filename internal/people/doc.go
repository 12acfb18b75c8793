// Package people answers a person's requests about their own data: everything that is held,
// and its erasure. It imports catalog, feed, record, search, neo, id and fault.
package people
