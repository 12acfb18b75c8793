package graph

import (
	"time"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// spellsOf is the answer to a question for the values that a field had.
func spellsOf(page feed.SpellPage) *model.FieldValueConnection {
	c := &model.FieldValueConnection{
		Edges: []*model.FieldValueEdge{}, Nodes: []*model.FieldValue{},
		PageInfo: model.PageInfo{HasNextPage: page.After, HasPreviousPage: page.Before},
	}
	for i, s := range page.Spells {
		v := &model.FieldValue{Value: s.Value, From: moment(s.From), To: moment(s.To), By: present(s.By), Change: present(s.Change)}
		if s.Kind != "" {
			kind := model.ChangeKind(s.Kind)
			v.Kind = &kind
		}
		cursor := page.Cursor(i)
		if i == 0 {
			c.PageInfo.StartCursor = &cursor
		}
		c.PageInfo.EndCursor = &cursor
		c.Edges = append(c.Edges, &model.FieldValueEdge{Cursor: cursor, Node: *v})
		c.Nodes = append(c.Nodes, v)
	}
	return c
}

// moment returns nil for the zero time.
func moment(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return present(scalar.FormatDateTime(t))
}
