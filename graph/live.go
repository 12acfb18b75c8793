package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// follow subscribes the request to changes, and sends them until the request ends.
func (r *Resolver) follow(ctx context.Context, types, ids []string, after *string) (<-chan *model.ChangeEdge, error) {
	filter, err := r.watched(ctx, types, ids)
	if err != nil {
		return nil, err
	}
	cursor, err := startOf(after)
	if err != nil {
		return nil, err
	}
	sub, err := r.live.Subscribe(ctx, cursor, filter)
	if err != nil {
		return nil, err
	}
	s := requestOf(ctx).openStream(ctx)
	out := make(chan *model.ChangeEdge)
	background.Run(func() error {
		defer close(out)
		defer sub.Close()
		s.failed = r.deliver(ctx, s, sub, out)
		return nil
	})
	return out, nil
}

// watched is the filter of a subscription. What stands for a watched thing at the beginning
// is watched too; a later merge is an event of its own.
func (r *Resolver) watched(ctx context.Context, types, ids []string) (live.Filter, error) {
	filter, err := live.NewFilter(r.cat, types, ids)
	if err != nil {
		return filter, err
	}
	redirects, err := viewOf(ctx).Redirects(ctx, ids)
	for _, into := range redirects {
		filter.Also(into)
	}
	return filter, err
}

func startOf(after *string) (*feed.Cursor, error) {
	if after == nil {
		return nil, nil
	}
	if *after == "" {
		return nil, &fault.Error{Code: fault.BadUserInput, Message: "after is empty; pass a cursor, or leave it out to begin now", Path: []any{"after"}}
	}
	cursor, err := feed.ParseCursor(*after)
	return &cursor, err
}

// deliver sends the changes of a subscription. It runs outside of the executor, so that a
// panic is its own to catch.
func (r *Resolver) deliver(ctx context.Context, s *stream, sub *live.Subscription, out chan<- *model.ChangeEdge) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = graphql.GetOperationContext(ctx).Recover(ctx, value)
		}
	}()
	d := delivery{source: sub, out: out, most: s.eventsAtOnce(), freshness: freshness}
	d.read = func(ctx context.Context, items []feed.Item) (events []*model.ChangeEdge, err error) {
		err = r.live.Read(ctx, func(ctx context.Context) (err error) {
			ctx, done := s.reading(ctx)
			defer done()
			events, err = r.events(ctx, items)
			return err
		})
		return events, err
	}
	return d.run(ctx)
}
