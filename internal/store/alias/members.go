package alias

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Members finds for each node the ids that it stands for, itself first.
func Members(ctx context.Context, run query.Runner, ids []string) (map[string][]string, error) {
	groups, owner := map[string][]string{}, map[string]string{}
	for _, id := range ids {
		groups[id], owner[id] = []string{id}, id
	}
	for next := ids; len(next) > 0; {
		found, err := membersOf(ctx, run, next)
		if err != nil {
			return nil, err
		}
		next = nil
		for _, m := range found {
			if owner[m.Of] == "" {
				owner[m.Of] = owner[m.Into]
				groups[owner[m.Of]] = append(groups[owner[m.Of]], m.Of)
				next = append(next, m.Of)
			}
		}
	}
	return groups, nil
}

// member is a node, and the one that stands for it.
type member struct {
	Into string `column:"into"`
	Of   string `column:"of"`
}

func membersOf(ctx context.Context, run query.Runner, ids []string) ([]member, error) {
	return query.All[member](ctx, run, query.Statement{
		Text:   "UNWIND $ids AS v MATCH (x:" + catalog.AliasLabel + " {into: v}) WHERE x.key = x.of RETURN v AS into, x.of AS of ORDER BY x.of",
		Params: map[string]any{"ids": ids},
	})
}
