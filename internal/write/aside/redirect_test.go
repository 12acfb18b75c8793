package aside_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func redirects(b *writetest.Bench, keys ...string) map[string]alias.Redirect {
	b.T.Helper()
	found, err := alias.Redirects(b.T.Context(), b.DB, keys)
	require.NoError(b.T, err)
	return found
}

// Ids and keys lead over a chain of merges to the last one, and nowhere from what is withheld.
func TestRedirects(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"), firm("600002"), firm("600003"), firm("600004"))
	first, second, last, hidden, public := firms[0].ID, firms[1].ID, firms[2].ID, firms[3].ID, firms[4].ID
	b.PutAside(first, alias.MergedAway, second)
	b.PutAside(second, alias.MergedAway, last)
	b.PutAside(hidden, alias.Withheld, "")
	key := func(ticker string) string { return alias.Key("Firm", "ticker", ticker) }
	want := map[string]alias.Redirect{
		first: {Of: first, Why: alias.MergedAway, Into: last}, second: {Of: second, Why: alias.MergedAway, Into: last},
		key("600000"): {Of: first, Why: alias.MergedAway, Into: last}, alias.Key("Firm", "name", "firm 600001"): {Of: second, Why: alias.MergedAway, Into: last},
		hidden: {Of: hidden, Why: alias.Withheld}, key("600003"): {Of: hidden, Why: alias.Withheld},
	}
	keys := []string{public, key("600004"), "frm_none", alias.Key("Firm", "name", "firm 600003")}
	for k := range want {
		keys = append(keys, k)
	}
	assert.Equal(t, want, redirects(b, keys...))
	assert.Equal(t, []string{last}, alias.Targets(want))
	for i := range 60 {
		keys = append(keys, fmt.Sprint("frm_none_", i))
	}
	assert.Equal(t, want, redirects(b, keys...), "many keys at once")

	e := b.Cat.Entity("Firm")
	for name, value := range map[string]any{"ticker": "600000", "id": first} {
		got, err := alias.RedirectOf(t.Context(), b.DB, e, e.Field(name), value)
		require.NoError(t, err)
		assert.Equal(t, want[first], got, name)
	}
	got, err := alias.RedirectOf(t.Context(), b.DB, e, e.Field("ticker"), "600004")
	require.NoError(t, err)
	assert.Zero(t, got)
}

// A key that one after the other had leads nowhere as long as one of them is withheld.
func TestWhatIsWithheldHidesOthersWithItsKey(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"))
	b.PutAside(firms[0].ID, alias.Withheld, "")
	other := b.Nodes("Firm", firm("600002"))[0].ID
	b.Query("MATCH (f:Firm {id: '" + other + "'}) SET f.ticker = '600000'")
	b.PutAside(other, alias.MergedAway, firms[1].ID)
	found := redirects(b, alias.Key("Firm", "ticker", "600000"))
	assert.Equal(t, alias.Withheld, found[alias.Key("Firm", "ticker", "600000")].Why)
}

func TestKeyOf(t *testing.T) {
	e := writetest.Schema(t).Entity("Visit")
	key, is := alias.KeyOf(e, e.CompositeKeys()[0], map[string]any{"name": "visit", "year": int64(2020)})
	assert.True(t, is)
	assert.Equal(t, "Visit/name+year/visit\x1f2020", key)
	_, is = alias.KeyOf(e, e.CompositeKeys()[0], map[string]any{"name": "visit"})
	assert.False(t, is)
}

