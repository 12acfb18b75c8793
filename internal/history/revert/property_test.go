package revert_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/history/revert"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/claim"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/journal"
	"github.com/clustergraph/clustergraph/internal/write/merge"
	"github.com/clustergraph/clustergraph/internal/write/record"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestMain(m *testing.M) {
	// Each check writes and asks a real database often; -rapid.checks sets another number.
	if err := flag.Set("rapid.checks", "8"); err != nil {
		panic(err)
	}
	neotest.Main(m)
}

type bench struct {
	testing.TB
	cat *catalog.Catalog
	db  *neo.DB
	w   *record.Writer
	// seen is how far the feed was read.
	seen feed.Cursor
}

func open(t testing.TB) *bench {
	cat := writetest.Schema(t)
	b := &bench{TB: t, cat: cat, db: neotest.Open(t)}
	neotest.Clear(t, b.db)
	require.NoError(t, migrate.Run(t.Context(), b.db, cat, slog.New(slog.DiscardHandler)))
	b.w = record.NewWriter(cat, id.NewGenerator(time.Now, rand.Reader), time.Now).As("tester")
	return b
}

func (b *bench) tx(work func(context.Context, *neo.Tx) error) {
	b.Helper()
	ctx := context.Background()
	require.NoError(b, b.db.Write(ctx, func(tx *neo.Tx) error { return work(ctx, tx) }))
}

// revert undoes a change and returns why it was refused.
func (b *bench) revert(request revert.Request) (refused []error) {
	b.Helper()
	b.tx(func(ctx context.Context, tx *neo.Tx) (err error) {
		var done feed.Entry
		done, refused, err = revert.Do(ctx, b.cat, writetest.Work(tx, b.w), request)
		if err == nil && len(refused) == 0 {
			assert.Equal(b, request.Change, done.Reverts)
		}
		return err
	})
	return refused
}

// fresh are the keys of the changes since the last call, oldest first.
func (b *bench) fresh() []string {
	var keys []string
	for {
		page, next, err := feed.Since(context.Background(), b.db, b.seen, 100)
		require.NoError(b, err)
		if len(page) == 0 {
			return keys
		}
		for _, e := range page {
			keys = append(keys, e.Key())
		}
		b.seen = next
	}
}

// graph is all that changes tell of, as a text an element; it checks that of the claims about
// a field those of the value are marked as shown, and no other.
func (b *bench) graph() []string {
	rows, err := b.db.Exec(context.Background(), query.Statement{Text: "MATCH (n) WHERE n:Firm OR n:City RETURN n.id UNION ALL MATCH ()-[r]->() RETURN r.id AS `n.id`"})
	require.NoError(b, err)
	list := []string{}
	for _, row := range rows {
		el, _, err := element.Find(context.Background(), b.db, b.cat, row[0].(string))
		require.NoError(b, err)
		shown := journal.Audited(el.Fields, el.Properties)
		text, err := json.Marshal(shown)
		require.NoError(b, err)
		list = append(list, fmt.Sprint(el.ID, " ", el.From, " ", el.To, " ", string(text)))
		stored, err := b.db.Query(context.Background(), claim.About([]string{el.ID}))
		require.NoError(b, err)
		claims, err := claim.Decode(stored)
		require.NoError(b, err)
		for _, c := range claims {
			shown, err := json.Marshal(shown[c.Field])
			require.NoError(b, err)
			assert.Equal(b, string(shown) == c.Value, c.Displayed, "%s of %s shows %s: %+v", c.Field, el.ID, shown, c)
		}
	}
	slices.Sort(list)
	return list
}

