package input_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/schema"
)

// around draws a number near the bounds of a field.
func around(t *rapid.T, f *catalog.Field) float64 {
	bound := 0.0
	if f.Range.Min != nil {
		bound = *f.Range.Min
	}
	for _, b := range []*float64{f.Range.Min, f.Range.Max} {
		if b != nil && rapid.Bool().Draw(t, "this bound") {
			bound = *b
		}
	}
	n := bound + float64(rapid.IntRange(-3, 3).Draw(t, "from it"))
	if f.Kind == catalog.Float {
		return n + rapid.SampledFrom([]float64{0, 0.5, math.SmallestNonzeroFloat64}).Draw(t, "a little more")
	}
	return n
}

func valueOf(f *catalog.Field, n float64) any {
	switch f.Kind {
	case catalog.Float:
		return n
	case catalog.Int, catalog.Yuan:
		return int64(n)
	}
	return fmt.Sprintf("%04.0f", n)
}

// Of every declared field a value is taken that its bounds hold, and no other; what is restored
// is taken in any case.
func TestEveryFieldKeepsToItsBounds(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	bounded := 0
	for _, e := range cat.Entities {
		for _, f := range e.Fields {
			if f.Range == nil || f.System {
				continue
			}
			bounded++
			t.Run(e.Name+"."+f.Name, rapid.MakeCheck(func(t *rapid.T) {
				n := around(t, f)
				row := input.Node{Values: map[string]any{f.Name: valueOf(f, n)}}
				assert.Equal(t, !f.Range.Holds(n), len(row.Check(cat, e).Problems) > 0, "%v", n)
				row.Restored = true
				assert.Empty(t, row.Check(cat, e).Problems, "restored")
			}))
		}
	}
	for _, e := range cat.Edges {
		for _, f := range e.Fields() {
			if f.Range == nil {
				continue
			}
			bounded++
			t.Run(e.Type+"."+f.Name, rapid.MakeCheck(func(t *rapid.T) {
				n := around(t, f)
				c := input.CheckEdge(cat, e, map[string]any{f.Name: valueOf(f, n)})
				assert.Equal(t, !f.Range.Holds(n), len(c.Problems) > 0, "%v", n)
			}))
		}
	}
	assert.Greater(t, bounded, 50)
}
