package match_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/match"
)

// firmSDL has a field of each kind that is compared in a way of its own. The weights are powers of
// two, so that sums are exact: an agreement in any but staff and seat weighs 6.
const firmSDL = `interface Entity { id: ID! name: String! }
enum Size { SMALL LARGE }
type Firm @node(prefix: "fi") {
  name: String! @match(m: 0.5, u: 0.0078125, proof: false)
  shortName: String @search
  about: String @search(as: TEXT)
  motto: String @match(m: 0.5, u: 0.0078125)
  uscc: String @format(as: USCC) @match(m: 0.5, u: 0.0078125)
  tags: [String!] @match(m: 0.5, u: 0.0078125)
  size: Size @match(m: 0.5, u: 0.0078125)
  foundedOn: Date @match(m: 0.5, u: 0.0078125)
  staff: Int @match(m: 0.5, u: 0.25)
  seat: Place @relationship(type: "LIES_IN", direction: OUT) @match(m: 0.5, u: 0.03125)
  branches: [Place!]! @relationship(type: "HAS", direction: OUT)
}
type Place @node(prefix: "pl") { x: Int }`

func firm(t *testing.T) *catalog.Entity {
	t.Helper()
	cat, err := catalog.Load(fstest.MapFS{"a.graphqls": {Data: []byte(firmSDL)}})
	require.NoError(t, err)
	return cat.Entity("Firm")
}

// TestAgreement has two values of a field and whether they tell the same.
func TestAgreement(t *testing.T) {
	e := firm(t)
	tests := []struct {
		name, field string
		a, b        any
		want        match.Agreement
	}{
		{"writings of a text", "motto", "Steel, and more", "ＳＴＥＥＬ and MORE", match.Agree},
		{"other texts", "motto", "Steel", "Copper", match.Disagree},
		{"a text of signs alone tells nothing", "motto", "——", "——", match.Missing},
		{"identifiers are compared as they are", "uscc", "91X", "91x", match.Disagree},
		{"same identifiers", "uscc", "91X", "91X", match.Agree},
		{"one of several in common", "tags", []any{"a", "b"}, []any{"c", "b"}, match.Agree},
		{"lists of texts", "tags", []string{"a"}, []any{"a"}, match.Agree},
		{"tags are compared as they are", "tags", []any{"a"}, []any{"A"}, match.Disagree},
		{"an empty list tells nothing", "tags", []any{}, []any{"a"}, match.Missing},
		{"what is no text in a list", "tags", []any{1}, []any{1}, match.Missing},
		{"values of an enumeration", "size", "SMALL", "SMALL", match.Agree},
		{"other values of an enumeration", "size", "SMALL", "LARGE", match.Disagree},
		{"numbers", "staff", int64(0), int64(0), match.Agree},
		{"other numbers", "staff", int64(1), int64(2), match.Disagree},
		{"a number and none", "staff", int64(1), nil, match.Missing},
		{"a day of the month", "foundedOn", "2020-02", "2020-02-29", match.Agree},
		{"neighbouring months", "foundedOn", "2020-02", "2020-03", match.Disagree},
		{"a month of another year", "foundedOn", "2021", "2020-02", match.Disagree},
		{"a date that is none", "foundedOn", "soon", "soon", match.Missing},
		{"a date and none", "foundedOn", "2020", nil, match.Missing},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := match.Profile{Values: map[string]any{tt.field: tt.a}}, match.Profile{Values: map[string]any{tt.field: tt.b}}
			assert.Equal(t, tt.want, term(t, match.Compare(e, a, b), tt.field).Agreement)
			assert.Equal(t, tt.want, term(t, match.Compare(e, b, a), tt.field).Agreement, "the other way round")
		})
	}
}

func term(t *testing.T, c match.Comparison, field string) match.Term {
	t.Helper()
	for _, each := range c.Terms {
		if each.Field == field {
			return each
		}
	}
	require.Fail(t, "not compared", field)
	return match.Term{}
}

// Names are compared with all that the entity is or was called, but not with texts about it.
func TestNamesOfAnEntity(t *testing.T) {
	e := firm(t)
	named := func(name, short, about string) match.Profile {
		return match.Profile{Values: map[string]any{"name": name, "shortName": short, "about": about}}
	}
	tests := []struct {
		name string
		a, b match.Profile
		want match.Agreement
	}{
		{"a short name", named("Wangshu Semiconductor", "Wangshu", ""), named("wangshu", "", ""), match.Agree},
		{"two short names", named("A1", "Wangshu", ""), named("B2", "Wangshu", ""), match.Agree},
		{"texts about them", named("A1", "", "Wangshu"), named("B2", "", "Wangshu"), match.Disagree},
		{"a text about it and a name", named("A1", "", "Wangshu"), named("Wangshu", "", ""), match.Disagree},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, term(t, match.Compare(e, tt.a, tt.b), "name").Agreement)
		})
	}
}

func TestWhatIsCompared(t *testing.T) {
	c := match.Compare(firm(t), match.Profile{}, match.Profile{})
	var fields []string
	for _, each := range c.Terms {
		fields = append(fields, each.Field)
		assert.Equal(t, match.Missing, each.Agreement, each.Field)
		assert.Zero(t, each.Weight, each.Field)
	}
	assert.Equal(t, []string{"name", "motto", "uscc", "tags", "size", "foundedOn", "staff", "seat"}, fields, "fields before relationships, in their order")
	assert.Equal(t, match.Term{Field: "staff", Agreement: match.Missing, M: 0.5, U: 0.25, Proof: true}, term(t, c, "staff"))
	assert.False(t, term(t, c, "name").Proof)
}

// TestLimits stands on the limits themselves, where all weights are exact.
func TestLimits(t *testing.T) {
	e := firm(t)
	tests := []struct {
		name   string
		values map[string]any
		ends   []string
		weight float64
		proven bool
		band   match.Band
	}{
		{"two fields, one of them proof", map[string]any{"name": "AB", "uscc": "1"}, nil, 12, true, match.Auto},
		{"two fields that are proof", map[string]any{"uscc": "1", "size": "SMALL"}, nil, 12, true, match.Auto},
		{"a name alone", map[string]any{"name": "AB"}, nil, 6, false, match.Review},
		{"a proof alone", map[string]any{"uscc": "1"}, nil, 6, true, match.Review},
		{"less than a proof", nil, []string{"pl_1"}, 4, false, match.Review},
		{"two that are not enough together", map[string]any{"staff": int64(3)}, []string{"pl_1"}, 5, false, match.Review},
		{"too little", map[string]any{"staff": int64(3)}, nil, 1, false, match.No},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := match.Profile{Values: tt.values, Ends: map[string][]string{"seat": tt.ends, "branches": {"pl_7"}}}
			c := match.Compare(e, p, p)
			assert.InDelta(t, tt.weight, c.Weight, 0)
			assert.Equal(t, tt.proven, c.Proven())
			assert.Equal(t, tt.band, c.Band())
		})
	}
	assert.Equal(t, []match.Band{match.Auto, match.Review, match.Review, match.No},
		[]match.Band{match.BandOf(match.AutoFrom, true), match.BandOf(match.AutoFrom-0.01, true), match.BandOf(match.ReviewFrom, true), match.BandOf(match.ReviewFrom-0.01, true)})
}
