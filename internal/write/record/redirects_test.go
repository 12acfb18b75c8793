package record_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// TestRowsAboutWhatIsWithheld names a withheld firm in every way that a row can: it is never
// made again, and nothing is told of it.
func TestRowsAboutWhatIsWithheld(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000", "name", "隐"), firm("600001"))
	visit := b.Nodes("Visit", input.Node{Values: map[string]any{"name": "visit", "year": 2020}})
	id := firms[0].ID
	b.PutAside(id, alias.Withheld, "")
	b.PutAside(visit[0].ID, alias.Withheld, "")
	before := b.Everything()
	for name, row := range map[string]input.Node{
		"key":            firm("600000"),
		"id":             {ID: id, Values: map[string]any{"name": "x"}},
		"another's key":  {ID: firms[1].ID, Values: map[string]any{"ticker": "600000"}},
		"key, made once": {Values: map[string]any{"name": "x", "ticker": "600000"}, CreateOnly: true},
	} {
		t.Run(name, func(t *testing.T) {
			out := b.Nodes("Firm", row)[0]
			require.Equal(t, record.Rejected, out.Status)
			assert.Contains(t, out.Problems[0].Reason, "must not be recorded")
			assert.NotContains(t, out.Problems[0].Reason, "隐")
		})
	}
	t.Run("beside something else that is wrong", func(t *testing.T) {
		out := b.Nodes("Firm", firm("600000", "name", nil), firm("600009", "name", nil))
		assert.Equal(t, out[1].Problems, out[0].Problems, "nothing tells the two apart")
	})
	t.Run("under a veil", func(t *testing.T) {
		b.Tx(func(tx *neo.Tx) error {
			out, err := b.Writer.Veiled().UpsertNodes(t.Context(), tx, b.Cat.Entity("Firm"), []input.Node{firm("600000"), firm("600000", "staff", 3), firm("600009")})
			require.NoError(t, err)
			assert.Equal(t, []record.Status{record.Created, record.Updated, record.Created}, []record.Status{out[0].Status, out[1].Status, out[2].Status})
			assert.Equal(t, []int{1, 1, 0}, []int{len(out[0].Barred), len(out[1].Barred), len(out[2].Barred)})
			_, err = tx.Query(t.Context(), query.Statement{Text: "MATCH (f:Firm) WHERE f.ticker IN ['600000', '600009'] DETACH DELETE f"})
			return err
		})
	})
	t.Run("composite key", func(t *testing.T) {
		out := b.Nodes("Visit", input.Node{Values: map[string]any{"name": "visit", "year": 2020}})[0]
		require.Equal(t, record.Rejected, out.Status)
		assert.Contains(t, out.Problems[0].Reason, "must not be recorded")
	})
	for name, end := range map[string]input.Ref{"end by id": {ID: id}, "end by key": byTicker("600000")} {
		t.Run(name, func(t *testing.T) {
			out := b.Edges("SELLS_TO", input.Edge{From: end, To: byTicker("600001")})[0]
			require.Equal(t, record.Rejected, out.Status)
			assert.Equal(t, "from", out.Problems[0].Field)
			assert.Contains(t, out.Problems[0].Reason, "there is no ", "as of one that was never there")
		})
	}
	assert.Equal(t, before, b.Everything())
}

