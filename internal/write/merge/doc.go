// Package merge lets one entity stand for another, undoes that, and remembers which are not
// the same. A mutation request calls it with its transaction and its writer. It imports alias,
// aside, catalog, claim, element, fault, id, input, journal, match, neo, property,
// query and record.
package merge
