package migrate

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// serviceChanges are the constraints and indexes of what the service keeps beside the
// declared entities: changes, their positions, the claims of sources, imports, erasures, and requests that take effect once.
func serviceChanges() []Change {
	return []Change{
		unique(catalog.FeedLabel, "id"),
		unique(catalog.ChangeLabel, "id"),
		// Pages of the feed, and the history of one element.
		ranged(catalog.ChangeLabel, "position"),
		ranged(catalog.ChangeLabel, "of"),
		// What happened to the relationships of a node, also to those that are no more.
		ranged(catalog.ChangeLabel, "from"),
		ranged(catalog.ChangeLabel, "to"),
		// Where the feed reaches a moment.
		ranged(catalog.ChangeLabel, "latest", "position"),
		// The next changes to get a position, without reading all that wait.
		ranged(catalog.PendingLabel, "at", "id"),
		unique(catalog.StatementLabel, "id"),
		ranged(catalog.StatementLabel, "of"),
		unique(catalog.AsideLabel, "id"),
		ranged(catalog.AliasLabel, "key"),
		// What becomes of an alias when the node it is of, or what stands for that, goes.
		ranged(catalog.AliasLabel, "of"),
		ranged(catalog.AliasLabel, "into"),
		{Kind: Range, Name: "rel_aside_id_range", On: catalog.AsideType, Relationship: true, Properties: []string{"id"}},
		unique(catalog.MergeLabel, "id"),
		// The merges of one node, from either side.
		ranged(catalog.MergeLabel, "into", "number"),
		ranged(catalog.MergeLabel, "from", "number"),
		unique(catalog.DistinctLabel, "id"),
		unique(catalog.DistinctLabel, "pair"),
		ranged(catalog.DistinctLabel, "a"),
		ranged(catalog.DistinctLabel, "b"),
		unique(catalog.ImportLabel, "id"),
		unique(catalog.JobLabel, "id"),
		unique(catalog.ErasureLabel, "id"),
		ranged(catalog.ErasureLabel, "place"),
		unique(catalog.RequestLabel, "id"),
		// Those that are old enough to be forgotten.
		ranged(catalog.RequestLabel, "at"),
	}
}

func unique(label string, properties ...string) Change {
	return serviceChange(Unique, label, "unique", properties)
}

func ranged(label string, properties ...string) Change {
	return serviceChange(Range, label, "range", properties)
}

func serviceChange(kind Kind, label, suffix string, properties []string) Change {
	return Change{Kind: kind, Name: named(strings.ToLower(label[:1])+label[1:], suffix, properties), On: label, Properties: properties}
}
