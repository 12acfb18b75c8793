package claim_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

func (e *element) subject() claim.Subject {
	return claim.Subject{ID: e.id, Properties: e.properties}
}

func TestUnite(t *testing.T) {
	tests := []struct {
		name       string
		into, from []saying
		want       string
	}{
		{"the same", []saying{{"a", 1, 0}}, []saying{{"b", 1, 0}}, "1"},
		{"a value that it lacks", []saying{{"a", nil, 0}}, []saying{{"b", 2, 0}}, "2"},
		{"a value that the other lacks", []saying{{"a", 1, 0}}, []saying{{"b", nil, 0}}, "1"},
		{"different", []saying{{"a", 1, 0}}, []saying{{"b", 2, 0.9}}, "1 1a* 2b"},
		{"claims of the other", []saying{{"a", 1, 0}}, []saying{{"b", 2, 0.9}, {"c", 1, 0.2}}, "1 1ac* 2b"},
		{"claims of both", []saying{{"a", 1, 0.9}, {"b", 2, 0}}, []saying{{"c", 2, 0.6}, {"d", 3, 0}}, "1 1a* 2bc 3d"},
		{"claims about a value that it lacks", []saying{{"a", nil, 0}}, []saying{{"b", 2, 0.9}, {"c", 3, 0}}, "2 2b* 3c"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			into, from := &element{id: "frm_1"}, &element{id: "frm_2", next: 500}
			for _, s := range tt.into {
				into.say(s, false)
			}
			for _, s := range tt.from {
				from.say(s, false)
			}
			set := into.set()
			add(set, from.claims)
			into.properties, into.claims = set.Unite(declared, into.subject(), from.subject()), set.Of(into.id)
			assert.Equal(t, tt.want, into.String())
			if len(into.claims) > 0 {
				assert.Equal(t, []string{"staff"}, into.properties[catalog.Contested])
			} else {
				assert.NotContains(t, into.properties, catalog.Contested)
			}
		})
	}
}

// Lists are joined, sort keys come with their values, and what always has a value keeps it.
func TestUniteValues(t *testing.T) {
	set := (&element{}).set()
	got := set.Unite(declared,
		claim.Subject{ID: "frm_1", Properties: object{"id": "frm_1", "aliases": []any{"a"}, "listed": false, catalog.SourceIDs: []any{"x"}}},
		claim.Subject{ID: "frm_2", Properties: object{
			"id": "frm_2", "name": "乙", "name_pinyin": "yi", "aliases": []any{"b", "a"}, "listed": true, catalog.Confidence: 0.7, catalog.SourceIDs: []any{"y"},
		}})
	assert.Equal(t, object{
		"id": "frm_1", "name": "乙", "name_pinyin": "yi", "aliases": []string{"a", "b"}, "listed": false, catalog.Confidence: 0.7, catalog.SourceIDs: []string{"x", "y"},
	}, got)
	assert.Empty(t, set.Statements())
}

// A value that would stand the wrong way round is not taken over, but stays readable.
func TestUniteKeepsTheOrderOfValues(t *testing.T) {
	since := &catalog.Field{Name: "since", Kind: catalog.Date}
	until := &catalog.Field{Name: "until", Kind: catalog.Date, NotBefore: since}
	fields := []*catalog.Field{since, until}
	tests := []struct {
		name       string
		into, from object
		want       object
		contested  bool
	}{
		{"an end before the beginning", object{"since": "2020"}, object{"until": "2019"}, object{"since": "2020"}, true},
		{"a beginning behind the end", object{"until": "2019"}, object{"since": "2020"}, object{"until": "2019"}, true},
		{"an end behind the beginning", object{"since": "2020"}, object{"until": "2021"}, object{"since": "2020", "until": "2021"}, false},
		{"both", object{}, object{"since": "2020", "until": "2021"}, object{"since": "2020", "until": "2021"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set := (&element{}).set()
			got := set.Unite(fields, claim.Subject{ID: "rel_1", Properties: tt.into}, claim.Subject{ID: "rel_2", Properties: tt.from})
			assert.Equal(t, tt.contested, got[catalog.Contested] != nil)
			delete(got, catalog.Contested)
			delete(got, catalog.SourceIDs)
			assert.Equal(t, tt.want, got)
		})
	}
}

// sayings are random ones, the first of which makes the element. Elements share no source, as
// each source cites one of them.
func sayings(t *rapid.T, label string, sources []string) []saying {
	one := rapid.Custom(func(t *rapid.T) saying {
		return saying{rapid.SampledFrom(sources).Draw(t, "source"), rapid.SampledFrom([]any{1, 2, 3}).Draw(t, "value"), rapid.SampledFrom([]float64{0, 0.3, 0.9}).Draw(t, "confidence")}
	})
	return rapid.SliceOfN(one, 1, 6).Draw(t, label)
}

