package plan_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// where compiles a filter of firms that gives an operator of a field a value as it comes from a
// decoder, without validation before it.
func (s *schemas) where(t *testing.T, field, operator string, value any) (predicate.Predicate, error) {
	t.Helper()
	return s.filtered(t, map[string]any{field: map[string]any{operator: value}})
}

func (s *schemas) filtered(t *testing.T, where map[string]any) (predicate.Predicate, error) {
	t.Helper()
	page, err := s.page(t, `query($w: FirmFilter) { firms(where: $w) { totalCount } }`, map[string]any{"w": where})
	if err != nil {
		return nil, err
	}
	return page.Where, nil
}

// Numbers come as whatever a decoder gives, and are stored as one type a kind.
func TestValuesOfNumbers(t *testing.T) {
	s := newSmall(t)
	tests := []struct {
		field string
		given any
		want  any // nil: refused
	}{
		{"staff", 3, int64(3)},
		{"staff", int64(3), int64(3)},
		{"staff", 3.0, int64(3)},
		{"staff", -3.0, int64(-3)},
		{"staff", float64(1<<53 - 1), int64(1<<53 - 1)},
		{"staff", float64(1 << 53), nil}, // from here on a float64 may stand for another number
		{"staff", -float64(1 << 53), nil},
		{"staff", json.Number("9007199254740993"), int64(9007199254740993)},
		{"staff", json.Number("3.5"), nil},
		{"staff", 3.5, nil},
		{"staff", "3", nil},
		{"staff", true, nil},
		{"share", 3.5, 3.5},
		{"share", 3, 3.0},
		{"share", json.Number("0.25"), 0.25},
		{"share", json.Number("x"), nil},
		{"share", "0.25", nil},
		{"capital", json.Number("5"), int64(5)},
		{"capital", 5.5, nil},
		{"listed", true, true},
		{"listed", "true", nil},
		{"listed", 1, nil},
		{"name", "A", "A"},
		{"name", 5, nil},
	}
	for _, tt := range tests {
		p, err := s.where(t, tt.field, "eq", tt.given)
		if tt.want == nil {
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err), "%s of %#v is %#v", tt.field, tt.given, p)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, predicate.Is(s.field(tt.field), predicate.Eq, tt.want), p, "%s of %#v", tt.field, tt.given)
	}
}

func TestValuesOfCounts(t *testing.T) {
	s := newSmall(t)
	for _, given := range []any{3, int64(3), 3.0, json.Number("3")} {
		p, err := s.where(t, "customers", "count", map[string]any{"lte": given})
		require.NoError(t, err)
		assert.Equal(t, "count(customers) <= 3", withValues(p), "%#v", given)
	}
	for _, given := range []any{3.5, "3", json.Number("3.5")} {
		_, err := s.where(t, "customers", "count", map[string]any{"lte": given})
		assert.Equal(t, fault.BadUserInput, fault.CodeOf(err), "%#v", given)
	}
}

// A variable's list may come as a list of its own type.
func TestValuesOfLists(t *testing.T) {
	s := newSmall(t)
	for _, given := range []any{[]any{"A", "B"}, []string{"A", "B"}} {
		p, err := s.where(t, "name", "in", given)
		require.NoError(t, err)
		assert.Equal(t, predicate.Is(s.field("name"), predicate.In, []any{"A", "B"}), p, "%#v", given)
	}
}

// TestBadValues names where in the filter the value is that cannot be taken.
func TestBadValues(t *testing.T) {
	s := newSmall(t)
	tests := []struct {
		name  string
		where string
		path  []any
		says  string
	}{
		{"date", `{"foundedOn": {"lt": "2021-13"}}`, []any{"foundedOn", "lt"}, "month"},
		{"moment", `{"checkedAt": {"gte": "2021-01-01"}}`, []any{"checkedAt", "gte"}, "RFC 3339"},
		{"enumeration", `{"size": {"eq": "HUGE"}}`, []any{"size", "eq"}, `"HUGE" is not a Size`},
		{"enumeration in a list", `{"size": {"in": ["SMALL", "HUGE"]}}`, []any{"size", "in", 1}, `"HUGE" is not a Size`},
		{"excluded list", `{"size": {"notIn": ["HUGE"]}}`, []any{"size", "notIn", 0}, `"HUGE" is not a Size`},
		{"standard form", `{"uscc": {"eq": "1"}}`, []any{"uscc", "eq"}, ""},
		{"standard form excluded", `{"uscc": {"ne": "1"}}`, []any{"uscc", "ne"}, ""},
		{"null", `{"name": null}`, []any{"name"}, "null is no condition"},
		{"null value", `{"name": {"contains": null}}`, []any{"name", "contains"}, "null is no condition"},
		{"null in a connective", `{"not": {"or": [{}, {"name": null}]}}`, []any{"not", "or", 1, "name"}, "null is no condition"},
		{"null to-one", `{"place": {"isNull": true, "name": null}}`, []any{"place", "name"}, "null is no condition"},
		{"null within a to-one", `{"place": {"isNull": null}}`, []any{"place", "isNull"}, "null is no condition"},
		{"null in a connective of a to-one", `{"place": {"or": [{"isNull": true}, {"name": {"eq": null}}]}}`, []any{"place", "or", 1, "name", "eq"}, "null is no condition"},
		{"null to-many", `{"customers": {"some": null}}`, []any{"customers", "some"}, "null is no condition"},
		{"null far end", `{"customers": {"none": {"node": null}}}`, []any{"customers", "none", "node"}, "null is no condition"},
		{"null edge", `{"customers": {"all": {"edge": {"worth": null}}}}`, []any{"customers", "all", "edge", "worth"}, "null is no condition"},
		{"null count", `{"customers": {"count": {"gt": null}}}`, []any{"customers", "count", "gt"}, "null is no condition"},
		{"edge value", `{"customers": {"some": {"edge": {"worth": {"gt": 1.5}}}}}`, []any{"customers", "some", "edge", "worth", "gt"}, "yuan"},
		{"far value", `{"customers": {"some": {"node": {"size": {"eq": "HUGE"}}}}}`, []any{"customers", "some", "node", "size", "eq"}, "not a Size"},
		{"in a conjunction", `{"and": [{}, {"size": {"eq": "HUGE"}}]}`, []any{"and", 1, "size", "eq"}, "not a Size"},
		{"unknown key", `{"colour": {"eq": "red"}}`, []any{"colour"}, `Firm has no field "colour"`},
		{"unknown key of a to-one", `{"place": {"isNull": false, "colour": {}}}`, []any{"place", "colour"}, `Place has no field "colour"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := s.filtered(t, fromJSON(t, tt.where).(map[string]any))
			require.ErrorContains(t, err, tt.says)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			assert.Equal(t, append([]any{"where"}, tt.path...), err.(*fault.Error).Path)
		})
	}
}
