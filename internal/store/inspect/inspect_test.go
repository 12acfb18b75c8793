package inspect_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/inspect"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestMain(m *testing.M) { neotest.Main(m) }

func TestBroken(t *testing.T) {
	b := writetest.Open(t)
	firm, byTicker := writetest.Firm, writetest.ByTicker
	odd := firm("600001", "foundedOn", "0023")
	odd.Restored, odd.ID = true, "frm_00000000000000000000000001"
	b.Nodes("Firm", firm("600000", "foundedOn", "2020"), odd)
	between := input.Edge{From: byTicker("600000"), To: byTicker("600001"), Values: map[string]any{"share": 100.0}}
	wrong := input.Edge{ID: "rel_00000000000000000000000001", From: byTicker("600001"), To: byTicker("600000"), Values: map[string]any{"share": -1.0}, Restored: true}
	b.Edges("SELLS_TO", between, wrong)
	own := input.Edge{ID: "rel_00000000000000000000000002", From: byTicker("600000"), To: byTicker("600000"), Restored: true}
	b.Edges("OWNS", own)
	for i, name := range []string{"（集团）", "(集团)"} { // As a graph from before there was one rule is restored.
		b.Nodes("City", input.Node{ID: "cty_0000000000000000000000000" + strconv.Itoa(i), Values: map[string]any{"name": name}, Restored: true})
	}
	var found []string
	require.NoError(t, inspect.Broken(t.Context(), b.DB, b.Cat, func(f inspect.Finding) {
		found = append(found, f.Type+" "+f.ID+" "+f.Field+" "+f.Reason)
	}))
	assert.Equal(t, []string{
		`City cty_00000000000000000000000000 name is "（集团）", another writing of "(集团)", which another City has or had; correct one of them, or merge them`,
		"Firm " + odd.ID + " foundedOn is 0023, expected a year from 1000 to 2999",
		"OWNS " + own.ID + " to is where it comes from",
		"SELLS_TO " + wrong.ID + " share is -1, expected 0 to 100 per cent",
	}, found)
}
