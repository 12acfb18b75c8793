package feed_test

import (
	"context"
	"crypto/rand"
	"flag"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestMain(m *testing.M) {
	// Each check writes and asks a real database often; -rapid.checks sets another number.
	if err := flag.Set("rapid.checks", "12"); err != nil {
		panic(err)
	}
	neotest.Main(m)
}

type bench struct {
	t   testing.TB
	cat *catalog.Catalog
	db  *neo.DB
	w   *record.Writer
}

func open(t testing.TB) *bench {
	t.Helper()
	cat, db := writetest.Schema(t), neotest.Open(t)
	neotest.Clear(t, db)
	require.NoError(t, migrate.Run(t.Context(), db, cat, slog.New(slog.DiscardHandler)))
	w := record.NewWriter(cat, id.NewGenerator(time.Now, rand.Reader), time.Now).As("tester")
	return &bench{t: t, cat: cat, db: db, w: w}
}

func (b *bench) nodes(entity string, rows ...input.Node) []record.Outcome {
	b.t.Helper()
	var out []record.Outcome
	require.NoError(b.t, b.db.Write(b.t.Context(), func(tx *neo.Tx) (err error) {
		out, err = b.w.UpsertNodes(b.t.Context(), tx, b.cat.Entity(entity), rows)
		return err
	}))
	for _, o := range out {
		require.Empty(b.t, o.Problems)
	}
	return out
}

func (b *bench) edges(typ string, rows ...input.Edge) []record.Outcome {
	b.t.Helper()
	var out []record.Outcome
	require.NoError(b.t, b.db.Write(b.t.Context(), func(tx *neo.Tx) (err error) {
		out, err = b.w.UpsertEdges(b.t.Context(), tx, typ, rows)
		return err
	}))
	for _, o := range out {
		require.Empty(b.t, o.Problems)
	}
	return out
}

// all reads the feed in pages of a size, and checks that positions rise.
func (b *bench) all(size int) []feed.Entry {
	b.t.Helper()
	var entries []feed.Entry
	var at feed.Cursor
	for {
		page, next, err := feed.Since(b.t.Context(), b.db, at, size)
		require.NoError(b.t, err)
		if len(page) == 0 {
			return entries
		}
		require.LessOrEqual(b.t, len(page), size)
		entries, at = append(entries, page...), next
	}
}

func (b *bench) value(text string) any {
	b.t.Helper()
	rows, err := b.db.Exec(b.t.Context(), query.Statement{Text: text})
	require.NoError(b.t, err)
	return rows[0][0]
}

var firm, byTicker = writetest.Firm, writetest.ByTicker

// keepAll hides nothing.
func keepAll(_ context.Context, entries []feed.Entry) ([]*feed.Entry, error) {
	kept := make([]*feed.Entry, len(entries))
	for i := range entries {
		kept[i] = &entries[i]
	}
	return kept, nil
}
