// Package duplicate finds pairs of entities that may be the same. It imports alias,
// catalog, fault, id, match, predicate, privacy, soundkey and view.
package duplicate
