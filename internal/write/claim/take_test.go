package claim_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

type object = map[string]any

var declared = []*catalog.Field{
	{Name: "id", Kind: catalog.ID, System: true},
	{Name: "name", Kind: catalog.String, Pinyin: true},
	{Name: "staff", Kind: catalog.Int},
	{Name: "aliases", Kind: catalog.String, List: true},
	{Name: "listed", Kind: catalog.Boolean, NonNull: true},
}

// element is one with its claims, as a database would keep them.
type element struct {
	id         string
	properties object
	claims     []claim.Claim
	next       int
}

func (e *element) set() *claim.Set {
	s := claim.NewSet(func() string { e.next++; return fmt.Sprintf("stm_%03d", e.next) }, property.Stamp{At: "now", By: "me"}, nil)
	add(s, e.claims)
	return s
}

// add lets a set take in claims as they come from the database.
func add(s *claim.Set, list []claim.Claim) {
	rows := query.Rows{Columns: []string{"id", "of", "field", "value", "confidence", "sources", "at", "by", "displayed"}}
	for _, c := range list {
		var confidence any
		if c.Confidence != nil {
			confidence = *c.Confidence
		}
		sources := []any{}
		for _, id := range c.Sources {
			sources = append(sources, id)
		}
		rows.Values = append(rows.Values, []any{c.ID, c.Of, c.Field, c.Value, confidence, sources, c.RecordedAt, c.RecordedBy, c.Displayed})
	}
	if err := s.Add(rows); err != nil {
		panic(err)
	}
}

// saying is one row: who says it, the value of staff, and how sure it is.
type saying struct {
	sources    string
	staff      any
	confidence float64 // 0 stands for none
}

func (s saying) given() (object, []string) {
	given := object{"staff": s.staff}
	if s.confidence != 0 {
		given[catalog.Confidence] = s.confidence
	}
	var sources []string
	for _, r := range s.sources {
		sources = append(sources, string(r))
	}
	return given, sources
}

// say takes in a row as the write path does, and tells whether anything changed.
func (e *element) say(s saying, exact bool) bool {
	given, sources := s.given()
	if e.properties == nil {
		e.properties = property.Overlay(object{catalog.SourceIDs: sources}, given)
		return true
	}
	set := e.set()
	claimed := set.Take(claim.Report{Of: e.id, Declared: declared, Current: e.properties, Given: given, Sources: sources}, exact)
	given[catalog.SourceIDs] = property.Union(property.Sources(e.properties), sources)
	changed := property.Changed(e.properties, given)
	e.properties, e.claims = property.Overlay(e.properties, changed), set.Of(e.id)
	return claimed || changed != nil
}

// String is the shown value, then the claims as value, sources, and a star when shown.
func (e *element) String() string {
	text := "none"
	if v := e.properties["staff"]; v != nil {
		text = fmt.Sprint(v)
	}
	slices.SortFunc(e.claims, func(a, b claim.Claim) int { return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.ID, b.ID)) })
	for _, c := range e.claims {
		text += " " + c.Value
		for _, source := range c.Sources {
			text += source
		}
		if c.Displayed {
			text += "*"
		}
	}
	return text
}

