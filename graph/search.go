package graph

import (
	"context"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/read/search"
)

// find answers a search: one statement for the hits, and one for each place that holds
// their entities.
func (r *Resolver) find(ctx context.Context, ask search.Request) (*model.SearchConnection, error) {
	request := requestOf(ctx)
	ask.Scope, ask.Signer = request.scope, request.compiler.Signer()
	page, err := r.finder.Find(ctx, request.reads, ask)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(page.Hits))
	for i, h := range page.Hits {
		ids[i] = h.ID
	}
	found, err := r.entities(ctx, ids, "edges.node", "nodes")
	if err != nil {
		return nil, err
	}
	return connection(page, found), nil
}

// connection leaves out hits whose entities were removed after they were found.
func connection(page *search.Page, found map[string]*model.Value) *model.SearchConnection {
	c := &model.SearchConnection{
		Edges: []*model.SearchEdge{}, Nodes: []*model.Value{}, TotalCount: page.Total,
		PageInfo: model.PageInfo{HasNextPage: page.Further, HasPreviousPage: page.Before},
	}
	for _, h := range page.Hits {
		cursor := page.Cursor(h)
		if c.PageInfo.StartCursor == nil {
			c.PageInfo.StartCursor = &cursor
		}
		c.PageInfo.EndCursor = &cursor
		if node := found[h.ID]; node != nil {
			c.Edges = append(c.Edges, &model.SearchEdge{Cursor: cursor, Score: h.Score, Matched: h.Field, Text: h.Text, Node: *node})
			c.Nodes = append(c.Nodes, node)
		}
	}
	for _, t := range page.Types {
		c.Types = append(c.Types, &model.SearchTypeCount{Type: t.Type, Count: t.Count})
	}
	return c
}

// defaultFirst is the page size where null is given.
const defaultFirst = 20
