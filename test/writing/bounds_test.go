package writing_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// masked is a value of a sensitive field that is to be masked.
func masked(f *catalog.Field) string {
	if format, known := ident.Lookup(f.Format); known {
		return format.Example
	}
	return "secret"
}

// asValue is a number as a value of a field, which of a date is its year.
func asValue(f *catalog.Field, n float64) any {
	switch f.Kind {
	case catalog.Date:
		return fmt.Sprintf("%04.0f", n)
	case catalog.Float:
		return n
	}
	return int64(n)
}

// beyond are the nearest values outside the bounds of a field.
func beyond(f *catalog.Field) map[string]any {
	values := map[string]any{}
	step := 1.0
	if f.Kind == catalog.Float {
		step = 0.25
	}
	if f.Range.Min != nil {
		values["below its bounds"] = asValue(f, *f.Range.Min-step)
	}
	if f.Range.Max != nil {
		values["above its bounds"] = asValue(f, *f.Range.Max+step)
	}
	return values
}

// atBounds are the outermost values of a field.
func atBounds(f *catalog.Field) (values []any) {
	most := math.MaxInt32
	for _, bound := range []*float64{f.Range.Min, f.Range.Max} {
		if bound != nil {
			values = append(values, asValue(f, *bound))
		}
	}
	if f.Range.Max == nil {
		values = append(values, asValue(f, float64(most)))
	}
	return values
}

func wrongWayRound(i catalog.Interval) (from, to any) {
	if i.From.Kind == catalog.Date {
		return "2022-03", "2022-02-28"
	}
	return 8, 7
}

// Values at the bounds are taken, and what a patch gives is held together with what is stored.
func TestBoundsHold(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.RowsOf(map[string]string{"nodes/Source.jsonl": `{"name": "x"}`}), app.Options{})
	w := &wrong{cat: support.Declared(t), made: map[string]string{}}
	for _, e := range w.cat.Entities {
		id := support.Get(t, a.Data(t, mutationText(catalog.Create, e), vars{"input": w.good(e)}), "create"+e.Name+".id").(string)
		patch := func(t *testing.T, values vars) support.Reply {
			t.Helper()
			return a.Ask(t, mutationText(catalog.Update, e), vars{"id": id, "patch": values})
		}
		t.Run(e.Name, func(t *testing.T) {
			for _, f := range e.Fields {
				if f.Range == nil || f.System {
					continue
				}
				for _, v := range atBounds(f) {
					assert.Empty(t, patch(t, alone(e, f, v)).Errors, "%s at its bound %v", f.Name, v)
				}
			}
			for _, i := range e.Intervals {
				stored, given := wrongWayRound(i)
				require.Empty(t, patch(t, vars{i.From.Name: stored, i.To.Name: nil}).Errors)
				refused := patch(t, vars{i.To.Name: given})
				require.Len(t, refused.Errors, 1, "%s is stored", i.From.Name)
				assert.Equal(t, []any{"patch", i.To.Name}, refused.Errors[0].Extensions["argument"])
				assert.Empty(t, patch(t, vars{i.To.Name: stored}).Errors, "the same is not before it")
			}
		})
	}
}

// alone is a patch of a field that takes away what stands in an order with it.
func alone(e *catalog.Entity, f *catalog.Field, v any) vars {
	values := vars{f.Name: v}
	for _, i := range e.Intervals {
		switch f {
		case i.From:
			values[i.To.Name] = nil
		case i.To:
			values[i.From.Name] = nil
		}
	}
	return values
}

// What a change of a relationship gives is held together with what is stored of it.
func TestBoundsOfStoredRelationships(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	com, per := support.NodeID("com", 1), support.NodeID("per", 1)
	held := a.Data(t, support.UpdateCompany, vars{"id": com, "patch": vars{"shareholders": vars{"link": []any{vars{"node": per, "since": "2020", "share": 100}}}}})
	require.NotNil(t, held)
	edge := a.Run(t, "MATCH (:Person)-[r:SHAREHOLDER_OF]->(:Company) RETURN r.id", nil)[0][0]
	tests := []struct {
		name  string
		given vars
		field string
	}{
		{"a share beyond the whole", vars{"share": 100.5}, "share"},
		{"until before since", vars{"until": "2019-12"}, "until"},
		{"a share, and until before since", vars{"share": 50, "until": "2019"}, "until"},
		{"since after until", vars{"since": "2021", "until": "2020"}, "until"},
		{"as it may be", vars{"share": 0, "until": "2020"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.given["id"] = edge
			r := a.Ask(t, support.UpdateCompany, vars{"id": com, "patch": vars{"shareholders": vars{"change": []any{tt.given}}}})
			if tt.field == "" {
				assert.Empty(t, r.Errors)
				return
			}
			require.Len(t, r.Errors, 1)
			assert.Equal(t, []any{"patch", "shareholders", "change", 0.0, tt.field}, r.Errors[0].Extensions["argument"])
			assert.Contains(t, r.Errors[0].Message, tt.field+" is ")
		})
	}
}
