package record_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// putAside takes a firm out of the public graph.
func (b *bench) putAside(id string, why record.Why, into string) record.Node {
	b.t.Helper()
	var a record.Node
	require.NoError(b.t, b.db.Write(b.t.Context(), func(tx *neo.Tx) (err error) {
		a, err = record.Put(b.t.Context(), tx, b.cat.EntityOfID(id), id, why, into)
		return err
	}))
	return a
}

func (b *bench) putBack(id string) (back record.Restored, err error) {
	b.t.Helper()
	err = b.db.Write(b.t.Context(), func(tx *neo.Tx) error {
		a, is, err := record.Hold(b.t.Context(), tx, b.cat, id)
		require.True(b.t, is)
		if err == nil {
			back, err = record.Restore(b.t.Context(), tx, b.cat, a)
		}
		return err
	})
	return back, err
}

// everything is all nodes and relationships but what the service keeps beside them.
func (b *bench) everything() [][]any {
	return b.query("CALL () { MATCH (n) WHERE n.id IS NOT NULL AND n.name IS NOT NULL RETURN labels(n)[0] AS a, '' AS x, '' AS y, n.id AS id, properties(n) AS p " +
		"UNION ALL MATCH (a)-[r]->(b) RETURN type(r) AS a, a.id AS x, b.id AS y, r.id AS id, properties(r) AS p } RETURN a, x, y, p ORDER BY a, id")
}

func TestAsideAndBack(t *testing.T) {
	b := open(t)
	firms := b.nodes("Firm", firm("600000", "capital", 7), firm("600001"), firm("600002"))
	city := b.nodes("City", record.Row{Values: map[string]any{"name": "张家港"}})[0].ID
	b.edges("SELLS_TO",
		record.EdgeRow{From: byTicker("600000"), To: byTicker("600001"), Values: map[string]any{"product": "steel", "share": 0.5}},
		record.EdgeRow{From: byTicker("600002"), To: byTicker("600000")},
		record.EdgeRow{From: byTicker("600000"), To: byTicker("600000")},
		record.EdgeRow{From: byTicker("600001"), To: byTicker("600002")},
	)
	b.edges("LIES_IN", record.EdgeRow{From: byTicker("600000"), To: record.Ref{ID: city}})
	before := b.everything()

	id := firms[0].ID
	a := b.putAside(id, record.Withheld, "")
	assert.Equal(t, "firm 600000", a.Properties["name"])
	assert.Equal(t, [][]any{{int64(2)}}, b.query("MATCH (f:Firm) RETURN count(f)"))
	assert.Equal(t, [][]any{{int64(1)}}, b.query("MATCH ()-[r:SELLS_TO]->() RETURN count(r)"))
	assert.Equal(t, [][]any{{int64(0)}}, b.query("MATCH ()-[r:LIES_IN]->() RETURN count(r)"))
	assert.Equal(t, [][]any{{int64(4)}}, b.query("MATCH ()-[r:ASIDE]->() RETURN count(r)"))

	back, err := b.putBack(id)
	require.NoError(t, err)
	assert.Len(t, back.Edges, 4)
	assert.Empty(t, back.Waiting)
	assert.Empty(t, back.Kept)
	assert.Equal(t, before, b.everything())
	assert.Empty(t, b.query("MATCH (x:Alias) RETURN x"))
}

func TestRelationshipsWaitForTheirOtherEnd(t *testing.T) {
	b := open(t)
	firms := b.nodes("Firm", firm("600000"), firm("600001"))
	sale := b.edges("SELLS_TO", record.EdgeRow{From: byTicker("600000"), To: byTicker("600001")})[0].ID
	before := b.everything()
	b.putAside(firms[0].ID, record.Withheld, "")
	b.putAside(firms[1].ID, record.Withheld, "")
	back, err := b.putBack(firms[0].ID)
	require.NoError(t, err)
	assert.Equal(t, record.Restored{Waiting: []string{sale}}, back)
	back, err = b.putBack(firms[1].ID)
	require.NoError(t, err)
	assert.Equal(t, record.Restored{Edges: []string{sale}}, back)
	assert.Equal(t, before, b.everything())
}