func TestWhereSourcesDisagree(t *testing.T) {
	tests := []struct {
		name    string
		sayings []saying
		want    string
	}{
		{"one source", []saying{{"a", 1, 0}}, "1"},
		{"sources agree", []saying{{"a", 1, 0}, {"b", 1, 0}}, "1"},
		{"a source corrects itself", []saying{{"a", 1, 0}, {"a", 2, 0}}, "2"},
		{"a row without sources corrects", []saying{{"a", 1, 0}, {"", 2, 0}}, "2"},
		{"what had no source is no rival", []saying{{"", 1, 0}, {"a", 2, 0}}, "2"},
		{"a missing value is filled", []saying{{"a", nil, 0}, {"b", 2, 0}}, "2"},
		{"the newer wins at a tie", []saying{{"a", 1, 0}, {"b", 2, 0}}, "2 1a 2b*"},
		{"the surer stays", []saying{{"a", 1, 0.9}, {"b", 2, 0.8}}, "1 1a* 2b"},
		{"the surer wins", []saying{{"a", 1, 0.4}, {"b", 2, 0.6}}, "2 1a 2b*"},
		{"nothing said counts as a half", []saying{{"a", 1, 0}, {"b", 2, 0.4}}, "1 1a* 2b"},
		{"three values", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"c", 3, 0}}, "1 1a* 2b 3c"},
		{"a third source joins a value", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"c", 2, 0}}, "1 1a* 2bc"},
		{"a third source makes it surer", []saying{{"a", 1, 0.7}, {"b", 2, 0}, {"c", 2, 0.8}}, "2 1a 2bc*"},
		{"the shown source corrects", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"a", 3, 0}}, "3 2b 3a*"},
		{"the other source corrects", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"b", 3, 0}}, "1 1a* 3b"},
		{"the other source gives in", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"b", 1, 0}}, "1 1ab*"},
		{"the shown source gives in", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"a", 2, 0}}, "2 2ba*"},
		{"a row without sources is shown", []saying{{"a", 1, 0}, {"b", 2, 0}, {"", 3, 0}}, "3 1a 2b"},
		{"and stays when the sources repeat", []saying{{"a", 1, 0}, {"b", 2, 0}, {"", 3, 0}, {"a", 1, 0}, {"b", 2, 0}}, "3 1a 2b"},
		{"a row of all sources withdraws nothing", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"ab", 1, 0}}, "1 1a* 2b"},
		{"a value is removed", []saying{{"a", 1, 0}, {"b", 2, 0}, {"b", nil, 0}}, "none 1a 2b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := &element{id: "frm_1"}
			for _, s := range tt.sayings {
				e.say(s, false)
			}
			assert.Equal(t, tt.want, e.String())
		})
	}
}

func TestWhatWasClaimedBeforeChangesNothing(t *testing.T) {
	a, b := saying{"a", 1, 0}, saying{"b", 2, 0}
	sure, unsure := saying{"a", 1, 0.9}, saying{"b", 2, 0.3}
	for name, sayings := range map[string][]saying{
		"a then b": {a, b}, "b then a": {b, a}, "sure then unsure": {sure, unsure}, "unsure then sure": {unsure, sure},
		"three": {a, b, {"c", 2, 0.6}},
	} {
		t.Run(name, func(t *testing.T) {
			e := &element{id: "frm_1"}
			for _, s := range sayings {
				e.say(s, false)
			}
			before := e.String()
			for _, s := range slices.Concat(sayings, sayings) {
				assert.False(t, e.say(s, false))
			}
			assert.Equal(t, before, e.String())
		})
	}
}

// What a row gives exactly is shown, whoever claims something else.
func TestTakeExactly(t *testing.T) {
	e := &element{id: "frm_1"}
	for _, s := range []saying{{"a", 1, 0.9}, {"b", 2, 0}} {
		e.say(s, false)
	}
	assert.True(t, e.say(saying{"c", 2, 0}, true))
	assert.Equal(t, "2 1a 2b*", e.String())
	e.say(saying{"c", 3, 0}, true)
	assert.Equal(t, "3 1a 2b", e.String())
}

// The row's own confidence judges its values; that of an element which other sources know too
// is only raised.
func TestConfidenceOfTheElement(t *testing.T) {
	tests := []struct {
		name    string
		sayings []saying
		want    any
	}{
		{"another source is less sure", []saying{{"a", 1, 0.7}, {"b", 1, 0.6}}, 0.7},
		{"another source is surer", []saying{{"a", 1, 0.7}, {"b", 1, 0.8}}, 0.8},
		{"the source itself is less sure by now", []saying{{"a", 1, 0.7}, {"a", 1, 0.6}}, 0.6},
		{"one of two sources is less sure", []saying{{"ab", 1, 0.7}, {"a", 1, 0.6}}, 0.7},
		{"a row without sources sets it", []saying{{"a", 1, 0.7}, {"", 1, 0.6}}, 0.6},
		{"nothing stored counts as a half", []saying{{"a", 1, 0}, {"b", 1, 0.4}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := &element{id: "frm_1"}
			for _, s := range tt.sayings {
				e.say(s, false)
			}
			assert.Equal(t, tt.want, e.properties[catalog.Confidence])
		})
	}
}

