package migrate

import "github.com/clustergraph/clustergraph/internal/model/catalog"

// searchChanges are what search needs: one document an entity, one node of state, and the
// one full-text index of the graph. The entities themselves carry none, since it would
// slow their writes to a thirtieth.
func searchChanges() []Change {
	return []Change{
		unique(catalog.SearchLabel, "of"),
		unique(catalog.SearchStateLabel, "id"),
		{Kind: Fulltext, Name: catalog.SearchIndex, On: catalog.SearchLabel, Properties: catalog.SearchProperties()},
	}
}
