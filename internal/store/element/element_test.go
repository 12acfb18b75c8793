package element_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestMain(m *testing.M) { neotest.Main(m) }

var firm, byTicker = writetest.Firm, writetest.ByTicker

// town is two firms that sell to each other and to themselves, and the city of one.
type town struct {
	*writetest.Bench
	first, second, city       string
	there, back, itself, lies string
}

func open(t *testing.T) town {
	t.Helper()
	b := writetest.Open(t)
	firms := b.Nodes("Firm", firm("600000", "staff", 7), firm("600001"))
	city := b.Nodes("City", input.Node{Values: map[string]any{"name": "张家港"}})[0].ID
	sell := func(from, to string) input.Edge {
		return input.Edge{From: byTicker(from), To: byTicker(to), Values: map[string]any{"product": "steel", "share": 0.5}}
	}
	sales := b.Edges("SELLS_TO", sell("600000", "600001"), sell("600001", "600000"), sell("600000", "600000"))
	lies := b.Edges("LIES_IN", input.Edge{From: byTicker("600000"), To: input.Ref{ID: city}})[0].ID
	return town{b, firms[0].ID, firms[1].ID, city, sales[0].ID, sales[1].ID, sales[2].ID, lies}
}

func TestFind(t *testing.T) {
	b := open(t)
	tests := []struct{ id, typ, from, to, field string }{
		{b.first, "Firm", "", "", "ticker"},
		{b.there, "SELLS_TO", b.first, b.second, "share"},
		{b.lies, "LIES_IN", b.first, b.city, ""},
	}
	for _, tt := range tests {
		t.Run(tt.typ, func(t *testing.T) {
			e, found, err := element.Find(t.Context(), b.DB, b.Cat, tt.id)
			require.NoError(t, err)
			require.True(t, found)
			assert.Equal(t, []string{tt.id, tt.typ, tt.from, tt.to}, []string{e.ID, e.Type, e.From, e.To})
			assert.Equal(t, tt.id, e.Properties["id"])
			assert.Equal(t, tt.field != "", e.Fields != nil)
			all, err := element.FindAll(t.Context(), b.DB, b.Cat, tt.typ, []string{tt.id, "none"})
			require.NoError(t, err)
			assert.Equal(t, map[string]element.Element{tt.id: e}, all)
		})
	}
	for _, id := range []string{"frm_none", "rel_none", "what"} {
		e, found, err := element.Find(t.Context(), b.DB, b.Cat, id)
		require.NoError(t, err)
		assert.False(t, found)
		assert.Equal(t, element.Element{ID: id}, e)
	}
	assert.Equal(t, fault.NotFound, fault.CodeOf(element.Unknown()))
}

func TestHold(t *testing.T) {
	b := open(t)
	e := b.Cat.Entity("Firm")
	b.Tx(func(tx *neo.Tx) error {
		held, err := element.Hold(t.Context(), tx, e, e.Field("ticker"), "600000")
		require.NoError(t, err)
		assert.Equal(t, b.first, held["id"])
		none, err := element.Hold(t.Context(), tx, e, e.Field("ticker"), "600009")
		assert.Nil(t, none)
		return err
	})
	assert.Equal(t, [][]any{{int64(1)}}, b.Query("MATCH (f:Firm {ticker: '600000'}) RETURN f.version"))
}

func ids(edges []element.Edge) []string {
	list := []string{}
	for _, e := range edges {
		list = append(list, e.ID)
	}
	return list
}

