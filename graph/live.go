package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/view"
)

// follow subscribes the request to changes, and sends them until the request ends.
func (r *Resolver) follow(ctx context.Context, types, ids []string, after *string) (<-chan *model.ChangeEdge, error) {
	conditions, wrong := requestOf(ctx).Conditions(graphql.GetFieldContext(ctx).Field.Alias)
	types, wrongTypes := listened(types, conditions)
	filter, wrongFilter := live.NewFilter(r.cat, types, ids)
	cursor, wrongCursor := startOf(after)
	if err := atOnce(ctx, wrong, wrongTypes, wrongFilter, wrongCursor); err != nil {
		return nil, err
	}
	if err := watchToo(ctx, filter, ids); err != nil {
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

// listened are the types that a subscription is to: where it names none, those that it has
// conditions for.
func listened(types []string, conditions []view.Condition) ([]string, error) {
	if types != nil {
		return types, fault.Join(idle(types, conditions)...)
	}
	for _, c := range conditions {
		types = append(types, c.Entity.Name)
	}
	return types, nil
}

// idle refuses conditions for types that are not listened to.
func idle(types []string, conditions []view.Condition) (wrong []error) {
	for _, c := range conditions {
		if !slices.Contains(types, c.Entity.Name) {
			wrong = append(wrong, fault.New(fault.BadUserInput,
				"types leaves %s out, so that this decides nothing; name it in types too, or leave it out here", c.Entity.Name).At("where", c.Entity.Singular))
		}
	}
	return wrong
}

// watchToo lets a filter want what stands for a watched thing at the beginning too; a later merge
// is an event of its own.
func watchToo(ctx context.Context, filter live.Filter, ids []string) error {
	redirects, err := viewOf(ctx).Redirects(ctx, ids)
	for _, into := range redirects {
		filter.Also(into)
	}
	return err
}

func startOf(after *string) (*feed.Cursor, error) {
	if after == nil {
		return nil, nil
	}
	if *after == "" {
		return nil, fault.New(fault.BadUserInput, "after is empty; pass a cursor, or leave it out to begin now").At("after")
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
