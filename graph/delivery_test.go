package graph

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
)

var errEnd = errors.New("no more changes")

// shelf is a feed of so many changes, each at the position of its number; it notes what it is asked for.
type shelf struct {
	changes int64
	at      int64
	asked   []int
}

func (s *shelf) Next(_ context.Context, limit int) (items []feed.Item, err error) {
	s.asked = append(s.asked, limit)
	if s.at == s.changes {
		return nil, errEnd
	}
	for ; len(items) < limit && s.at < s.changes; s.at++ {
		items = append(items, feed.Item{Entry: feed.Entry{Position: s.at, Cursor: feed.Before(s.at + 1)}})
	}
	return items, nil
}

func (s *shelf) Back(behind feed.Cursor) { s.at = behind.Position() }

func TestDelivery(t *testing.T) {
	tests := []struct {
		name      string
		freshness time.Duration
		hidden    int64 // every so-manyth change is not told of
		asked     []int
	}{
		{"in time", time.Hour, 100, []int{4, 4, 4, 4}},
		{"some are not told of", time.Hour, 3, []int{4, 4, 4, 4}},
		{"never in time", -1, 100, []int{4, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			source, out := &shelf{changes: 10}, make(chan *model.ChangeEdge)
			d := delivery{source: source, out: out, most: 4, freshness: tt.freshness}
			d.read = func(_ context.Context, items []feed.Item) (events []*model.ChangeEdge, err error) {
				for _, item := range items {
					e := &model.ChangeEdge{Cursor: fmt.Sprint(item.Position)}
					if item.Position%tt.hidden == tt.hidden-1 {
						e = nil
					}
					events = append(events, e)
				}
				return events, nil
			}
			ended := make(chan error, 1)
			go func() { ended <- d.run(t.Context()); close(out) }()
			var got, want []string
			for e := range out {
				got = append(got, e.Cursor)
			}
			for i := range source.changes {
				if i%tt.hidden != tt.hidden-1 {
					want = append(want, fmt.Sprint(i))
				}
			}
			require.ErrorIs(t, <-ended, errEnd)
			assert.Equal(t, want, got, "each once, in order")
			assert.Equal(t, tt.asked, source.asked)
		})
	}
}

func TestDeliveryEndsWithItsReader(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	d := delivery{source: &shelf{changes: 10}, out: make(chan *model.ChangeEdge), most: 4, freshness: time.Hour}
	d.read = func(_ context.Context, items []feed.Item) ([]*model.ChangeEdge, error) {
		leave()
		return []*model.ChangeEdge{{}}, nil
	}
	require.ErrorIs(t, d.run(ctx), context.Canceled)
	d.read = func(context.Context, []feed.Item) ([]*model.ChangeEdge, error) { return nil, errEnd }
	require.ErrorIs(t, d.run(t.Context()), errEnd, "what cannot be read ends it")
}
