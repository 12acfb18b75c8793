// Package record writes rows: it finds the nodes and relationships that they are about,
// changes what differs, and makes what is not there; it also removes nodes and relationships.
// Labels, types and property names in its Cypher come from the catalog only, values are always
// parameters. It imports alias, aside, canon, catalog, claim, element, fault, id, input, journal,
// neo, privacy, property and query.
package record
