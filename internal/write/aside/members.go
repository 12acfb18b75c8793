package aside

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// DeleteMembers removes what was merged into a node that is deleted, and returns the ids:
// nothing stands for it any more. What others tell of the merges stays.
func DeleteMembers(ctx context.Context, tx *neo.Tx, id string) ([]string, error) {
	groups, err := alias.Members(ctx, tx, []string{id})
	if err != nil || len(groups[id]) < 2 {
		return nil, err
	}
	members := groups[id][1:]
	for _, text := range []string{
		"UNWIND $ids AS v MATCH (:" + catalog.AsideLabel + " {id: v})-[r]-() WITH DISTINCT r MATCH (x:" + catalog.AliasLabel + " {of: r.id}) DELETE x",
		"UNWIND $ids AS v MATCH (x:" + catalog.AliasLabel + " {of: v}) DELETE x",
		"UNWIND $ids AS v MATCH (a:" + catalog.AsideLabel + " {id: v}) DETACH DELETE a",
	} {
		if _, err := tx.Query(ctx, query.Statement{Text: text, Params: map[string]any{"ids": members}}); err != nil {
			return nil, err
		}
	}
	return members, nil
}