func TestMembers(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"), firm("600002"), firm("600003"))
	first, second, last, alone := firms[0].ID, firms[1].ID, firms[2].ID, firms[3].ID
	b.Edges("SELLS_TO", input.Edge{From: byTicker("600000"), To: byTicker("600003")})
	b.PutAside(first, alias.MergedAway, second)
	b.PutAside(second, alias.MergedAway, last)
	groups, err := alias.Members(t.Context(), b.DB, []string{last, alone})
	require.NoError(t, err)
	assert.Equal(t, map[string][]string{last: {last, second, first}, alone: {alone}}, groups)

	for id, want := range map[string][]string{alone: nil, last: {second, first}} {
		var gone []string
		b.Tx(func(tx *neo.Tx) (err error) {
			gone, err = aside.DeleteMembers(t.Context(), tx, id)
			return err
		})
		assert.Equal(t, want, gone)
	}
	assert.Empty(t, b.Query("MATCH (a:Aside) RETURN a"))
	assert.Empty(t, b.Query("MATCH (x:Alias) RETURN x"))
	assert.Empty(t, b.Query("MATCH ()-[r]->() RETURN r"))
}

// Of what was erased only its id and hashes of its keys are kept; each erasure finds the secret
// of the first.
func TestTombstones(t *testing.T) {
	b := open(t)
	e := b.Cat.Entity("Firm")
	const first, second = "frm_01hzzzzzzzzzzzzzzzzzz00001", "frm_01hzzzzzzzzzzzzzzzzzz00002"
	for id, ticker := range map[string]string{first: "600000", second: "600001"} {
		b.Tx(func(tx *neo.Tx) error {
			return aside.Bury(t.Context(), tx, e, map[string]any{"id": id, "ticker": ticker, "name": "secret"})
		})
	}
	key := alias.Key("Firm", "ticker", "600000")
	assert.Equal(t, map[string]alias.Redirect{
		first: {Of: first, Why: alias.Erased}, key: {Of: first, Why: alias.Erased},
	}, redirects(b, first, key, alias.Key("Firm", "ticker", "600009"), alias.Key("Firm", "name", "secret")))
	for _, row := range b.Query("MATCH (x:Alias) RETURN x.key") {
		assert.NotContains(t, row[0], "600000")
		assert.NotContains(t, row[0], "secret/")
	}
	assert.Equal(t, [][]any{{int64(1)}}, b.Query("MATCH (x:Alias {key: 'erasure/secret'}) RETURN count(x)"))
}

func TestEdgesAside(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"), firm("600002"))
	sales := b.Edges("SELLS_TO",
		input.Edge{From: byTicker("600000"), To: byTicker("600001")}, input.Edge{From: byTicker("600001"), To: byTicker("600000")})
	hidden, near, other := firms[0].ID, firms[1].ID, firms[2].ID
	b.PutAside(hidden, alias.Withheld, "")
	edges, err := aside.EdgesOf(t.Context(), b.DB, "Firm", near)
	require.NoError(t, err)
	require.Len(t, edges, 2)
	assert.Equal(t, []string{sales[0].ID, "SELLS_TO", hidden, near}, []string{edges[0].ID, edges[0].Type, edges[0].From, edges[0].To})
	assert.True(t, edges[0].FarAside)

	b.Tx(func(tx *neo.Tx) error {
		return aside.MoveEdges(t.Context(), tx, b.Cat.Entity("Firm"), near, other, []string{sales[0].ID, sales[1].ID})
	})
	back, err := b.Restore(hidden)
	require.NoError(t, err)
	assert.Len(t, back.Edges, 2)
	assert.Equal(t, [][]any{{hidden, other}, {other, hidden}}, b.Query("MATCH (a:Firm)-[r:SELLS_TO]->(b:Firm) RETURN a.id, b.id ORDER BY r.id"))

	b.Tx(func(tx *neo.Tx) error { return aside.RedirectEdge(t.Context(), tx, sales[0].ID, sales[1].ID) })
	assert.Equal(t, sales[1].ID, redirects(b, sales[0].ID)[sales[0].ID].Into)
	b.Tx(func(tx *neo.Tx) error { return aside.DropRedirects(t.Context(), tx, sales[0].ID) })
	assert.Empty(t, redirects(b, sales[0].ID))
}
