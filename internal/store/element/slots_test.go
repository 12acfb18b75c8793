package element_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestSlots(t *testing.T) {
	cat := writetest.Schema(t)
	edge := func(typ, from, to, key string) element.Edge {
		e, declared := element.EdgeOf(cat, element.Element{ID: "rel_" + key, Type: typ, From: from, To: to, Properties: map[string]any{"key": key}})
		require.True(t, declared)
		return e
	}
	known := edge("SELLS_TO", "frm_1", "frm_2", "steel")
	tests := []struct {
		name string
		edge element.Edge
		free bool
	}{
		{"the same ends and key", edge("SELLS_TO", "frm_1", "frm_2", "steel"), false},
		{"another key", edge("SELLS_TO", "frm_1", "frm_2", "gas"), true},
		{"the other way", edge("SELLS_TO", "frm_2", "frm_1", "steel"), true},
		{"a to-one start that is taken", edge("LIES_IN", "frm_1", "cty_2", ""), false},
		{"a to-one start that is free", edge("LIES_IN", "frm_2", "cty_1", ""), true},
		{"a to-one end that is taken", edge("SEAT_OF", "frm_2", "cty_1", ""), false},
		{"a to-one end that is free", edge("SEAT_OF", "frm_1", "cty_2", ""), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			slots := element.NewSlots([]element.Edge{known, edge("LIES_IN", "frm_1", "cty_1", ""), edge("SEAT_OF", "frm_1", "cty_1", "")})
			assert.Equal(t, tt.free, slots.Take(tt.edge))
			assert.False(t, slots.Take(tt.edge), "it has its slot by now, or has none")
		})
	}
	same, is := element.NewSlots([]element.Edge{known}).Same(edge("SELLS_TO", "frm_1", "frm_2", "steel"))
	assert.True(t, is)
	assert.Equal(t, known, same)
}

func TestEdge(t *testing.T) {
	cat := writetest.Schema(t)
	e, declared := element.EdgeOf(cat, element.Element{Type: "SELLS_TO", From: "frm_1", To: "frm_1"})
	require.True(t, declared)
	moved := e.Moved("frm_1", "frm_2")
	assert.Equal(t, []string{"frm_2", "frm_2", "frm_1"}, []string{moved.From, moved.To, e.From})
	assert.Equal(t, "frm_1", e.Moved("frm_3", "frm_2").From)
	assert.False(t, e.AloneAt("frm_1"))
	lies, _ := element.EdgeOf(cat, element.Element{Type: "LIES_IN", From: "frm_1", To: "cty_1"})
	assert.True(t, lies.AloneAt("frm_1"))
	assert.False(t, lies.AloneAt("cty_1"), "many firms lie in a city")
	_, declared = element.EdgeOf(cat, element.Element{Type: "SELLS_TO", From: "frm_1", To: "cty_1"})
	assert.False(t, declared)
	assert.Nil(t, element.FieldsOf(cat, element.Element{Type: "SELLS_TO", From: "frm_1", To: "cty_1"}))

	assert.Equal(t, "steel\x1f2020", element.KeyOf(e.Kind, map[string]any{"product": "steel", "since": "2020", "share": 0.5}))
	assert.Equal(t, "\x1f2020", element.KeyOf(e.Kind, map[string]any{"since": "2020"}))
	assert.Empty(t, element.KeyOf(lies.Kind, map[string]any{"since": "2020"}))
}
