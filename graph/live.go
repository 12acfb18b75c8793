package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/fault"
	"github.com/clustergraph/clustergraph/internal/feed"
	"github.com/clustergraph/clustergraph/internal/live"
	"github.com/clustergraph/clustergraph/internal/record"
)

const (
	// eventPage is the number of events whose entities are read at once, at most.
	eventPage = 50
	// fresh is how long what was read may wait for a client that is slow to take it.
	fresh = time.Second
)

// follow subscribes the request to changes, and sends them until the request ends.
func (r *Resolver) follow(ctx context.Context, types, ids []string, after *string) (<-chan *model.ChangeEdge, error) {
	filter, err := live.NewFilter(r.cat, types, ids)
	if err != nil {
		return nil, err
	}
	cursor, err := startOf(after)
	if err != nil {
		return nil, err
	}
	// What stands for the things at the beginning; a later merge is an event of its own.
	leads, err := record.Leads(ctx, r.db.Read, ids)
	if err != nil {
		return nil, err
	}
	for _, lead := range leads {
		if lead.Into != "" {
			filter.Also(lead.Into)
		}
	}
	sub, err := r.live.Subscribe(ctx, cursor, filter)
	if err != nil {
		return nil, err
	}
	s := requestOf(ctx).openStream(ctx)
	out := make(chan *model.ChangeEdge)
	go func() {
		defer close(out)
		defer sub.Close()
		s.failed = r.deliver(s.within(ctx), sub, out)
	}()
	return out, nil
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

// deliver sends changes at the pace of who takes them. It holds one page, of what was read
// shortly before: as many changes as were taken in time before.
func (r *Resolver) deliver(ctx context.Context, sub *live.Subscription, out chan<- *model.ChangeEdge) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = graphql.GetOperationContext(ctx).Recover(ctx, value)
		}
	}()
	most := requestOf(ctx).eventsAtOnce()
	n := most
	for {
		items, err := sub.Next(ctx, n)
		if err != nil {
			return err
		}
		taken, err := r.send(ctx, items, out)
		if err != nil {
			return err
		}
		n = min(2*n, most)
		if taken < len(items) {
			sub.Back(items[taken-1].Entry.Cursor)
			n = taken
		}
	}
}

// send reads and sends a few events, and tells how many it is done with, one at least, when
// what was read is no longer fresh.
func (r *Resolver) send(ctx context.Context, items []feed.Item, out chan<- *model.ChangeEdge) (taken int, err error) {
	var events []*model.ChangeEdge
	err = r.live.Read(ctx, func(ctx context.Context) (err error) {
		events, err = r.events(ctx, items)
		return err
	})
	if err != nil {
		return 0, err
	}
	read := time.Now()
	for i, e := range events {
		if i > 0 && time.Since(read) > fresh {
			return i, nil
		}
		if e == nil {
			continue
		}
		select {
		case out <- e:
		case <-ctx.Done():
			return i, ctx.Err()
		}
	}
	return len(events), nil
}
