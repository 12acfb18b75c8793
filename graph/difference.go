package graph

import (
	"context"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

var differenceKinds = map[journal.ChangeKind]model.DifferenceKind{
	journal.ChangeCreate: model.DifferenceKindAdded,
	journal.ChangeUpdate: model.DifferenceKindChanged,
	journal.ChangeDelete: model.DifferenceKindRemoved,
	journal.ChangeErase:  model.DifferenceKindRemoved,
}

// difference answers with a page of differences and the entities that it is about.
func (r *Resolver) difference(ctx context.Context, from, to string, ask feed.Interval) (*model.DifferenceConnection, error) {
	var err error
	if ask.From, err = momentOf(&from, "from"); err != nil {
		return nil, err
	}
	if ask.To, err = momentOf(&to, "to"); err != nil {
		return nil, err
	}
	if ask.Of != "" {
		if _, err := r.past(ctx, ask.Of); err != nil {
			return nil, err
		}
	}
	page, err := feed.Differences(ctx, r.db, r.cat, ask)
	if err != nil {
		return nil, err
	}
	if page.Items, err = r.seenDifferences(ctx, page.Items); err != nil {
		return nil, err
	}
	return r.differencePage(ctx, page)
}

func (r *Resolver) differencePage(ctx context.Context, page feed.DifferencePage) (*model.DifferenceConnection, error) {
	var of, from, to []string
	for _, d := range page.Items {
		if d.From == "" {
			of = append(of, d.Of)
			continue
		}
		from, to = append(from, d.From), append(to, d.To)
	}
	nodes, err := r.entities(ctx, of, "edges.node.node", "nodes.node")
	if err != nil {
		return nil, err
	}
	starts, err := r.entities(ctx, from, "edges.node.fromNode", "nodes.fromNode")
	if err != nil {
		return nil, err
	}
	ends, err := r.entities(ctx, to, "edges.node.toNode", "nodes.toNode")
	if err != nil {
		return nil, err
	}
	c := &model.DifferenceConnection{
		Edges: []*model.DifferenceEdge{}, Nodes: []*model.Difference{},
		PageInfo: model.PageInfo{HasNextPage: page.After, HasPreviousPage: page.Before, EndCursor: &page.End},
	}
	for i, item := range page.Items {
		d := r.differenceOf(ctx, item)
		d.Node, d.FromNode, d.ToNode = nodes[item.Of], starts[item.From], ends[item.To]
		c.Edges = append(c.Edges, &model.DifferenceEdge{Cursor: item.Cursor, Node: *d})
		c.Nodes = append(c.Nodes, d)
		if i == 0 {
			c.PageInfo.StartCursor = &c.Edges[0].Cursor
		}
	}
	return c, nil
}

func (r *Resolver) differenceOf(ctx context.Context, d feed.Difference) *model.Difference {
	return &model.Difference{
		Kind: differenceKinds[d.Kind], Type: d.Type, Of: d.Of, From: present(d.From), To: present(d.To),
		Values: r.changedValues(ctx, d.Type, d.Values), At: scalar.FormatDateTime(d.At), By: d.By,
	}
}
