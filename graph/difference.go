package graph

import (
	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

var differenceKinds = map[journal.ChangeKind]model.DifferenceKind{
	journal.ChangeCreate: model.DifferenceKindAdded,
	journal.ChangeUpdate: model.DifferenceKindChanged,
	journal.ChangeDelete: model.DifferenceKindRemoved,
	journal.ChangeErase:  model.DifferenceKindRemoved,
}

// interval reads the arguments that say what is compared.
func interval(from, to string, of *string) (feed.Interval, error) {
	since, wrong := momentOf(&from, "from")
	until, wrongEnd := momentOf(&to, "to")
	about, wrongID := idGiven(of, "of")
	return feed.Interval{From: since, To: until, Of: about}, fault.Join(wrong, wrongEnd, wrongID)
}

// differencesOf is the answer to a question for differences; they refer to the entities that
// they are about.
func differencesOf(cat *catalog.Catalog, page feed.DifferencePage) *model.DifferenceConnection {
	c := &model.DifferenceConnection{
		Edges: []*model.DifferenceEdge{}, Nodes: []*model.Difference{},
		PageInfo: model.PageInfo{HasNextPage: page.After, HasPreviousPage: page.Before, EndCursor: &page.End},
	}
	for i, item := range page.Items {
		d := differenceOf(cat, item)
		c.Edges = append(c.Edges, &model.DifferenceEdge{Cursor: item.Cursor, Node: *d})
		c.Nodes = append(c.Nodes, d)
		if i == 0 {
			c.PageInfo.StartCursor = &c.Edges[0].Cursor
		}
	}
	return c
}

func differenceOf(cat *catalog.Catalog, d feed.Difference) *model.Difference {
	return &model.Difference{
		Kind: differenceKinds[d.Kind], Type: d.Type, Of: d.Of, From: present(d.From), To: present(d.To),
		Values: changedValues(d.Values), At: scalar.FormatDateTime(d.At), By: d.By,
		Node: entityRef(cat, d.Of), FromNode: entityRef(cat, d.From), ToNode: entityRef(cat, d.To),
	}
}
