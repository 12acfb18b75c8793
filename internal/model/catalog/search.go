package catalog

// Names of what search keeps in the graph beside the declared entities.
const (
	// SearchLabel marks the document of an entity: the texts that it is found by.
	SearchLabel = "SearchDocument"
	// SearchStateLabel marks the one node that knows how far the documents have come.
	SearchStateLabel = "ClusterGraphSearch"
	// SearchIndex is the full-text index over the documents.
	SearchIndex = "search"
)

// SearchProperties are the properties of a document that the full-text index reads.
func SearchProperties() []string {
	return []string{"type", "name", "names", "prose", "characters", "tokens"}
}
