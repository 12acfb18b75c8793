package backup

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// merged is a merge, and the relationships that it moved.
type merged struct {
	ID    string   `column:"id"`
	Edges []string `column:"edges"`
}

// withMerges adds the merges that something hidden was a part of, also those that were undone,
// and the relationships that these moved and that are gone: changes of the other part tell of both.
func (h hidden) withMerges(ctx context.Context, run query.Runner) (hidden, error) {
	if len(h) == 0 {
		return h, nil
	}
	merges, err := query.All[merged](ctx, run, query.Statement{
		Text: "MATCH (m:" + catalog.MergeLabel + ") WHERE m.into IN $hidden OR m.from IN $hidden RETURN m.id AS id, " +
			"COLLECT { MATCH (c:" + catalog.ChangeLabel + " {from: m.into}) WHERE c.merge = m.id RETURN DISTINCT c.of } + " +
			"COLLECT { MATCH (c:" + catalog.ChangeLabel + " {to: m.into}) WHERE c.merge = m.id RETURN DISTINCT c.of } AS edges",
		Params: map[string]any{"hidden": h.ids()},
	})
	if err != nil {
		return nil, err
	}
	var edges []feed.Entry
	for _, m := range merges {
		h[m.ID] = true
		for _, id := range m.Edges {
			edges = append(edges, feed.Entry{Of: id, From: id})
		}
	}
	others, err := feed.Others(ctx, run, edges)
	for i, ends := range others {
		if slices.ContainsFunc(ends, func(id string) bool { return h[id] }) {
			h[edges[i].Of] = true
		}
	}
	return h, err
}
