// Package merge lets one entity stand for another, undoes that, remembers what is not the same,
// and finds what may be. A mutation request calls it with its transaction and its writer. It
// imports aside, catalog, claim, element, fault, id, journal, match, neo, pinyin, privacy,
// property, query and record.
package merge
