package record_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

func TestUnchangedRowsSendNoWrite(t *testing.T) {
	b := open(t)
	b.Nodes("Firm", firm("600000"), firm("600001"))
	b.Edges("SELLS_TO", input.Edge{From: byTicker("600000"), To: byTicker("600001")})
	before := b.DB.Runs()
	for _, out := range b.Nodes("Firm", firm("600000"), firm("600001")) {
		assert.Equal(t, record.Unchanged, out.Status)
	}
	out := b.Edges("SELLS_TO", input.Edge{From: byTicker("600000"), To: byTicker("600001")})
	assert.Equal(t, record.Unchanged, out[0].Status)
	assert.Equal(t, int64(2), b.DB.Runs()-before, "one read a batch")
}

func TestVersionsAndMoments(t *testing.T) {
	b := open(t)
	b.Nodes("Firm", firm("600000"), firm("600000", "staff", 1), firm("600000", "staff", 1), firm("600000", "staff", 2))
	assert.Equal(t, [][]any{{int64(3), "2026-01-02T03:04:05.006Z", int64(2)}}, b.Query("MATCH (n:Firm) RETURN n.version, n.recordedAt, n.staff"))
	b.Nodes("Firm", firm("600000", "staff", nil))
	assert.Equal(t, [][]any{{int64(4), nil}}, b.Query("MATCH (n:Firm) RETURN n.version, n.staff"))
}

func TestAUniqueValueMovesWithinABatch(t *testing.T) {
	b := open(t)
	first := b.Nodes("Firm", firm("600000"))[0].ID
	out := b.Nodes("Firm",
		input.Node{ID: first, Values: map[string]any{"ticker": "600001"}},
		firm("600000"),
		input.Node{ID: first, Values: map[string]any{"ticker": "600000"}},
	)
	assert.Equal(t, []record.Status{record.Updated, record.Created, record.Rejected}, []record.Status{out[0].Status, out[1].Status, out[2].Status})
	assert.Contains(t, out[2].Problems[0].Reason, "is already that of")
}

func TestUniqueValuesAreSwappedWithinABatch(t *testing.T) {
	b := open(t)
	made := b.Nodes("Firm", firm("600000"), firm("600001"), firm("600002"))
	set := func(i int, ticker any) input.Node {
		return input.Node{ID: made[i].ID, Values: map[string]any{"ticker": ticker}}
	}
	for _, out := range b.Nodes("Firm", set(0, nil), set(1, "600000"), set(0, "600001"), set(2, "600003"), firm("600002")) {
		assert.NotEqual(t, record.Rejected, out.Status, "%v", out.Problems)
	}
	assert.Equal(t, [][]any{{"firm 600000", "600001"}, {"firm 600001", "600000"}, {"firm 600002", "600002"}, {"firm 600002", "600003"}},
		b.Query("MATCH (n:Firm) RETURN n.name, n.ticker ORDER BY n.name, n.ticker"))
}

func TestEdgeRowsTellAllTheirProblems(t *testing.T) {
	b := open(t)
	b.Nodes("Firm", firm("600000"))
	out := b.Edges("SELLS_TO", input.Edge{
		ID: "com_1", From: byTicker("600009"), To: input.Ref{Entity: "Planet", Field: "name", Value: "x"},
		Values: map[string]any{"share": "half", "colour": "red"}, RecordedAt: "yesterday",
	}, input.Edge{From: byTicker("600000"), To: input.Ref{Entity: "City", Field: "name", Value: "X"}},
		input.Edge{From: input.Ref{Entity: "Firm", Field: "size", Value: "LARGE"}, To: byTicker("600009")})
	var fields []string
	for _, p := range out[0].Problems {
		fields = append(fields, p.Field)
	}
	assert.Equal(t, []string{"share", "colour", "to", "id", "recordedAt"}, fields)
	assert.Contains(t, out[0].Problems[2].Reason, "known are City, Firm, Source, Visit")
	assert.Contains(t, out[1].Problems[0].Reason, "SELLS_TO does not lead from a Firm to a City; it leads from Firm to Firm")
	assert.Contains(t, out[2].Problems[0].Reason, "its keys are id, uscc, ticker")
}

// However rows are cut into batches, the outcome is that of one row at a time.
func TestBatchesDoNotMatter(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			var want string
			for _, size := range []int{1, 3, 200} {
				got := playRandomRows(open(t), rand.New(rand.NewPCG(seed, 7)), size)
				if want == "" {
					want = got
				}
				require.Equal(t, want, got, "in batches of %d", size)
			}
		})
	}
}

func playRandomRows(b *bench, r *rand.Rand, size int) string {
	var rows []input.Node
	for range 120 {
		row := input.Node{Values: map[string]any{}}
		set := func(field string, v any, chance float64) {
			if r.Float64() < chance {
				row.Values[field] = v
			}
		}
		set("name", fmt.Sprintf("n%d", r.IntN(3)), 0.8)
		set("ticker", fmt.Sprintf("%06d", 600000+r.IntN(12)), 0.8)
		set("uscc", []any{"91320582PDY00001X7", "91320582PDY0000287", "91320582PDY0000362", "91320582PDY000044W", nil}[r.IntN(5)], 0.4)
		set("staff", []any{1, 2, nil}[r.IntN(3)], 0.5)
		rows = append(rows, row)
	}
	var edges []input.Edge
	for range 120 {
		end := func() input.Ref { return byTicker(fmt.Sprintf("%06d", 600000+r.IntN(12))) }
		edges = append(edges, input.Edge{From: end(), To: end(), Values: map[string]any{"product": []any{"a", "b", nil}[r.IntN(3)], "share": r.IntN(3)}})
	}
	var log string
	for i := 0; i < len(rows); i += size {
		for _, out := range b.Nodes("Firm", rows[i:min(i+size, len(rows))]...) {
			log += out.Status.String() + " "
		}
	}
	for i := 0; i < len(edges); i += size {
		for _, out := range b.Edges("SELLS_TO", edges[i:min(i+size, len(edges))]...) {
			log += out.Status.String() + " "
		}
	}
	log += fmt.Sprint(b.Query("MATCH (n:Firm) WITH n ORDER BY n.ticker, n.uscc, n.name, n.staff, n.version RETURN n.ticker, n.uscc, n.name, n.staff, n.version"))
	log += fmt.Sprint(b.Query("MATCH (a:Firm)-[r:SELLS_TO]->(b:Firm) WITH * ORDER BY a.ticker, b.ticker, r.key RETURN a.ticker, b.ticker, r.key, r.share"))
	return log
}