// Random writes, undone one change at a time from the last to the first, give back every
// state on the way; and undoing that gives back the end.
func TestRevertsGiveBackWhatWas(t *testing.T) {
	b := open(t)
	b.nodes("Source", input.Node{Values: map[string]any{"name": "S", "citationKey": "s"}}, input.Node{Values: map[string]any{"name": "T", "citationKey": "t"}})
	rapid.Check(t, func(rt *rapid.T) {
		b.fresh()
		type step struct {
			before []string
			keys   []string
		}
		var steps []step
		for range rapid.IntRange(2, 8).Draw(rt, "steps") {
			before := b.graph()
			b.write(rt)
			steps = append(steps, step{before, b.fresh()})
		}
		end, undone := b.graph(), 0
		for _, s := range slices.Backward(steps) {
			for _, key := range slices.Backward(s.keys) {
				require.Empty(rt, b.revert(revert.Request{Change: key}), "undoing %s", key)
				undone++
			}
			require.Equal(rt, s.before, b.graph())
		}
		reverts := b.fresh()
		require.Len(rt, reverts, undone, "each revert is a change")
		for _, key := range slices.Backward(reverts) {
			require.Empty(rt, b.revert(revert.Request{Change: key}), "undoing the revert %s", key)
		}
		require.Equal(rt, end, b.graph())
	})
}

func (b *bench) nodes(entity string, rows ...input.Node) []record.Outcome {
	var out []record.Outcome
	b.tx(func(ctx context.Context, tx *neo.Tx) (err error) {
		out, err = b.w.UpsertNodes(ctx, tx, b.cat.Entity(entity), rows)
		return err
	})
	for _, o := range out {
		require.Empty(b, o.Problems)
	}
	return out
}

func (b *bench) edges(typ string, rows ...input.Edge) []record.Outcome {
	var out []record.Outcome
	b.tx(func(ctx context.Context, tx *neo.Tx) (err error) {
		out, err = b.w.UpsertEdges(ctx, tx, typ, rows)
		return err
	})
	for _, o := range out {
		require.Empty(b, o.Problems)
	}
	return out
}

var firm, byTicker = writetest.Firm, writetest.ByTicker

// write writes or removes something at random, in one transaction or a few.
func (b *bench) write(rt *rapid.T) {
	ticker := func(label string) string {
		return fmt.Sprintf("60000%d", rapid.IntRange(0, 2).Draw(rt, label))
	}
	switch rapid.IntRange(0, 5).Draw(rt, "kind") {
	case 0, 1:
		row := firm(ticker("firm"))
		row.Values["capital"] = rapid.SampledFrom([]any{int64(1), int64(2), nil}).Draw(rt, "capital")
		row.Values["aliases"] = rapid.SampledFrom([]any{[]any{"a"}, []any{"a", "b"}, nil}).Draw(rt, "aliases")
		row.Values["score"] = rapid.SampledFrom([]any{0.5, 1.0, nil}).Draw(rt, "score")
		row.Sources, row.Confidence = b.said(rt)
		row.ValidFrom = rapid.SampledFrom([]string{"", "2020", "2020-02"}).Draw(rt, "validFrom")
		b.nodes("Firm", row)
	case 2, 3:
		from, to := ticker("from"), ticker("to")
		b.nodes("Firm", firm(from), firm(to))
		row := input.Edge{From: byTicker(from), To: byTicker(to), Values: map[string]any{
			"product": rapid.SampledFrom([]any{"p", nil}).Draw(rt, "product"), "share": rapid.SampledFrom([]any{0.25, 0.75, nil}).Draw(rt, "share"),
		}}
		row.Sources, row.Confidence = b.said(rt)
		b.edges("SELLS_TO", row)
	case 4:
		from, city := ticker("lies"), rapid.SampledFrom([]string{"X", "Y"}).Draw(rt, "city")
		b.nodes("Firm", firm(from))
		b.nodes("City", input.Node{Values: map[string]any{"name": city}})
		b.edges("LIES_IN", input.Edge{From: byTicker(from), To: input.Ref{Entity: "City", Field: "name", Value: city}})
	default:
		b.remove(ticker("removed"))
	}
}

// said draws which sources say something, and how far they are believed.
func (b *bench) said(rt *rapid.T) (sources []input.Ref, confidence *float64) {
	for _, key := range []string{"s", "t"} {
		if rapid.Bool().Draw(rt, "source "+key) {
			sources = append(sources, input.Ref{Entity: "Source", Field: "citationKey", Value: key})
		}
	}
	if rapid.Bool().Draw(rt, "believed") {
		c := rapid.SampledFrom([]float64{0.25, 0.75}).Draw(rt, "confidence")
		confidence = &c
	}
	return sources, confidence
}

