package live_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/history/live"
)

const (
	writers = 24
	rounds  = 10
)

// While many write, readers go from one copy of the service to the other, each time with
// nothing but the text of their last cursor, and leave what they had in hand. The rings are
// so short that readers fall behind them. All see what the feed has, in its order, once.
func TestReadersThatChangeCopiesMissNothingAndSeeNothingTwice(t *testing.T) {
	b := open(t)
	copies := []*live.Hub{b.hub(live.Options{Kept: 3}), b.hub(live.Options{Kept: 40})}
	shared := b.write(0, numbers(5)...)
	total := 5 + writers*rounds*4
	readers := []struct {
		filter live.Filter
		want   int
		keeps  func(feed.Item) bool
	}{
		{live.Filter{}, total, func(feed.Item) bool { return true }},
		{live.Filter{}, total, func(feed.Item) bool { return true }},
		{b.filter([]string{"Firm"}, nil), total, func(i feed.Item) bool { return i.Type == "Firm" }},
		{b.filter(nil, shared[:1]), 1 + writers*rounds/5, func(i feed.Item) bool { return i.Of == shared[0] }},
	}
	seen := make([][]feed.Item, len(readers))
	var all sync.WaitGroup
	for i, r := range readers {
		all.Go(func() { seen[i] = b.wander(copies, r.filter, r.want, 3+i) })
	}
	for w := range writers {
		all.Go(func() {
			for i := range rounds {
				b.write(1+w*rounds+i, (w+i)%5)               // one that all write
				b.write(1, 1000+w*rounds+i, 5000+w*rounds+i) // two new ones
				b.write(2+w*rounds+i, 1000+w*rounds+i)       // one of them again
			}
		})
	}
	all.Wait()
	whole := b.feed()
	for i, r := range readers {
		var want []feed.Item
		for _, item := range whole {
			if r.keeps(item) {
				want = append(want, item)
			}
		}
		assert.Equal(t, fmt.Sprint(cursors(want)), fmt.Sprint(cursors(seen[i])), "reader %d", i)
		assert.Equal(t, want, seen[i], "reader %d", i)
	}
}

func cursors(items []feed.Item) (list []string) {
	for _, item := range items {
		list = append(list, item.Cursor)
	}
	return list
}

// wander reads at one copy after the other, few entries each time.
func (b *bench) wander(copies []*live.Hub, f live.Filter, n, each int) (items []feed.Item) {
	ctx, cancel := context.WithTimeout(b.t.Context(), patience)
	defer cancel()
	bookmark := ""
	for inSlot := 0; len(items) < n; inSlot++ {
		after, err := feed.ParseCursor(bookmark)
		assert.NoError(b.t, err)
		sub, err := copies[inSlot%len(copies)].Subscribe(ctx, &after, f)
		if !assert.NoError(b.t, err) {
			return items
		}
		for taken := 0; taken < each*5 && len(items) < n; {
			more, err := sub.Next(ctx, each)
			if !assert.NoError(b.t, err) {
				sub.Close()
				return items
			}
			// The rest of the page is lost with the connection.
			keep := more[:max(1, len(more)-1)]
			items, taken = append(items, keep...), taken+len(keep)
			bookmark = items[len(items)-1].Cursor
			if len(keep) < len(more) {
				break
			}
		}
		sub.Close()
	}
	return items
}
