package ingest

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// withMerges adds the merges that something hidden was a part of, also those that were undone,
// and the relationships that these moved and that are gone: changes of the other part tell of both.
func (h hidden) withMerges(ctx context.Context, db *neo.DB) (hidden, error) {
	if len(h) == 0 {
		return h, nil
	}
	rows, err := db.Read(ctx, query.Statement{
		Text: "MATCH (m:" + catalog.MergeLabel + ") WHERE m.into IN $hidden OR m.from IN $hidden RETURN m.id, " +
			"COLLECT { MATCH (c:" + catalog.ChangeLabel + " {from: m.into}) WHERE c.merge = m.id RETURN DISTINCT c.of } + " +
			"COLLECT { MATCH (c:" + catalog.ChangeLabel + " {to: m.into}) WHERE c.merge = m.id RETURN DISTINCT c.of }",
		Params: map[string]any{"hidden": h.ids()},
	})
	if err != nil {
		return nil, err
	}
	var edges []feed.Entry
	for _, row := range rows {
		h[text(row[0])] = true
		for _, id := range list(row[1]) {
			edges = append(edges, feed.Entry{Of: text(id), From: text(id)})
		}
	}
	others, err := feed.Others(ctx, db, edges)
	for i, ends := range others {
		if slices.ContainsFunc(ends, func(id string) bool { return h[id] }) {
			h[edges[i].Of] = true
		}
	}
	return h, err
}