func TestWhatIsThereByNowIsNotPushedAside(t *testing.T) {
	b := open(t)
	firms := b.nodes("Firm", firm("600000"), firm("600001"))
	city := b.nodes("City", record.Row{Values: map[string]any{"name": "张家港"}})[0].ID
	seat := b.edges("SEAT_OF", record.EdgeRow{From: record.Ref{ID: firms[0].ID}, To: record.Ref{ID: city}})[0].ID
	b.putAside(firms[0].ID, record.Withheld, "")
	b.edges("SEAT_OF", record.EdgeRow{From: record.Ref{ID: firms[1].ID}, To: record.Ref{ID: city}})
	back, err := b.putBack(firms[0].ID)
	require.NoError(t, err)
	assert.Equal(t, record.Restored{Kept: []string{seat}}, back)
	assert.Equal(t, [][]any{{firms[1].ID}}, b.query("MATCH (f)-[:SEAT_OF]->(:City) RETURN f.id"))
}

func TestAUniqueValueThatIsTakenKeepsANodeAside(t *testing.T) {
	b := open(t)
	firms := b.nodes("Firm", firm("600000"), firm("600001"))
	b.putAside(firms[0].ID, record.Withheld, "")
	b.query("MATCH (f:Firm) SET f.ticker = '600000'")
	_, err := b.putBack(firms[0].ID)
	require.Equal(t, fault.Conflict, fault.CodeOf(err), "%v", err)
	assert.Contains(t, err.Error(), "ticker")
}

// TestRowsAboutWhatIsWithheld names a withheld firm in every way that a row can: it is never
// made again, and nothing is told of it.
func TestRowsAboutWhatIsWithheld(t *testing.T) {
	b := open(t)
	firms := b.nodes("Firm", firm("600000", "name", "隐"), firm("600001"))
	visit := b.nodes("Visit", record.Row{Values: map[string]any{"name": "visit", "year": 2020}})
	id := firms[0].ID
	b.putAside(id, record.Withheld, "")
	b.putAside(visit[0].ID, record.Withheld, "")
	before := b.everything()
	for name, row := range map[string]record.Row{
		"key":            firm("600000"),
		"id":             {ID: id, Values: map[string]any{"name": "x"}},
		"another's key":  {ID: firms[1].ID, Values: map[string]any{"ticker": "600000"}},
		"key, made once": {Values: map[string]any{"name": "x", "ticker": "600000"}, CreateOnly: true},
	} {
		t.Run(name, func(t *testing.T) {
			out := b.nodes("Firm", row)[0]
			require.Equal(t, record.Rejected, out.Status)
			assert.Contains(t, out.Problems[0].Reason, "must not be recorded")
			assert.NotContains(t, out.Problems[0].Reason, "隐")
		})
	}
	t.Run("composite key", func(t *testing.T) {
		out := b.nodes("Visit", record.Row{Values: map[string]any{"name": "visit", "year": 2020}})[0]
		require.Equal(t, record.Rejected, out.Status)
		assert.Contains(t, out.Problems[0].Reason, "must not be recorded")
	})
	for name, end := range map[string]record.Ref{"end by id": {ID: id}, "end by key": byTicker("600000")} {
		t.Run(name, func(t *testing.T) {
			out := b.edges("SELLS_TO", record.EdgeRow{From: end, To: byTicker("600001")})[0]
			require.Equal(t, record.Rejected, out.Status)
			assert.Equal(t, "from", out.Problems[0].Field)
			assert.Contains(t, out.Problems[0].Reason, "must not be recorded")
		})
	}
	assert.Equal(t, before, b.everything())
}

