package graph

import (
	"context"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/write/merge"
)

// mergePage answers with a page of merges; those of what the request may not see are left out.
func (r *Resolver) mergePage(ctx context.Context, of, after string, first int) (*model.MergeConnection, error) {
	page, err := merge.List(ctx, r.db, of, after, first)
	if err != nil {
		return nil, err
	}
	things, parts := make([][]string, len(page.Merges)), []string{}
	for i, m := range page.Merges {
		things[i], parts = []string{m.Into}, append(parts, m.From)
	}
	withheld, err := r.withheld(ctx, parts)
	if err != nil {
		return nil, err
	}
	visible, err := r.visible(ctx, things)
	if err != nil {
		return nil, err
	}
	var seen []merge.Merge
	for i, m := range page.Merges {
		if visible(i) && !withheld(m.From) {
			seen = append(seen, m)
		}
	}
	list, err := r.mergesAt(ctx, seen, "edges.node.", "nodes.")
	if err != nil {
		return nil, err
	}
	c := &model.MergeConnection{Edges: []*model.MergeEdge{}, Nodes: list, PageInfo: model.PageInfo{HasNextPage: page.After, HasPreviousPage: page.Before}}
	for i, m := range list {
		c.Edges = append(c.Edges, &model.MergeEdge{Cursor: merge.Cursor(seen[i]), Node: *m})
	}
	if n := len(page.Merges); n > 0 {
		start, end := merge.Cursor(page.Merges[0]), merge.Cursor(page.Merges[n-1])
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &start, &end
	}
	return c, nil
}
