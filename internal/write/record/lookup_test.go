package record_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

func TestResolve(t *testing.T) {
	b := open(t)
	rows := []input.Node{
		{Values: map[string]any{"name": "Same", "ticker": "600000"}},
		{Values: map[string]any{"name": "Same", "ticker": "600001"}},
	}
	for i := range 300 {
		rows = append(rows, input.Node{Values: map[string]any{"name": fmt.Sprint("企业 ", i), "ticker": fmt.Sprintf("%06d", 1000+i)}})
	}
	made := b.Nodes("Firm", rows...)
	tests := []struct {
		name    string
		ref     input.Ref
		id      string
		problem string
		missing bool
	}{
		{"unique", input.Ref{Entity: "Firm", Field: "ticker", Value: "600001.SH"}, made[1].ID, "", false},
		{"indexed", input.Ref{Entity: "Firm", Field: "name", Value: "企业 7"}, made[9].ID, "", false},
		{"id", input.Ref{ID: made[0].ID}, made[0].ID, "", false},
		{"several", input.Ref{Entity: "Firm", Field: "name", Value: "Same"}, "", "fits several, such as " + made[0].ID + " (Same) and " + made[1].ID, false},
		{"none", input.Ref{Entity: "Firm", Field: "name", Value: "Nobody"}, "", `there is no Firm with name "Nobody"`, true},
		{"not indexed", input.Ref{Entity: "Firm", Field: "staff", Value: 1}, "", `"staff" is not a key of Firm`, false},
		{"bad value", input.Ref{Entity: "Firm", Field: "ticker", Value: "6"}, "", "Firm.ticker: ", false},
	}
	refs := make([]input.Ref, len(tests))
	for i, tt := range tests {
		refs[i] = tt.ref
	}
	var hits []record.Hit
	require.NoError(t, b.DB.Write(t.Context(), func(tx *neo.Tx) (err error) {
		hits, err = b.Writer.Resolve(t.Context(), tx, refs)
		return err
	}))
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.id, hits[i].ID)
			assert.Equal(t, tt.missing, hits[i].Missing)
			assert.Contains(t, hits[i].Problem, tt.problem)
		})
	}
	for _, match := range []string{
		"MATCH (n:Firm) USING INDEX SEEK n:Firm(name_canonical) WHERE n.name_canonical = v",
		"MATCH (n:Firm) WHERE n.ticker = v",
	} {
		plan, err := b.DB.Profile(t.Context(), query.Statement{
			Text:   "UNWIND $values AS v " + match + " RETURN v, n.id, n.name",
			Params: map[string]any{"values": []any{"Nobody"}},
		})
		require.NoError(t, err)
		assert.Less(t, plan.TotalHits(), int64(20), "the index is used:\n%s", plan)
	}
}

func TestRowsThatFindByName(t *testing.T) {
	b := open(t)
	named := func(name string, staff int) input.Node {
		return input.Node{FindBy: "name", Values: map[string]any{"name": name, "staff": staff}}
	}
	first := b.Nodes("Firm", named("A", 1), named("A", 1), input.Node{Values: map[string]any{"name": "B"}}, input.Node{Values: map[string]any{"name": "B"}})
	assert.Equal(t, []record.Status{record.Created, record.Unchanged, record.Created, record.Created}, statuses(first))
	assert.Equal(t, first[0].ID, first[1].ID)

	protected, only := named("A", 3), named("A", 4)
	protected.Protect, only.CreateOnly = []string{"staff"}, true
	second := b.Nodes("Firm", named("A", 2), named("B", 1), protected, only)
	assert.Equal(t, []record.Status{record.Updated, record.Rejected, record.Rejected, record.Unchanged}, statuses(second))
	assert.Contains(t, second[1].Problems[0].Reason, "fits 2 entities, such as "+first[2].ID)
	assert.Contains(t, second[2].Problems[0].Reason, "is 3, but "+first[0].ID+" (A) has 2 already: a conflict")
}

func statuses(outcomes []record.Outcome) []record.Status {
	list := make([]record.Status, len(outcomes))
	for i, out := range outcomes {
		list[i] = out.Status
	}
	return list
}
