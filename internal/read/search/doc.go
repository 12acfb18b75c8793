// Package search finds entities by their names, identifiers and descriptions. It keeps
// one :SearchDocument node an entity, which a background indexer brings up to date from
// the change feed, and ranks what a full-text index over these nodes proposes. Layout,
// documents, queries and ranks are pure. It imports catalog, pinyin, ident, plan, cypher,
// feed, fault and neo.
package search
