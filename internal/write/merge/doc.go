// Package merge lets one entity stand for another, undoes that, remembers what is not the same,
// and finds what may be. It imports match, mutation, privacy, record, catalog, neo, id and fault.
package merge
