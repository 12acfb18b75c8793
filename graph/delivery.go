package graph

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
)

const (
	// eventPage is the number of events whose entities are read at once, at most.
	eventPage = 50
	// freshness is how long what was read may wait for a client that is slow to take it.
	freshness = time.Second
)

// changeSource is a place in the feed that moves on.
type changeSource interface {
	Next(ctx context.Context, limit int) ([]feed.Item, error)
	Back(behind feed.Cursor)
}

// delivery sends changes at the pace of who takes them. It holds one page, of what was read
// shortly before: as many changes as were taken in time before.
type delivery struct {
	source changeSource
	// read makes events of changes, nil for those that are not told of.
	read      func(ctx context.Context, items []feed.Item) ([]*model.ChangeEdge, error)
	out       chan<- *model.ChangeEdge
	most      int
	freshness time.Duration
}

// run sends changes until ctx ends or something fails.
func (d *delivery) run(ctx context.Context) error {
	n := d.most
	for {
		items, err := d.source.Next(ctx, n)
		if err != nil {
			return err
		}
		taken, err := d.send(ctx, items)
		if err != nil {
			return err
		}
		n = min(2*n, d.most)
		if taken < len(items) {
			d.source.Back(items[taken-1].Entry.Cursor)
			n = taken
		}
	}
}

// send reads and sends a few events, and tells how many it is done with, one at least, when
// what was read is no longer fresh.
func (d *delivery) send(ctx context.Context, items []feed.Item) (taken int, err error) {
	events, err := d.read(ctx, items)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	for i, e := range events {
		if i > 0 && time.Since(began) > d.freshness {
			return i, nil
		}
		if e == nil {
			continue
		}
		select {
		case d.out <- e:
		case <-ctx.Done():
			return i, ctx.Err()
		}
	}
	return len(events), nil
}
