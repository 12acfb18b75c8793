package graph

import (
	"context"
	"slices"
	"time"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/store/element"
)

// historyPage is changePage for the changes of one thing.
func (r *Resolver) historyPage(ctx context.Context, page feed.Page, err error) (*model.ChangeConnection, error) {
	c, err := r.changePage(ctx, page, err)
	if err == nil && len(c.Edges) == 0 && len(page.Items) > 0 {
		return nil, element.Unknown()
	}
	return c, err
}

// changePage answers with a page of changes and the entities that it is about.
func (r *Resolver) changePage(ctx context.Context, page feed.Page, err error) (*model.ChangeConnection, error) {
	if err != nil {
		return nil, err
	}
	items, err := r.seenOnly(ctx, page.Items)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, item := range items {
		if r.cat.EntityOfID(item.Of) != nil {
			ids = append(ids, item.Of)
		}
	}
	found, err := r.entities(ctx, ids, "edges.node.node", "nodes.node")
	if err != nil {
		return nil, err
	}
	c := &model.ChangeConnection{
		Edges: []*model.ChangeEdge{}, Nodes: []*model.Change{},
		PageInfo: model.PageInfo{HasNextPage: page.After, HasPreviousPage: page.Before},
	}
	for _, item := range items {
		change := r.changeOf(ctx, item.Entry)
		change.Node = found[item.Of]
		c.Edges = append(c.Edges, &model.ChangeEdge{Cursor: item.Cursor, Node: *change})
		c.Nodes = append(c.Nodes, change)
	}
	// The cursors are those of all changes: a reader goes on behind the ones it may not see.
	if last := len(page.Items) - 1; last >= 0 {
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &page.Items[0].Cursor, &page.Items[last].Cursor
	}
	return c, nil
}

func (r *Resolver) changeOf(ctx context.Context, e feed.Entry) *model.Change {
	c := &model.Change{
		ID: e.Key(), At: scalar.FormatDateTime(e.At), By: e.By, Kind: model.ChangeKind(e.Kind), Type: e.Type, Of: e.Of,
		From: present(e.From), To: present(e.To), Values: r.changedValues(ctx, e.Type, e.Values), Reverts: present(e.Reverts),
		Merge: present(e.Merge), Into: present(e.Into), Reason: present(e.Reason), Erased: e.Erased,
	}
	return c
}

// present returns nil for no text.
func present(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// past reads the past of a thing that the request may see, as far as it may.
func (r *Resolver) past(ctx context.Context, id string) (feed.Past, error) {
	p, err := feed.PastOf(ctx, r.db, r.cat, id)
	if err != nil {
		return p, err
	}
	visible, err := r.visibleChanges(ctx, append(slices.Clip(p.Entries), feed.Entry{Of: p.ID, From: p.From, To: p.To}))
	if err != nil {
		return p, err
	}
	if !visible(len(p.Entries)) {
		return p, element.Unknown()
	}
	var seen []feed.Entry
	for i, e := range p.Entries {
		if visible(i) {
			seen = append(seen, e)
		}
	}
	p.Entries = seen
	return p, nil
}

// momentOf reads a DateTime argument; none is the zero time.
func momentOf(argument *string, name string) (time.Time, error) {
	if argument == nil {
		return time.Time{}, nil
	}
	t, err := scalar.ParseDateTime(*argument)
	if err != nil {
		return t, &fault.Error{Code: fault.BadUserInput, Message: err.Error(), Path: []any{name}}
	}
	return t, nil
}
