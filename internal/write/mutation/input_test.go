package mutation

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/schema"
)

type object = map[string]any

func TestRead(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	company := cat.Entity("Company")
	segments, district, source := company.Relation("segments"), company.Relation("district"), cat.Source()
	path := func(steps ...any) []any { return steps }
	tests := []struct {
		name  string
		patch bool
		given object
		want  fieldInput
	}{
		{"values only, system fields never", false, object{"name": "a", "version": 3}, fieldInput{values: object{"name": "a"}}},
		{"one value for a list", false, object{"formerNames": "a"}, fieldInput{values: object{"formerNames": []any{"a"}}}},
		{"a list of the values' own type", false, object{"formerNames": []string{"a", "b"}}, fieldInput{values: object{"formerNames": []any{"a", "b"}}}},
		{"null removes", true, object{"formerNames": nil}, fieldInput{values: object{"formerNames": nil}}},
		{"to-one", true, object{"district": "dis_1"}, fieldInput{values: object{}, links: []link{
			{relation: district, node: ref{"dis_1", district.Target, path("in", "district")}, path: path("in", "district")},
		}}},
		{"to-one unlinked", true, object{"district": nil}, fieldInput{values: object{}, cuts: []cut{{relation: district, path: path("in", "district")}}}},
		{"one link for a list", false, object{"segments": object{"node": 7, "role": "a"}}, fieldInput{values: object{}, links: []link{{
			relation: segments, node: ref{"7", segments.Target, path("in", "segments", 0, "node")}, values: object{"role": "a"}, path: path("in", "segments", 0),
		}}}},
		{"patch of links", true, object{"segments": object{
			"link":   []any{object{"node": "s", "sources": "x"}},
			"change": []any{object{"id": "r", "until": nil, "sources": nil}},
			"unlink": "q",
		}}, fieldInput{
			values: object{},
			links: []link{{
				relation: segments, node: ref{"s", segments.Target, path("in", "segments", "link", 0, "node")}, values: object{},
				sources: []ref{{"x", source, path("in", "segments", "link", 0, "sources", 0)}}, path: path("in", "segments", "link", 0),
			}},
			edits: []edit{{relation: segments, id: "r", values: object{"until": nil}, dropSources: true, path: path("in", "segments", "change", 0)}},
			cuts:  []cut{{segments, "q", path("in", "segments", "unlink", 0)}},
		}},
		{"null for links says nothing", true, object{"segments": nil}, fieldInput{values: object{}}},
		{"sources dropped", true, object{"sources": nil}, fieldInput{values: object{}, dropSources: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, *read(cat, company, "in", tt.patch, tt.given))
		})
	}
}

// The fields beside a refused one are taken back, with the code of the first cause.
func TestUndone(t *testing.T) {
	cause, later := fault.New(fault.NotFound, "gone"), fault.New(fault.Conflict, "taken")
	got := undone([]Result{{ID: "a", Answer: []byte("{}")}, {Errors: []error{cause}}, {Errors: []error{later}}})
	require.Len(t, got[0].Errors, 1)
	assert.Equal(t, fault.NotFound, fault.CodeOf(got[0].Errors[0]))
	assert.Empty(t, got[0].Answer)
	assert.Equal(t, []error{cause}, got[1].Errors)
	assert.Equal(t, []error{later}, got[2].Errors)
}
