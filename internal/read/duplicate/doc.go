// Package duplicate finds pairs of entities that may be the same. It imports catalog,
// fault, id, match, predicate, privacy, record and view.
package duplicate
