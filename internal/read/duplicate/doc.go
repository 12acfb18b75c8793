// Package duplicate finds pairs of entities that may be the same. It imports alias,
// catalog, fault, id, match, predicate, privacy and view.
package duplicate
