// Package catalog reads what the hand-written SDL declares into a small model:
// entities, their fields, relationships, keys and formats. It is pure. It imports
// id, gqlparser and x/text, and neither the Neo4j driver nor the gqlgen run time.
package catalog
