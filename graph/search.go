package graph

import (
	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/read/search"
)

// searched is the answer to a search; its hits refer to their entities.
func searched(page *search.Page) *model.SearchConnection {
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
		node := model.Ref(h.ID)
		c.Edges = append(c.Edges, &model.SearchEdge{Cursor: cursor, Score: h.Score, Matched: h.Field, Text: h.Text, Node: *node})
		c.Nodes = append(c.Nodes, node)
	}
	for _, t := range page.Types {
		c.Types = append(c.Types, &model.SearchTypeCount{Type: t.Type, Count: t.Count})
	}
	return c
}

// defaultFirst is the page size where null is given.
const defaultFirst = 20