// Whatever is said: at most one claim is displayed, it is the shown value, no source claims two
// values, and the element tells which fields have claims.
func TestClaimsFitWhatIsShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &element{id: "frm_1"}
		for _, s := range sayings(t, "sayings", []string{"a", "b", "c", "ab", ""}) {
			e.say(s, rapid.IntRange(0, 9).Draw(t, "exact") == 0)
			e.check(t)
		}
	})
}

func (e *element) check(t require.TestingT) {
	shown, displayed := property.JSON(e.properties["staff"]), 0
	for i, c := range e.claims {
		require.Equal(t, c.Value == shown, c.Displayed, "%s", e)
		if c.Displayed {
			displayed++
		}
		for _, other := range e.claims[:i] {
			require.NotEqual(t, c.Value, other.Value, "%s", e)
		}
	}
	require.LessOrEqual(t, displayed, 1, "%s", e)
	contested, _ := property.Texts(e.properties[catalog.Contested])
	require.Equal(t, len(e.claims) > 0, slices.Contains(contested, "staff"), "%s", e)
}

// What Unite did is taken back from what was kept of it as JSON: what is left is what was
// claimed before. (A value that was set by hand where others are claimed is claimed too then.)
func TestRetractTakesUniteBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		into, from := &element{id: "frm_1"}, &element{id: "frm_2", next: 500}
		for _, s := range sayings(t, "into", []string{"a", "b", "ab"}) {
			into.say(s, false)
		}
		for _, s := range sayings(t, "from", []string{"c", "d", "cd"}) {
			from.say(s, false)
		}
		want := into.String()
		set := into.set()
		add(set, from.claims)
		was := claim.Snapshot{Before: into.properties, ClaimsBefore: set.Of(into.id)}
		was.After = set.Unite(declared, into.subject(), from.subject())
		was.ClaimsAfter = set.Of(into.id)
		united := &element{id: into.id, properties: was.After, claims: was.ClaimsAfter}
		united.check(t)

		kept, err := json.Marshal(was)
		require.NoError(t, err)
		var read claim.Snapshot
		require.NoError(t, json.Unmarshal(kept, &read))
		set = united.set()
		back := property.Clone(into.properties)
		set.Retract(into.id, read, back, from.subject(), func(string) bool { return false })
		into.properties, into.claims = back, set.Of(into.id)
		require.Equal(t, want, into.String())
		into.check(t)
	})
}

// What was claimed since Unite stays, on the side where the edit lands.
func TestRetractKeepsWhatWasClaimedSince(t *testing.T) {
	tests := []struct {
		name       string
		toOther    bool
		into, from string
	}{
		{"on its own side", false, "3 1a 3c*", "2"},
		{"on the other's", true, "1", "2 2b 3c"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			into, from := &element{id: "frm_1"}, &element{id: "frm_2"}
			into.say(saying{"a", 1, 0}, false)
			from.say(saying{"b", 2, 0}, false)
			set := into.set()
			was := claim.Snapshot{Before: into.properties}
			was.After = set.Unite(declared, into.subject(), from.subject())
			was.ClaimsAfter = set.Of(into.id)
			into.properties, into.claims = was.After, was.ClaimsAfter
			into.say(saying{"c", 3, 0}, false)
			require.Equal(t, "3 1a 2b 3c*", into.String())

			back := property.Clone(was.Before)
			if !tt.toOther {
				back["staff"] = 3
			}
			set = into.set()
			set.Retract(into.id, was, back, from.subject(), func(string) bool { return tt.toOther })
			into.properties, into.claims = back, set.Of(into.id)
			from.claims = set.Of(from.id)
			assert.Equal(t, tt.into, into.String())
			assert.Equal(t, tt.from, from.String())
		})
	}
}

// Where the value that is shown is the only one left, nobody disagrees any more, unless there
// were claims before.
func TestReconcile(t *testing.T) {
	e := &element{id: "frm_1", properties: object{"staff": 1}, claims: []claim.Claim{{ID: "stm_x", Of: "frm_1", Field: "staff", Value: "1"}}}
	set := e.set()
	set.Reconcile(e.id, nil, e.properties)
	assert.Empty(t, set.Of(e.id))
	assert.NotContains(t, e.properties, catalog.Contested)

	set = e.set()
	set.Reconcile(e.id, e.claims, e.properties)
	assert.True(t, set.Of(e.id)[0].Displayed)
	assert.Equal(t, []string{"staff"}, e.properties[catalog.Contested])

	e.properties = object{"staff": 2, catalog.SourceIDs: []any{"a"}}
	set = e.set()
	set.Reconcile(e.id, nil, e.properties)
	e.claims = set.Of(e.id)
	assert.Equal(t, "2 1 2a*", e.String())
}
