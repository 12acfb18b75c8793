package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/changes"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// events are the events of changes, nil for those of what the request may not see, and for those
// that its conditions leave out.
func (r *Resolver) events(ctx context.Context, items []feed.Item) ([]*model.ChangeEdge, error) {
	entries := make([]feed.Entry, len(items))
	for i, item := range items {
		entries[i] = item.Entry
	}
	seen, err := changes.Seen(ctx, viewOf(ctx), entries)
	if err != nil {
		return nil, err
	}
	if seen, err = changes.Listed(ctx, requestOf(ctx).Operation, graphql.GetFieldContext(ctx).Field.Alias, seen); err != nil {
		return nil, err
	}
	events := make([]*model.ChangeEdge, len(items))
	var named []*model.ChangeEdge
	for i, item := range items {
		if seen[i] != nil {
			events[i] = &model.ChangeEdge{Cursor: item.Cursor, Node: *changeOf(r.cat, *seen[i])}
			named = append(named, events[i])
		}
	}
	return events, r.fillEvents(ctx, named)
}

// fillEvents reads the entities of the events. What goes wrong with one is told with it: with
// several, each is then read alone.
func (r *Resolver) fillEvents(ctx context.Context, events []*model.ChangeEdge) error {
	for _, e := range events {
		r.refer(&e.Node)
	}
	apart := graphql.WithFreshResponseContext(ctx)
	err := fill(apart, events...)
	problems := problemsOf(apart, err)
	switch {
	case len(problems) == 0:
		return nil
	case err != nil && fault.CodeOf(err) == fault.DatabaseUnavailable:
		return err
	case len(events) > 1:
		for i := range events {
			if err := r.fillEvents(ctx, events[i:i+1]); err != nil {
				return err
			}
		}
		return nil
	}
	c := &events[0].Node
	r.refer(c)
	for _, ref := range []*model.Value{c.Node, c.FromNode, c.ToNode} {
		if ref != nil {
			ref.Problems = problems
		}
	}
	return nil
}

// refer makes a change refer to the entities that it is about, and to none that was read before.
func (r *Resolver) refer(c *model.Change) {
	c.Node, c.FromNode, c.ToNode = entityRef(r.cat, c.Of), entityRef(r.cat, given(c.From, "")), entityRef(r.cat, given(c.To, ""))
}

// problemsOf are what was noted on the way, and what ended it.
func problemsOf(ctx context.Context, err error) []error {
	var problems []error
	for _, e := range graphql.GetErrors(ctx) {
		problems = append(problems, e)
	}
	if err != nil {
		problems = append(problems, err)
	}
	return problems
}