// A value that is not shown keeps its sort key away too.
func TestAValueThatLosesTakesItsSortKeyAlong(t *testing.T) {
	e := &element{id: "frm_1"}
	given := object{"name": "乙", "name_pinyin": "yi", catalog.Confidence: 0.1}
	set := e.set()
	changed := set.Take(claim.Report{
		Of: "frm_1", Declared: declared, Current: object{"name": "甲", "name_pinyin": "jia", catalog.SourceIDs: []any{"a"}}, Given: given, Sources: []string{"b"},
	}, false)
	assert.True(t, changed)
	assert.Equal(t, object{catalog.Contested: []string{"name"}}, given)
}

func TestStatements(t *testing.T) {
	e := &element{id: "frm_1"}
	for _, s := range []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"c", 3, 0}} {
		e.say(s, false)
	}
	assert.Empty(t, e.set().Statements(), "nothing differs from what is stored")

	set := e.set()
	add(set, []claim.Claim{{ID: "stm_x", Of: "frm_2", Field: "staff", Value: "7"}})
	set.Forget("frm_2")
	set.Forget("frm_3") // nothing is claimed of it
	given, sources := saying{"c", 2, 0}.given()
	set.Take(claim.Report{Of: "frm_1", Declared: declared, Current: e.properties, Given: given, Sources: sources}, false)
	assert.Equal(t, []query.Statement{
		{Text: "UNWIND $rows AS row MATCH (s:Statement {of: row}) DELETE s", Params: object{"rows": []any{"frm_2"}}},
		{Text: "UNWIND $rows AS row MATCH (s:Statement {id: row}) DELETE s", Params: object{"rows": []any{"stm_003"}}},
		{Text: "UNWIND $rows AS row MERGE (s:Statement {id: row.id}) SET s = row", Params: object{"rows": []any{object{
			"id": "stm_002", "of": "frm_1", "field": "staff", "value": "2", "confidence": nil, "sourceIds": []string{"b", "c"},
			"recordedAt": "now", "recordedBy": "me", "displayed": false,
		}}}},
	}, set.Statements())
	assert.Equal(t, query.Statement{Text: "UNWIND $rows AS row MATCH (s:Statement {of: row}) DELETE s", Params: object{"rows": []string{"frm_1"}}}, claim.Remove([]string{"frm_1"}))
}

func TestDecode(t *testing.T) {
	half := 0.5
	list, err := claim.Decode(query.Rows{
		Columns: []string{"id", "of", "field", "value", "confidence", "sources", "at", "by", "displayed"},
		Values:  [][]any{{"stm_1", "frm_1", "staff", "7", 0.5, []any{"src_1"}, "then", "x", true}},
	})
	assert.NoError(t, err)
	assert.Equal(t, []claim.Claim{{
		ID: "stm_1", Of: "frm_1", Field: "staff", Value: "7", Confidence: &half, Sources: []string{"src_1"}, RecordedAt: "then", RecordedBy: "x", Displayed: true,
	}}, list)
}

func TestFields(t *testing.T) {
	var names []string
	for _, f := range claim.Fields(declared) {
		names = append(names, f.Name)
	}
	assert.Equal(t, []string{"name", "staff", "aliases", "listed", "validFrom", "validTo"}, names)
}

func TestAdopt(t *testing.T) {
	e := &element{id: "frm_1"}
	set, properties := e.set(), object{"staff": 7}
	set.Adopt("frm_1", properties, []claim.Claim{
		{Field: "staff", Value: "7", Sources: []string{"a"}, RecordedAt: "then", RecordedBy: "x"}, {Field: "staff", Value: "8"}, {Field: "name", Value: "null"},
	})
	assert.Equal(t, object{"staff": 7, catalog.Contested: []string{"name", "staff"}}, properties)
	list := set.Of("frm_1")
	assert.Equal(t, []string{"stm_001", "stm_002", "stm_003"}, []string{list[0].ID, list[1].ID, list[2].ID})
	assert.Equal(t, []bool{true, false, true}, []bool{list[0].Displayed, list[1].Displayed, list[2].Displayed})
	assert.Equal(t, []string{"then", "x", "now", "me"}, []string{list[0].RecordedAt, list[0].RecordedBy, list[1].RecordedAt, list[1].RecordedBy})
	untouched := object{}
	set.Adopt("frm_2", untouched, nil)
	assert.Empty(t, untouched)
}