func TestEdges(t *testing.T) {
	b := open(t)
	e := b.Cat.Entity("Firm")
	all, err := element.EdgesOf(t.Context(), b.DB, b.Cat, e, b.first)
	require.NoError(t, err)
	assert.ElementsMatch(t, []string{b.there, b.back, b.itself, b.lies}, ids(all))

	sells, buys := e.Relation("sellsTo"), e.Relation("buysFrom")
	out, err := element.EdgesOver(t.Context(), b.DB, b.Cat, sells, b.first, nil)
	require.NoError(t, err)
	assert.ElementsMatch(t, []string{b.there, b.itself}, ids(out))
	in, err := element.EdgesOver(t.Context(), b.DB, b.Cat, buys, b.first, []string{b.back, b.there, b.lies})
	require.NoError(t, err)
	require.Equal(t, []string{b.back}, ids(in))
	assert.Equal(t, []string{b.second, b.first, b.second}, []string{in[0].From, in[0].To, in[0].Other(b.first)})
	assert.Same(t, b.Cat.EdgeOf(sells), in[0].Kind)
	assert.Equal(t, 0.5, in[0].Properties["share"])

	some, err := element.FindEdges(t.Context(), b.DB, b.Cat, "SELLS_TO", []string{b.itself, "rel_none", b.there, b.lies})
	require.NoError(t, err)
	assert.Equal(t, []string{b.itself, b.there}, ids(some))
	assert.Equal(t, b.first, some[0].Other(b.first))

	counts, err := element.CountEdges(t.Context(), b.DB, b.Cat, e, b.first)
	require.NoError(t, err)
	assert.ElementsMatch(t, []element.EdgeCount{{Field: "sellsTo", Count: 2}, {Field: "buysFrom", Count: 2}, {Field: "city", Count: 1}}, counts)
	counts, err = element.CountEdges(t.Context(), b.DB, b.Cat, b.Cat.Entity("City"), b.city)
	require.NoError(t, err)
	assert.Equal(t, []element.EdgeCount{{Field: "LIES_IN", Count: 1}}, counts, "no field leads back")
}

func TestWriteEdges(t *testing.T) {
	b := open(t)
	kind := b.Cat.EdgeOf(b.Cat.Entity("Firm").Relation("sellsTo"))
	made := element.Edge{Kind: kind, Element: element.Element{From: b.second, To: b.second, Properties: map[string]any{"id": "rel_1"}}}
	lost := element.Edge{Kind: kind, Element: element.Element{From: b.second, To: "frm_none", Properties: map[string]any{"id": "rel_2"}}}
	b.Tx(func(tx *neo.Tx) error {
		rows, err := tx.Query(t.Context(), element.CreateEdges(kind, []element.Edge{made, lost}))
		require.NoError(t, err)
		assert.Equal(t, [][]any{{int64(1)}}, rows.Values)
		rows, err = tx.Query(t.Context(), element.ChangeEdges("SELLS_TO", []element.Change{
			{ID: "rel_1", Values: map[string]any{"product": "gas", "product_order": "gas"}}, {ID: b.there, Values: map[string]any{"share": nil}}, {ID: "rel_none"},
		}))
		require.NoError(t, err)
		assert.Equal(t, [][]any{{int64(2)}}, rows.Values)
		_, err = tx.Query(t.Context(), element.LockEdges("Firm", b.first))
		require.NoError(t, err)
		_, err = tx.Query(t.Context(), element.DeleteEdges("SELLS_TO", []string{b.back, b.itself}))
		return err
	})
	assert.Equal(t, [][]any{{"rel_1", "gas", nil}, {b.there, "steel", nil}}, b.Query("MATCH ()-[r:SELLS_TO]->() RETURN r.id, r.product, r.share ORDER BY r.product"))
}

func TestSlotsAtFarEnds(t *testing.T) {
	b := open(t)
	cities := b.Nodes("City", input.Node{Values: map[string]any{"name": "X"}}, input.Node{Values: map[string]any{"name": "Y"}})
	b.Edges("SEAT_OF", input.Edge{From: byTicker("600001"), To: input.Ref{ID: cities[0].ID}})
	seat := func(id, city string) element.Edge {
		e, declared := element.EdgeOf(b.Cat, element.Element{ID: id, Type: "SEAT_OF", From: b.first, To: city})
		require.True(t, declared)
		return e
	}
	edges := []element.Edge{seat("rel_1", cities[0].ID), seat("rel_2", cities[1].ID)}
	slots := element.NewSlots(nil)
	require.NoError(t, slots.LookFar(t.Context(), b.DB, edges, b.first))
	assert.False(t, slots.Take(edges[0]), "the city has its seat")
	assert.True(t, slots.Take(edges[1]))
}