// remove deletes a firm and its relationships, if there is one.
func (b *bench) remove(ticker string) {
	e := b.cat.Entity("Firm")
	b.tx(func(ctx context.Context, tx *neo.Tx) error {
		stored, err := element.Hold(ctx, tx, e, e.Field("ticker"), ticker)
		if err != nil || stored == nil {
			return err
		}
		links, err := element.EdgesOf(ctx, tx, b.cat, e, stored["id"].(string))
		if err == nil && len(links) > 0 {
			err = b.w.Unlink(ctx, tx, links)
		}
		if err != nil {
			return err
		}
		return b.w.Delete(ctx, tx, e, stored)
	})
}

// What is not in the public graph is not changed, nor what stands for it.
func TestWhatIsAsideCannotBeReverted(t *testing.T) {
	b := open(t)
	b.fresh()
	out := b.nodes("Firm", firm("600000"), firm("600001"), firm("600002"))
	b.edges("SELLS_TO", input.Edge{From: byTicker("600002"), To: byTicker("600000"), Values: map[string]any{"share": 0.5}})
	b.edges("SELLS_TO", input.Edge{From: byTicker("600002"), To: byTicker("600000"), Values: map[string]any{"share": 0.75}})
	b.nodes("Firm", input.Node{ID: out[0].ID, Values: map[string]any{"name": "other"}})
	keys := b.fresh()
	link, update := keys[4], keys[5]
	putAside := func(why alias.Why, into string) {
		b.tx(func(ctx context.Context, tx *neo.Tx) error {
			_, err := aside.Put(ctx, tx, b.cat.Entity("Firm"), out[0].ID, why, into)
			return err
		})
	}
	putAside(alias.MergedAway, out[1].ID)
	before := b.graph()
	for _, key := range []string{update, link} {
		refused := b.revert(revert.Request{Change: key, EvenIfChanged: true})
		require.Len(t, refused, 1)
		assert.Equal(t, fault.Conflict, fault.CodeOf(refused[0]))
		assert.ErrorContains(t, refused[0], "merged into "+out[1].ID)
	}
	assert.Equal(t, before, b.graph())
	assert.Empty(t, b.fresh())
}

// What a merge did is undone by undoing the merge; a relationship that it moved can have its
// earlier changes undone where it is now.
func TestChangesOfAMergeAreUndoneWithIt(t *testing.T) {
	b := open(t)
	out := b.nodes("Firm", firm("600000"), firm("600001"), firm("600002"))
	share := func(v any) string {
		return b.edges("SELLS_TO", input.Edge{From: byTicker("600002"), To: byTicker("600000"), Values: map[string]any{"share": v}})[0].ID
	}
	share(0.5)
	b.fresh()
	moved := share(0.75)
	update := b.fresh()[0]
	b.nodes("Firm", input.Node{ID: out[1].ID, Values: map[string]any{"ticker": nil}})
	b.fresh()
	b.tx(func(ctx context.Context, tx *neo.Tx) error {
		_, refused, err := merge.Do(ctx, b.cat, writetest.Work(tx, b.w), merge.Request{Into: out[1].ID, From: out[0].ID, Evidence: "the same"})
		assert.Empty(t, refused)
		return err
	})
	merged := b.fresh()
	require.NotEmpty(t, merged)
	before := b.graph()
	for _, key := range merged {
		refused := b.revert(revert.Request{Change: key, EvenIfChanged: true})
		require.Len(t, refused, 1, key)
		assert.Equal(t, fault.Conflict, fault.CodeOf(refused[0]))
		assert.ErrorContains(t, refused[0], "part of the merge")
	}
	assert.Equal(t, before, b.graph())
	require.Empty(t, b.revert(revert.Request{Change: update}))
	el, found, err := element.Find(t.Context(), b.db, b.cat, moved)
	require.NoError(t, err)
	require.True(t, found)
	assert.Equal(t, []any{out[1].ID, 0.5}, []any{el.To, el.Properties["share"]})
}
