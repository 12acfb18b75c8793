package record_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// What a row gives is held together with what is stored; what comes from an export of the whole
// graph is put back as it was.
func TestRowsAreHeldAgainstWhatIsStored(t *testing.T) {
	b := open(t)
	made := b.Nodes("Firm", input.Node{Values: firm("600000").Values, ValidFrom: "2020"}, firm("600001"))
	sold := b.Edges("SELLS_TO", input.Edge{From: byTicker("600000"), To: byTicker("600001"), ValidTo: "2019"})[0].ID
	require.NotEmpty(t, sold)
	edge := func(e input.Edge) input.Edge {
		e.ID, e.From, e.To = sold, byTicker("600000"), byTicker("600001")
		return e
	}
	share := map[string]any{"share": 150.0}
	tests := []struct {
		name string
		node *input.Node
		edge *input.Edge
		want string
	}{
		{"a node's end before its stored beginning", &input.Node{ID: made[0].ID, ValidTo: "2019-12"}, nil, "validTo is 2019-12, which is before validFrom, 2020"},
		{"an end in the same year", &input.Node{ID: made[0].ID, ValidTo: "2020-01"}, nil, ""},
		{"a relationship's beginning behind its stored end", nil, &input.Edge{ValidFrom: "2020"}, "validTo is 2019, which is before validFrom, 2020"},
		{"a share beyond the whole", nil, &input.Edge{Values: share}, "share is 150, expected 0 to 100 per cent"},
		{"the same restored", nil, &input.Edge{Values: share, ValidFrom: "2020", ValidTo: "2021", Restored: true}, ""},
		{"beside what is stored against the bounds", nil, &input.Edge{ValidFrom: "2019"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := *b
			b.T = t
			var out []record.Outcome
			if tt.node != nil {
				out = b.Nodes("Firm", *tt.node)
			} else {
				out = b.Edges("SELLS_TO", edge(*tt.edge))
			}
			if tt.want == "" {
				assert.Equal(t, record.Updated, out[0].Status, "%v", out[0].Problems)
				return
			}
			require.Len(t, out[0].Problems, 1)
			assert.Equal(t, tt.want, out[0].Problems[0].Field+" "+out[0].Problems[0].Reason)
		})
	}
}

// Only what is declared to may lead from a node to itself.
func TestNothingLeadsToItself(t *testing.T) {
	b := open(t)
	b.Nodes("Firm", firm("600000"))
	own := input.Edge{From: byTicker("600000"), To: byTicker("600000")}
	assert.Equal(t, record.Created, b.Edges("SELLS_TO", own)[0].Status, "declared to")
	refused := b.Edges("OWNS", own)[0]
	require.Len(t, refused.Problems, 1)
	assert.Contains(t, refused.Problems[0].Reason, "to itself")
	own.Restored = true
	assert.Equal(t, record.Created, b.Edges("OWNS", own)[0].Status, "as it was")
}
