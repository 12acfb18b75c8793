package live

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/journal"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

const (
	firmID  = "frm_01ke5q86000000000000000001"
	cityID  = "cty_01ke5q86000000000000000001"
	edgeID  = "rel_01ke5q86000000000000000001"
	otherID = "frm_01ke5q86000000000000000002"
)

func small(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat := writetest.Schema(t)
	return cat
}

func TestFilterWants(t *testing.T) {
	made := feed.Entry{Type: "Firm", Of: firmID}
	sale := feed.Entry{Type: "SELLS_TO", Of: edgeID, From: firmID, To: otherID}
	visit := feed.Entry{Type: "PAID_TO", Of: edgeID, From: "vis_01ke5q86000000000000000001", To: cityID}
	moved := feed.Entry{
		Type: "SELLS_TO", Kind: journal.ChangeUpdate, Merge: "mrg_1", Of: edgeID, From: "frm_01ke5q86000000000000000003", To: otherID,
		Values: []feed.Value{{Field: "from", Before: []byte(`"` + firmID + `"`), After: []byte(`"frm_01ke5q86000000000000000003"`)}},
	}
	f, err := NewFilter(small(t), nil, []string{firmID})
	require.NoError(t, err)
	assert.True(t, f.wants(moved), "a relationship that a merge took away")
	tests := []struct {
		name       string
		types, ids []string
		narrowed   []string
		wants      []bool // made, sale, visit
	}{
		{"all", nil, nil, nil, []bool{true, true, true}},
		{"types", []string{"PAID_TO", "Firm", "Firm"}, nil, []string{"Firm", "PAID_TO"}, []bool{true, false, true}},
		{"an entity and its relationships", nil, []string{firmID}, []string{"Firm", "LIES_IN", "OWNS", "PAID_TO", "SEAT_OF", "SELLS_TO"}, []bool{true, true, false}},
		{"the far end", nil, []string{otherID}, []string{"Firm", "LIES_IN", "OWNS", "PAID_TO", "SEAT_OF", "SELLS_TO"}, []bool{false, true, false}},
		{"a relationship", nil, []string{edgeID}, []string{"LIES_IN", "OWNS", "PAID_TO", "SEAT_OF", "SELLS_TO"}, []bool{false, true, true}},
		{"both", []string{"SELLS_TO", "City"}, []string{firmID}, []string{"SELLS_TO"}, []bool{false, true, false}},
		{"types that the ids never have", []string{"City"}, []string{firmID}, []string{}, []bool{false, false, false}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := NewFilter(small(t), tt.types, tt.ids)
			require.NoError(t, err)
			assert.Equal(t, tt.narrowed, f.types)
			assert.Equal(t, tt.wants, []bool{f.wants(made), f.wants(sale), f.wants(visit)})
			assert.False(t, f.wants(feed.Entry{Type: "Firm"}), "what tells of nothing")
		})
	}
}

func TestFilterRefuses(t *testing.T) {
	tests := []struct {
		name       string
		types, ids []string
		path       []any
		says       string
	}{
		{"a misspelt entity", []string{"Firm", "Frim"}, nil, []any{"types", 1}, "did you mean Firm?"},
		{"a misspelt relationship", []string{"SELL_TO"}, nil, []any{"types", 0}, "did you mean SELLS_TO"},
		{"a name like no other", []string{"甲"}, nil, []any{"types", 0}, "the name of an entity"},
		{"a long name", []string{string(make([]byte, 1000))}, nil, []any{"types", 0}, "…"},
		{"no type at all", []string{}, nil, []any{"types"}, "leave the argument out"},
		{"no id at all", nil, []string{}, []any{"ids"}, "leave the argument out"},
		{"too many types", make([]string, 201), nil, []any{"types"}, "at most 200"},
		{"too many ids", nil, make([]string, 201), []any{"ids"}, "at most 200"},
		{"no id", nil, []string{firmID, "600000"}, []any{"ids", 1}, fault.NoID("600000").Message},
		{"id of a change", nil, []string{"chg_01ke5q86000000000000000001"}, []any{"ids", 0}, "not an id"},
		{"id that was cut", nil, []string{firmID[:20]}, []any{"ids", 0}, "not an id"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := NewFilter(small(t), tt.types, tt.ids)
			var f *fault.Error
			require.ErrorAs(t, err, &f)
			assert.Equal(t, fault.BadUserInput, f.Code)
			assert.Equal(t, tt.path, f.Path)
			assert.Contains(t, f.Message, tt.says)
		})
	}
}
