package live_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// patience bounds the wait for what does come.
const patience = 60 * time.Second

type bench struct {
	t   testing.TB
	cat *catalog.Catalog
	db  *neo.DB
	w   *record.Writer
}

func open(t testing.TB) *bench {
	t.Helper()
	cat := writetest.Schema(t)
	db := neotest.Open(t)
	neotest.Clear(t, db)
	require.NoError(t, migrate.Run(t.Context(), db, cat, slog.New(slog.DiscardHandler)))
	w := record.NewWriter(cat, id.NewGenerator(time.Now, rand.Reader), time.Now).As("tester")
	return &bench{t: t, cat: cat, db: db, w: w}
}

// hub is a copy of the service, as far as subscriptions go.
func (b *bench) hub(opts live.Options) *live.Hub {
	opts.Pause = 20 * time.Millisecond
	h := live.New(b.db, opts)
	b.t.Cleanup(h.Close)
	return h
}

func (b *bench) filter(types, ids []string) live.Filter {
	b.t.Helper()
	f, err := live.NewFilter(b.cat, types, ids)
	require.NoError(b.t, err)
	return f
}

func (b *bench) subscribe(h *live.Hub, after *feed.Cursor, f live.Filter) *live.Subscription {
	b.t.Helper()
	sub, err := h.Subscribe(b.t.Context(), after, f)
	require.NoError(b.t, err)
	b.t.Cleanup(sub.Close)
	return sub
}

// write makes firms, or changes their number of staff, and returns their ids.
func (b *bench) write(staff int, tickers ...int) (ids []string) {
	var rows []input.Node
	for _, n := range tickers {
		ticker := fmt.Sprintf("%06d", 600_000+n)
		rows = append(rows, input.Node{Values: map[string]any{"name": "firm " + ticker, "ticker": ticker, "staff": staff}})
	}
	err := b.db.Write(b.t.Context(), func(tx *neo.Tx) error {
		out, err := b.w.UpsertNodes(b.t.Context(), tx, b.cat.Entity("Firm"), rows)
		ids = nil
		for _, o := range out {
			ids = append(ids, o.ID)
		}
		return err
	})
	assert.NoError(b.t, err)
	return ids
}

func (b *bench) sell(from, to int) string {
	b.t.Helper()
	end := func(n int) input.Ref {
		return input.Ref{Entity: "Firm", Field: "ticker", Value: fmt.Sprintf("%06d", 600_000+n)}
	}
	var made string
	require.NoError(b.t, b.db.Write(b.t.Context(), func(tx *neo.Tx) error {
		out, err := b.w.UpsertEdges(b.t.Context(), tx, "SELLS_TO", []input.Edge{{From: end(from), To: end(to)}})
		if err == nil {
			made = out[0].ID
		}
		return err
	}))
	return made
}

// numbers are 0 to n-1.
func numbers(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// take reads so many entries of a subscription.
func (b *bench) take(sub *live.Subscription, n, page int) (items []feed.Item) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), patience)
	defer cancel()
	for len(items) < n {
		more, err := sub.Next(ctx, min(page, n-len(items)))
		if !assert.NoError(b.t, err, "after %d of %d", len(items), n) {
			return items
		}
		items = append(items, more...)
	}
	return items
}

// feed is the whole feed, as pages of it tell.
func (b *bench) feed() (items []feed.Item) {
	b.t.Helper()
	var after feed.Cursor
	for {
		entries, next, err := feed.Since(b.t.Context(), b.db, after, feed.MaxPage)
		require.NoError(b.t, err)
		if len(entries) == 0 {
			return items
		}
		for _, e := range entries {
			items = append(items, feed.Item{Entry: e, Cursor: e.Cursor.String()})
		}
		after = next
	}
}

func ids(items []feed.Item) (list []string) {
	for _, item := range items {
		list = append(list, item.Of)
	}
	return list
}
