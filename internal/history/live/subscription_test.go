package live_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestFromNowOn(t *testing.T) {
	b := open(t)
	b.write(1, 1, 2)
	sub := b.subscribe(b.hub(live.Options{}), nil, live.Filter{})
	b.write(2, 1)
	b.write(3, 2)
	got := b.take(sub, 2, 10)
	all := b.feed()
	assert.Equal(t, all[len(all)-2:], got)
}

func TestBehindACursorFirst(t *testing.T) {
	b := open(t)
	b.write(1, numbers(150)...)
	b.write(2, 1, 2, 3)
	h := b.hub(live.Options{})
	all := b.feed()
	for _, from := range []int{-1, 0, 75, 149, 150, 151} {
		after := feed.Cursor{}
		if from >= 0 {
			after = all[from].Entry.Cursor
		}
		sub := b.subscribe(h, &after, live.Filter{})
		rest := all[from+1:]
		assert.Equal(t, rest, b.take(sub, len(rest), 7), "behind %d", from)
	}
	last := all[len(all)-1].Entry.Cursor
	sub := b.subscribe(h, &last, live.Filter{})
	b.write(4, 5)
	assert.Equal(t, b.feed()[len(all)], b.take(sub, 1, 7)[0])
}

func TestBackAtAnEntry(t *testing.T) {
	b := open(t)
	b.write(1, numbers(150)...)
	start := feed.Cursor{}
	for _, kept := range []int{1, 4096} { // behind the ring, and in it
		h := b.hub(live.Options{Kept: kept})
		sub := b.subscribe(h, &start, live.Filter{})
		b.write(10+kept, 1, 2, 3, 4)
		all := b.feed()
		got := b.take(sub, len(all), 50)
		require.Equal(t, all, got)
		for _, place := range []int{20, 149, len(all) - 3} {
			sub.Back(all[place].Entry.Cursor)
			assert.Equal(t, all[place+1:], b.take(sub, len(all)-place-1, 7))
		}
	}
}

func TestFilters(t *testing.T) {
	b := open(t)
	h := b.hub(live.Options{})
	const large = 6_000
	start := feed.Cursor{}
	before := b.subscribe(h, nil, b.filter([]string{"SELLS_TO"}, nil))
	firms := b.write(1, numbers(large)...)
	sale := b.sell(17, large-1)
	b.write(2, 18)
	b.write(2, 17)

	assert.Equal(t, []string{sale}, ids(b.take(before, 1, 50)))
	tests := []struct {
		name string
		f    live.Filter
		want []string
	}{
		{"type", b.filter([]string{"SELLS_TO"}, nil), []string{sale}},
		{"firm", b.filter(nil, firms[17:18]), []string{firms[17], sale, firms[17]}},
		{"firm at the far end", b.filter(nil, firms[large-1:]), []string{firms[large-1], sale}},
		{"firm and type", b.filter([]string{"SELLS_TO", "City"}, firms[17:18]), []string{sale}},
		{"relationship", b.filter(nil, []string{sale}), []string{sale}},
		{"all", live.Filter{}, append(append([]string{}, firms...), sale, firms[18], firms[17])},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sub := b.subscribe(h, &start, tt.f)
			assert.Equal(t, tt.want, ids(b.take(sub, len(tt.want), 50)))
		})
	}
}

// However many go through a large batch, it is read once.
func TestABatchIsReadOnceForAll(t *testing.T) {
	b := open(t)
	h := b.hub(live.Options{})
	var subs []*live.Subscription
	for range 20 {
		subs = append(subs, b.subscribe(h, nil, live.Filter{}))
	}
	firms := b.write(1, numbers(5_000)...)
	assert.Equal(t, firms[:1], ids(b.take(subs[0], 1, 1)))
	before := b.db.Runs()
	for _, sub := range subs[1:] {
		assert.Equal(t, firms, ids(b.take(sub, len(firms), 50)))
	}
	// The follower looks meanwhile, and that is all.
	assert.Less(t, b.db.Runs()-before, int64(1_000), "20 subscribers took 2,000 pages")
}

func TestRefusals(t *testing.T) {
	b := open(t)
	b.write(1, 1)
	require.Len(t, b.feed(), 1, "the change has its position")
	h := b.hub(live.Options{Most: 2})
	beyond := feed.Before(3)
	_, err := h.Subscribe(t.Context(), &beyond, live.Filter{})
	require.Equal(t, fault.BadUserInput, fault.CodeOf(err))
	assert.Contains(t, err.Error(), "another database")
	assert.Zero(t, h.Active(), "what is refused does not count")

	end := feed.Before(2)
	one, two := b.subscribe(h, &end, live.Filter{}), b.subscribe(h, nil, live.Filter{})
	_, err = h.Subscribe(t.Context(), nil, live.Filter{})
	require.Equal(t, fault.RateLimited, fault.CodeOf(err))
	two.Close()
	two.Close()
	assert.Equal(t, 1, h.Active(), "a second close is none")
	_, err = h.Subscribe(t.Context(), nil, live.Filter{})
	require.NoError(t, err)

	h.Close()
	_, err = h.Subscribe(t.Context(), nil, live.Filter{})
	assert.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = one.Next(ctx, 1)
	assert.ErrorIs(t, err, context.Canceled)
}

func TestNobodyReadsTheFeedForNobody(t *testing.T) {
	b := open(t)
	h := b.hub(live.Options{})
	runs := b.db.Runs()
	h.Close()
	assert.Equal(t, runs, b.db.Runs(), "not before somebody subscribes")

	h = b.hub(live.Options{})
	sub := b.subscribe(h, nil, live.Filter{})
	b.write(1, 1)
	b.take(sub, 1, 1)
	sub.Close()
	h.Close() // waits for the follower
	runs = b.db.Runs()
	b.write(2, 1)
	require.Greater(t, b.db.Runs(), runs)
	again := b.hub(live.Options{})
	sub = b.subscribe(again, nil, live.Filter{})
	b.write(3, 1)
	assert.Len(t, b.take(sub, 1, 1), 1, "a follower starts again")
}
