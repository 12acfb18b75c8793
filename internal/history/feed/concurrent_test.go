package feed_test

import (
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

func tickerOf(i int) string { return fmt.Sprintf("%06d", 600_000+i) }

const (
	writers = 50
	rounds  = 12
	// shared firms are written by all, so that writers meet.
	shared = 10
)

// Fifty writers make and change nodes and relationships of their own and shared ones,
// while readers resume, with the text of a cursor, after each small page: none misses a
// change, none sees one twice, and each shared firm's values follow on each other.
func TestAReaderMissesNothingAndSeesNothingTwice(t *testing.T) {
	b := open(t)
	var rows []input.Node
	for i := range shared {
		rows = append(rows, firm(tickerOf(i), "staff", 0))
	}
	b.nodes("Firm", rows...)

	var done atomic.Bool
	var wg sync.WaitGroup
	seen := make([][]feed.Entry, 3)
	var readers sync.WaitGroup
	for r := range seen {
		readers.Go(func() { seen[r] = b.follow(&done, 3+r) })
	}
	want := make([]int, writers)
	for w := range writers {
		wg.Go(func() { want[w] = b.writeMany(w) })
	}
	wg.Wait()
	done.Store(true)
	readers.Wait()

	total := shared
	for _, n := range want {
		total += n
	}
	for _, entries := range seen {
		require.Len(t, entries, total)
		assertChained(t, entries)
	}
	assert.Equal(t, seen[0], seen[1])
	assert.Equal(t, seen[0], seen[2])
	assert.Equal(t, seen[0], b.all(100))
}

// follow reads pages until the writers are done and nothing is left.
func (b *bench) follow(done *atomic.Bool, size int) []feed.Entry {
	var entries []feed.Entry
	var bookmark string
	for {
		last := done.Load()
		at, err := feed.ParseCursor(bookmark)
		if !assert.NoError(b.t, err) {
			return nil
		}
		page, next, err := feed.Since(b.t.Context(), b.db, at, size)
		if !assert.NoError(b.t, err) {
			return nil
		}
		entries, bookmark = append(entries, page...), next.String()
		if last && len(page) == 0 {
			return entries
		}
	}
}

// writeMany writes as one of the writers and returns the number of changes it made.
func (b *bench) writeMany(w int) (changes int) {
	own, neighbour := tickerOf(1000+w), tickerOf(2000+w)
	count := func(outcomes []record.Outcome, err error) {
		assert.NoError(b.t, err)
		for _, o := range outcomes {
			assert.Empty(b.t, o.Problems)
			if o.Status != record.Unchanged {
				changes++
			}
		}
	}
	count(b.write("Firm", firm(own), firm(neighbour)))
	for i := range rounds {
		// Two rows of one batch: an own firm and a shared one, whose value nobody else gives.
		count(b.write("Firm", firm(own, "staff", i+1), firm(tickerOf((w+i)%shared), "staff", 1+w*rounds+i)))
		count(b.link(input.Edge{From: byTicker(own), To: byTicker(neighbour), Values: map[string]any{"product": fmt.Sprint(i)}}))
	}
	return changes
}

func (b *bench) write(entity string, rows ...input.Node) (out []record.Outcome, err error) {
	err = b.db.Write(b.t.Context(), func(tx *neo.Tx) error {
		out, err = b.w.UpsertNodes(b.t.Context(), tx, b.cat.Entity(entity), rows)
		return err
	})
	return out, err
}

func (b *bench) link(row input.Edge) (out []record.Outcome, err error) {
	err = b.db.Write(b.t.Context(), func(tx *neo.Tx) error {
		out, err = b.w.UpsertEdges(b.t.Context(), tx, "SELLS_TO", []input.Edge{row})
		return err
	})
	return out, err
}

// assertChained checks that positions and places rise, and that what each update of a
// element replaces is what the one before it set.
func assertChained(t *testing.T, entries []feed.Entry) {
	t.Helper()
	last := map[string]json.RawMessage{}
	for i, e := range entries {
		if i > 0 {
			require.GreaterOrEqual(t, e.Position, entries[i-1].Position)
		}
		for _, v := range e.Values {
			if was, known := last[e.Of+v.Field]; known {
				require.Equal(t, string(was), string(v.Before), "%s of %s at %d", v.Field, e.Of, e.Position)
			}
			last[e.Of+v.Field] = v.After
		}
	}
}
