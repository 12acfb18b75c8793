package feed_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

func TestSinceTellsWhatWasWritten(t *testing.T) {
	b := open(t)
	firms := b.nodes("Firm", firm("600000"), firm("600001"), firm("600002"))
	sale := b.edges("SELLS_TO", input.Edge{From: byTicker("600000"), To: byTicker("600001"), Values: map[string]any{"share": 1}})
	b.nodes("Firm", firm("600001", "staff", 5, "aliases", []string{"x"}), firm("600002"))
	b.nodes("Firm", firm("600001", "staff", nil))
	b.edges("SELLS_TO", input.Edge{ID: sale[0].ID, From: byTicker("600000"), To: byTicker("600001"), Values: map[string]any{"share": 0.5}})

	entries := b.all(2)
	require.Len(t, entries, 7)
	for i, want := range []struct {
		kind     journal.ChangeKind
		typ, of  string
		position int64
	}{
		{journal.ChangeCreate, "Firm", firms[0].ID, 1},
		{journal.ChangeCreate, "Firm", firms[1].ID, 1},
		{journal.ChangeCreate, "Firm", firms[2].ID, 1},
		{journal.ChangeCreate, "SELLS_TO", sale[0].ID, 2},
		{journal.ChangeUpdate, "Firm", firms[1].ID, 3},
		{journal.ChangeUpdate, "Firm", firms[1].ID, 4},
		{journal.ChangeUpdate, "SELLS_TO", sale[0].ID, 5},
	} {
		e := entries[i]
		assert.Equal(t, want.kind, e.Kind)
		assert.Equal(t, want.typ, e.Type)
		assert.Equal(t, want.of, e.Of)
		assert.Equal(t, want.position, e.Position)
		assert.Equal(t, "tester", e.By)
		assert.WithinDuration(t, time.Now(), e.At, time.Minute)
	}
	assert.Equal(t, [2]string{firms[0].ID, firms[1].ID}, [2]string{entries[3].From, entries[3].To}, "creation of a relationship")
	assert.Equal(t, [2]string{firms[0].ID, firms[1].ID}, [2]string{entries[6].From, entries[6].To})
	assert.Equal(t, []string{`aliases null ["x"]`, "staff null 5"}, shown(entries[4]))
	assert.Equal(t, []string{"staff 5 null"}, shown(entries[5]))
	assert.Equal(t, []string{"share 1 0.5"}, shown(entries[6]))
	assert.Equal(t, entries, b.all(100), "the size of a page does not matter")
}

func shown(e feed.Entry) []string {
	var list []string
	for _, v := range e.Values {
		list = append(list, v.Field+" "+string(v.Before)+" "+string(v.After))
	}
	return list
}

func TestWhatIsReplacedAtAToOneEndIsADeletion(t *testing.T) {
	b := open(t)
	b.nodes("City", input.Node{Values: map[string]any{"name": "X"}}, input.Node{Values: map[string]any{"name": "Y"}})
	b.nodes("Firm", firm("600000"))
	in := func(city string) input.Edge {
		return input.Edge{From: byTicker("600000"), To: input.Ref{Entity: "City", Field: "name", Value: city}}
	}
	first := b.edges("LIES_IN", in("X"))[0].ID
	second := b.edges("LIES_IN", in("Y"))[0].ID
	entries := b.all(50)[3:]
	require.Len(t, entries, 3)
	assert.Equal(t, []any{journal.ChangeDelete, first}, []any{entries[1].Kind, entries[1].Of})
	assert.Equal(t, []any{journal.ChangeCreate, second}, []any{entries[2].Kind, entries[2].Of})
}

func TestWhatChangesNothingLeavesNoChange(t *testing.T) {
	b := open(t)
	b.nodes("Firm", firm("600000", "staff", 1))
	b.nodes("Firm", firm("600000", "staff", 1))
	b.nodes("Firm", firm("600000", "staff", 2), firm("600000", "staff", 1))
	assert.Len(t, b.all(50), 1)

	failed := errors.New("later")
	err := b.db.Write(t.Context(), func(tx *neo.Tx) error {
		if _, err := b.w.UpsertNodes(t.Context(), tx, b.cat.Entity("Firm"), []input.Node{firm("600009")}); err != nil {
			return err
		}
		return failed
	})
	require.ErrorIs(t, err, failed)
	assert.Len(t, b.all(50), 1, "a transaction that fails leaves none")
	assert.Equal(t, int64(1), b.value("MATCH (c:Change) RETURN count(c)"))
}

func TestSinceWritesNothingWhenNothingWaits(t *testing.T) {
	b := open(t)
	b.nodes("Firm", firm("600000"))
	b.all(50)
	before := b.db.Runs()
	_, next, err := feed.Since(t.Context(), b.db, feed.Cursor{}, 50)
	require.NoError(t, err)
	assert.Equal(t, int64(3), b.db.Runs()-before, "what waits, the changes, the creations")
	page, again, err := feed.Since(t.Context(), b.db, next, 50)
	require.NoError(t, err)
	assert.Empty(t, page)
	assert.Equal(t, next, again)
}

func TestAtFindsTheFirstChangeSinceAMoment(t *testing.T) {
	b := open(t)
	empty, err := feed.At(t.Context(), b.db, time.Now())
	require.NoError(t, err)
	b.nodes("Firm", firm("600000"))
	b.nodes("Firm", firm("600001"))
	b.nodes("Firm", firm("600002"))
	entries := b.all(50)
	for i, e := range entries {
		at, err := feed.At(t.Context(), b.db, e.At)
		require.NoError(t, err)
		rest, _, err := feed.Since(t.Context(), b.db, at, 50)
		require.NoError(t, err)
		assert.Equal(t, entries[i:], rest)
	}
	rest, _, err := feed.Since(t.Context(), b.db, empty, 50)
	require.NoError(t, err)
	assert.Len(t, rest, 3, "what comes after the moment is found later too")
	after, err := feed.At(t.Context(), b.db, entries[2].At.Add(time.Second))
	require.NoError(t, err)
	rest, _, err = feed.Since(t.Context(), b.db, after, 50)
	require.NoError(t, err)
	assert.Empty(t, rest)
}

func TestManyChangesAreSequencedInChunks(t *testing.T) {
	b := open(t)
	var rows []input.Node
	for i := range 2_500 {
		rows = append(rows, firm(tickerOf(i)))
	}
	b.nodes("Firm", rows...)
	for i := range rows {
		rows[i].Values["staff"] = i
	}
	b.nodes("Firm", rows...)
	entries := b.all(700)
	require.Len(t, entries, 5_000)
	assert.Equal(t, int64(2_501), entries[4_999].Position)
	assert.Equal(t, int64(2_501), b.value("MATCH (f:ClusterGraphFeed) RETURN f.position"))
	assert.Equal(t, int64(0), b.value("MATCH (c:ChangePending) RETURN count(c)"))
}
