// Package search finds entities by their names, identifiers and descriptions: it ranks what a
// full-text index over :SearchDocument nodes proposes, which package searchindex keeps, and
// knows what is in these documents. All but the Finder is pure, and the Finder reaches the
// database through a View alone. It imports alias, catalog, cypher, fault, ident, mention, pinyin,
// plan, query and view.
package search