// TestRowsAboutWhatWasMerged leads them to what stands for it, over a chain of merges.
func TestRowsAboutWhatWasMerged(t *testing.T) {
	b := open(t)
	firms := b.nodes("Firm", firm("600000"), firm("600001"), firm("600002"), firm("600003"))
	first, second, last := firms[0].ID, firms[1].ID, firms[2].ID
	b.putAside(first, record.MergedAway, second)
	b.putAside(second, record.MergedAway, last)
	tests := []struct {
		name string
		row  record.Row
	}{
		{"key", record.Row{Values: map[string]any{"name": "new name", "ticker": "600000"}}},
		{"key along the chain", record.Row{Values: map[string]any{"name": "newer", "ticker": "600001"}}},
		{"id", record.Row{ID: first, Values: map[string]any{"name": "newest", "ticker": "600000"}}},
		{"name", record.Row{FindBy: "name", Values: map[string]any{"name": "firm 600000", "staff": 4}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := b.nodes("Firm", tt.row)[0]
			require.Equal(t, record.Updated, out.Status, "%v", out.Problems)
			assert.Equal(t, last, out.ID)
			assert.Equal(t, [][]any{{tt.row.Values["name"], "600002"}}, b.query("MATCH (f:Firm {id: '"+last+"'}) RETURN f.name, f.ticker"))
		})
	}
	t.Run("its key is nobody else's", func(t *testing.T) {
		out := b.nodes("Firm", record.Row{ID: firms[3].ID, Values: map[string]any{"ticker": "600000"}})[0]
		require.Equal(t, record.Rejected, out.Status)
		assert.Contains(t, out.Problems[0].Reason, "is already that of "+last)
		assert.True(t, out.Problems[0].Taken)
	})
	t.Run("ends", func(t *testing.T) {
		out := b.edges("SELLS_TO",
			record.EdgeRow{From: byTicker("600000"), To: record.Ref{ID: firms[3].ID}},
			record.EdgeRow{From: record.Ref{ID: firms[3].ID}, To: record.Ref{ID: second}},
			record.EdgeRow{From: byTicker("600000"), To: record.Ref{ID: second}},
		)
		assert.Equal(t, record.Created, out[0].Status, "%v", out[0].Problems)
		assert.Equal(t, record.Created, out[1].Status, "%v", out[1].Problems)
		require.Equal(t, record.Rejected, out[2].Status)
		assert.Contains(t, out[2].Problems[0].Reason, "both of its ends are "+last)
		assert.Equal(t, [][]any{{last, firms[3].ID}, {firms[3].ID, last}}, b.query("MATCH (a)-[r:SELLS_TO]->(b) RETURN a.id, b.id ORDER BY r.id"))
	})
	t.Run("references", func(t *testing.T) {
		var hits []record.Hit
		require.NoError(t, b.db.Write(t.Context(), func(tx *neo.Tx) (err error) {
			hits, err = b.w.Resolve(t.Context(), tx, []record.Ref{{ID: first}, byTicker("600001"), {Entity: "Firm", Field: "name", Value: "firm 600001"}})
			return err
		}))
		for _, h := range hits {
			assert.Equal(t, last, h.ID, h.Problem)
		}
	})
}

// TestAliasesCostOneLookupABatch counts the statements of rows that are new: where nothing is
// aside, one more asks whether there is any alias.
func TestAliasesCostOneLookupABatch(t *testing.T) {
	b := open(t)
	var rows []record.Row
	for i := range 100 {
		rows = append(rows, firm(fmt.Sprintf("6%05d", i)))
	}
	before := b.db.Runs()
	b.nodes("Firm", rows...)
	assert.Equal(t, int64(4), b.db.Runs()-before, "what is there, whether there are aliases, the nodes, the change")
	before = b.db.Runs()
	b.nodes("Firm", rows...)
	assert.Equal(t, int64(1), b.db.Runs()-before, "what is there")
}

func TestWhatIsDeletedTakesItsRelationshipsAsideAlong(t *testing.T) {
	b := open(t)
	firms := b.nodes("Firm", firm("600000"), firm("600001"))
	b.edges("SELLS_TO", record.EdgeRow{From: byTicker("600000"), To: byTicker("600001")})
	b.putAside(firms[0].ID, record.Withheld, "")
	e := b.cat.Entity("Firm")
	require.NoError(t, b.db.Write(t.Context(), func(tx *neo.Tx) error {
		counts, err := element.CountEdges(t.Context(), tx, b.cat, e, firms[1].ID)
		require.NoError(t, err)
		assert.Empty(t, counts, "what is aside is nobody's relationship")
		held, err := element.Hold(t.Context(), tx, e, e.Field("id"), firms[1].ID)
		require.NoError(t, err)
		return b.w.Delete(t.Context(), tx, e, held)
	}))
	assert.Empty(t, b.query("MATCH ()-[r]->() RETURN r"))
	back, err := b.putBack(firms[0].ID)
	require.NoError(t, err)
	assert.Equal(t, record.Restored{}, back)
}
