// Package searchindex writes what search finds by: a background indexer keeps one
// :SearchDocument node an entity, and brings it up to date from the feed of changes. It imports
// background, catalog, feed, neo, query and search.
package searchindex