// TestRowsAboutWhatWasMerged leads them to what stands for it, over a chain of merges.
func TestRowsAboutWhatWasMerged(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"), firm("600002"), firm("600003"))
	first, second, last := firms[0].ID, firms[1].ID, firms[2].ID
	b.PutAside(first, alias.MergedAway, second)
	b.PutAside(second, alias.MergedAway, last)
	tests := []struct {
		name  string
		row   input.Node
		named string
	}{
		{"key", input.Node{Values: map[string]any{"name": "new name", "ticker": "600000"}}, "new name"},
		{"key along the chain", input.Node{Values: map[string]any{"name": "newer", "ticker": "600001"}}, "newer"},
		{"id", input.Node{ID: first, Values: map[string]any{"name": "newest", "ticker": "600000"}}, "newest"},
		{"name, which is no news of what stands for it", input.Node{FindBy: "name", Values: map[string]any{"name": "firm 600000", "staff": 4}}, "newest"},
		{"name and key", input.Node{FindBy: "name", Values: map[string]any{"name": "firm 600000", "ticker": "600001", "staff": 5}}, "newest"},
		{"name, and the key of what stands for it", input.Node{FindBy: "name", Values: map[string]any{"name": "firm 600001", "ticker": "600002", "staff": 6}}, "newest"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := b.Nodes("Firm", tt.row)[0]
			require.Equal(t, record.Updated, out.Status, "%v", out.Problems)
			assert.Equal(t, last, out.ID)
			assert.Equal(t, [][]any{{tt.named, "600002"}}, b.Query("MATCH (f:Firm {id: '"+last+"'}) RETURN f.name, f.ticker"))
		})
	}
	t.Run("its key is nobody else's", func(t *testing.T) {
		out := b.Nodes("Firm", input.Node{ID: firms[3].ID, Values: map[string]any{"ticker": "600000"}})[0]
		require.Equal(t, record.Rejected, out.Status)
		assert.Contains(t, out.Problems[0].Reason, "is already that of "+last)
		assert.True(t, out.Problems[0].Taken)
	})
	t.Run("ends", func(t *testing.T) {
		out := b.Edges("SELLS_TO",
			input.Edge{From: byTicker("600000"), To: input.Ref{ID: firms[3].ID}},
			input.Edge{From: input.Ref{ID: firms[3].ID}, To: input.Ref{ID: second}},
			input.Edge{From: byTicker("600000"), To: input.Ref{ID: second}},
		)
		assert.Equal(t, record.Created, out[0].Status, "%v", out[0].Problems)
		assert.Equal(t, record.Created, out[1].Status, "%v", out[1].Problems)
		require.Equal(t, record.Rejected, out[2].Status)
		assert.Contains(t, out[2].Problems[0].Reason, "both of its ends are "+last)
		assert.Equal(t, [][]any{{last, firms[3].ID}, {firms[3].ID, last}}, b.Query("MATCH (a)-[r:SELLS_TO]->(b) RETURN a.id, b.id ORDER BY r.id"))
	})
	t.Run("references", func(t *testing.T) {
		var hits []record.Hit
		require.NoError(t, b.DB.Write(t.Context(), func(tx *neo.Tx) (err error) {
			hits, err = b.Writer.Resolve(t.Context(), tx, []input.Ref{{ID: first}, byTicker("600001"), {Entity: "Firm", Field: "name", Value: "firm 600001"}})
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
	var rows []input.Node
	for i := range 100 {
		rows = append(rows, firm(fmt.Sprintf("6%05d", i)))
	}
	before := b.DB.Runs()
	b.Nodes("Firm", rows...)
	assert.Equal(t, int64(4), b.DB.Runs()-before, "what is there, whether there are aliases, the nodes, the change")
	before = b.DB.Runs()
	b.Nodes("Firm", rows...)
	assert.Equal(t, int64(1), b.DB.Runs()-before, "what is there")
}

func TestWhatIsDeletedTakesItsRelationshipsAsideAlong(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"))
	b.Edges("SELLS_TO", input.Edge{From: byTicker("600000"), To: byTicker("600001")})
	b.PutAside(firms[0].ID, alias.Withheld, "")
	e := b.Cat.Entity("Firm")
	require.NoError(t, b.DB.Write(t.Context(), func(tx *neo.Tx) error {
		counts, err := element.CountEdges(t.Context(), tx, b.Cat, e, firms[1].ID)
		require.NoError(t, err)
		assert.Empty(t, counts, "what is aside is nobody's relationship")
		held, err := element.Hold(t.Context(), tx, e, e.Field("id"), firms[1].ID)
		require.NoError(t, err)
		return b.Writer.Delete(t.Context(), tx, e, held)
	}))
	assert.Empty(t, b.Query("MATCH ()-[r]->() RETURN r"))
	back, err := b.Restore(firms[0].ID)
	require.NoError(t, err)
	assert.Equal(t, aside.Restored{}, back)
}
