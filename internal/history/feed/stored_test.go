package feed_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// written makes a large batch of firms, a short one of sales, and changes of firms.
func (b *bench) written(large int) {
	b.t.Helper()
	var firms []input.Node
	for i := range large {
		firms = append(firms, firm(tickerOf(i)))
	}
	b.nodes("Firm", firms...)
	b.edges("SELLS_TO",
		input.Edge{From: byTicker(tickerOf(0)), To: byTicker(tickerOf(1))},
		input.Edge{From: byTicker(tickerOf(1)), To: byTicker(tickerOf(2))})
	for i := range 5 {
		b.nodes("Firm", firm(tickerOf(i), "staff", i+1))
	}
}

// entriesOf expands changes from a cursor on.
func (b *bench) entriesOf(changes []feed.Stored, after feed.Cursor) (entries []feed.Entry) {
	b.t.Helper()
	for _, c := range changes {
		whole, err := c.Expand(b.t.Context(), b.db)
		require.NoError(b.t, err)
		for place := whole.Place(after); place < whole.Len(); place++ {
			entries = append(entries, whole.Entry(place))
		}
	}
	return entries
}

func TestStoredChangesHaveTheEntriesOfTheFeed(t *testing.T) {
	b := open(t)
	b.written(120)
	all := b.all(50)
	require.Len(t, all, 127)

	changes, err := feed.StoredSince(t.Context(), b.db, feed.Cursor{}, 100)
	require.NoError(t, err)
	require.Len(t, changes, 7)
	assert.False(t, changes[0].Expanded(), "a large batch is not read with its change")
	assert.True(t, changes[1].Expanded(), "a short one is")
	assert.Equal(t, all, b.entriesOf(changes, feed.Cursor{}))
	for _, from := range []int{0, 60, 119, 120, 124, 125} {
		after := all[from].Cursor
		changes, err := feed.StoredSince(t.Context(), b.db, after, 100)
		require.NoError(t, err)
		assert.Equal(t, all[from+1:], b.entriesOf(changes, after))
	}
	end, err := feed.End(t.Context(), b.db)
	require.NoError(t, err)
	assert.Equal(t, all[len(all)-1].Cursor, end)
	assert.Equal(t, changes[6].Behind(), end)
}

func TestStoredBetweenCursors(t *testing.T) {
	b := open(t)
	b.written(120)
	var firms []string
	for _, e := range b.all(200)[:120] {
		firms = append(firms, e.Of)
	}
	end, err := feed.End(t.Context(), b.db)
	require.NoError(t, err)
	tests := []struct {
		name          string
		after, before feed.Cursor
		want          feed.Want
		limit         int
		positions     []int64
		next          feed.Cursor
	}{
		{"all", feed.Cursor{}, end, feed.Want{}, 10, []int64{1, 2, 3, 4, 5, 6, 7}, end},
		{"a type", feed.Cursor{}, end, feed.Want{Types: []string{"SELLS_TO"}}, 10, []int64{2}, end},
		{"a firm", feed.Cursor{}, end, feed.Want{IDs: []string{firms[2]}}, 10, []int64{1, 2, 5}, end},
		{"a firm that is in the large batch only", feed.Cursor{}, end, feed.Want{IDs: []string{firms[99]}}, 10, []int64{1}, end},
		{"a sale of a firm", feed.Cursor{}, end, feed.Want{Types: []string{"SELLS_TO"}, IDs: []string{firms[2]}}, 10, []int64{2}, end},
		{"no sale of a firm", feed.Cursor{}, end, feed.Want{Types: []string{"SELLS_TO"}, IDs: []string{firms[3]}}, 10, []int64{}, end},
		{"no type", feed.Cursor{}, end, feed.Want{Types: []string{}}, 10, []int64{}, end},
		{"a page", feed.Cursor{}, end, feed.Want{Types: []string{"Firm"}}, 2, []int64{1, 3}, feed.Before(4)},
		{"from a cursor to another", feed.Before(3), feed.Before(6), feed.Want{}, 10, []int64{3, 4, 5}, feed.Before(6)},
		{"nothing", end, end, feed.Want{}, 10, []int64{}, end},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			changes, next, err := feed.StoredBetween(t.Context(), b.db, tt.after, tt.before, tt.want, tt.limit)
			require.NoError(t, err)
			got := []int64{}
			for _, c := range changes {
				got = append(got, c.Position())
			}
			assert.Equal(t, tt.positions, got)
			assert.Equal(t, tt.next, next)
		})
	}
}

// Behind each entry of a history lies in the feed what came after it.
func TestHistoriesLeadIntoTheFeed(t *testing.T) {
	b := open(t)
	b.written(120)
	all := b.all(50)
	for _, entry := range []int{0, 3, 60, 119, 120, 121} {
		id := all[entry].Of
		page, err := feed.HistoryPage(t.Context(), b.db, b.cat, id, "", 10, keepAll)
		require.NoError(t, err)
		require.NotEmpty(t, page.Items)
		for _, item := range page.Items {
			place := slices.IndexFunc(all, func(e feed.Entry) bool { return e.Of == id && e.Kind == item.Kind })
			behind, err := feed.ParseCursor(item.Cursor)
			require.NoError(t, err)
			assert.Equal(t, all[place].Cursor, behind)
		}
	}
}
