package record_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// saying is one row: who says it, the value of staff, and how sure it is.
type saying struct {
	sources    string
	staff      any
	confidence float64 // 0 stands for none
}

func (s saying) refs() []input.Ref {
	var refs []input.Ref
	for _, r := range s.sources {
		refs = append(refs, input.Ref{Entity: "Source", Field: "citationKey", Value: string(r)})
	}
	return refs
}

func (s saying) believed() *float64 {
	if s.confidence == 0 {
		return nil
	}
	return &s.confidence
}

func (b *bench) say(s saying) record.Status {
	b.T.Helper()
	row := firm("600000", "staff", s.staff)
	row.Sources, row.Confidence = s.refs(), s.believed()
	out := b.Nodes("Firm", row)[0]
	require.Empty(b.T, out.Problems)
	return out.Status
}

// claims is the shown value, then the claims as value, sources, and a star when shown.
func (b *bench) claims() string {
	b.T.Helper()
	text := fmt.Sprint(b.Query("MATCH (n:Firm) RETURN n.staff")[0][0])
	for _, row := range b.Query(`MATCH (s:Statement) WITH s ORDER BY s.value, s.id
		RETURN s.value, [id IN s.sourceIds | head(COLLECT { MATCH (x:Source {id: id}) RETURN x.citationKey })], s.displayed`) {
		text += fmt.Sprint(" ", row[0])
		for _, key := range row[1].([]any) {
			text += key.(string)
		}
		if row[2] == true {
			text += "*"
		}
	}
	return text
}

func (b *bench) sources(keys string) {
	var rows []input.Node
	for _, key := range keys {
		rows = append(rows, input.Node{Values: map[string]any{"name": string(key), "citationKey": string(key)}})
	}
	b.Nodes("Source", rows...)
}

// What becomes of claims is package claim's; here it is written and read again.
func TestClaimsWhereSourcesDisagree(t *testing.T) {
	tests := []struct {
		name    string
		sayings []saying
		want    string
	}{
		{"one source", []saying{{"a", 1, 0}}, "1"},
		{"the newer wins at a tie", []saying{{"a", 1, 0}, {"b", 2, 0}}, "2 1a 2b*"},
		{"the surer stays", []saying{{"a", 1, 0.9}, {"b", 2, 0.8}}, "1 1a* 2b"},
		{"a third source joins a value", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"c", 2, 0}}, "1 1a* 2bc"},
		{"the shown source corrects", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"a", 3, 0}}, "3 2b 3a*"},
		{"the other source gives in", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"b", 1, 0}}, "1 1ab*"},
		{"a row without sources is shown", []saying{{"a", 1, 0}, {"b", 2, 0}, {"", 3, 0}}, "3 1a 2b"},
		{"a row of all sources withdraws nothing", []saying{{"a", 1, 0.9}, {"b", 2, 0}, {"ab", 1, 0}}, "1 1a* 2b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := open(t)
			b.sources("abc")
			for _, s := range tt.sayings {
				b.say(s)
			}
			assert.Equal(t, tt.want, b.claims())
		})
	}
}

func TestWhatWasClaimedBeforeWritesNothing(t *testing.T) {
	a, b2 := saying{"a", 1, 0}, saying{"b", 2, 0}
	sure, unsure := saying{"a", 1, 0.9}, saying{"b", 2, 0.3}
	for name, sayings := range map[string][]saying{
		"a then b": {a, b2}, "sure then unsure": {sure, unsure}, "three": {a, b2, {"c", 2, 0.6}},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t)
			b.sources("abc")
			for _, s := range sayings {
				b.say(s)
			}
			before := b.claims()
			all := b.Query("MATCH (n) WHERE NOT n:Change RETURN count(n), sum(n.version), max(n.recordedAt)")
			changes := b.Query("MATCH (c:Change) RETURN count(c)")
			for _, s := range slices.Concat(sayings, sayings) {
				assert.Equal(t, record.Unchanged, b.say(s))
			}
			assert.Equal(t, before, b.claims())
			assert.Equal(t, all, b.Query("MATCH (n) WHERE NOT n:Change RETURN count(n), sum(n.version), max(n.recordedAt)"))
			assert.Equal(t, changes, b.Query("MATCH (c:Change) RETURN count(c)"))
		})
	}
}

func TestContestedNamesKeepTheirSortKey(t *testing.T) {
	b := open(t)
	b.sources("ab")
	row := firm("600000")
	row.Sources = saying{sources: "a"}.refs()
	b.Nodes("Firm", row)
	before := b.Query("MATCH (n:Firm) RETURN n.name, n.name_pinyin")
	row.Values["name"], row.Sources = "other", saying{sources: "b"}.refs()
	low := 0.1
	row.Confidence = &low
	b.Nodes("Firm", row)
	assert.Equal(t, before, b.Query("MATCH (n:Firm) RETURN n.name, n.name_pinyin"))
	assert.Equal(t, [][]any{{[]any{"name"}}}, b.Query("MATCH (n:Firm) RETURN n.contested"))
}

func TestClaimsAboutRelationships(t *testing.T) {
	b := open(t)
	b.sources("ab")
	b.Nodes("Firm", firm("600000"), firm("600001"))
	say := func(s saying) record.Outcome {
		return b.Edges("SELLS_TO", input.Edge{
			From: byTicker("600000"), To: byTicker("600001"), Values: map[string]any{"product": "p", "share": s.staff},
			Sources: s.refs(), Confidence: s.believed(),
		})[0]
	}
	say(saying{"a", 0.5, 0.9})
	out := say(saying{"b", 0.25, 0})
	assert.Equal(t, record.Updated, out.Status)
	assert.Equal(t, record.Unchanged, say(saying{"b", 0.25, 0}).Status)
	assert.Equal(t, record.Unchanged, say(saying{"a", 0.5, 0.9}).Status)
	assert.Equal(t, [][]any{{0.5, []any{"share"}}}, b.Query("MATCH ()-[r:SELLS_TO]->() RETURN r.share, r.contested"))
	assert.Equal(t, [][]any{{out.ID, "0.25", false}, {out.ID, "0.5", true}}, b.Query("MATCH (s:Statement) RETURN s.of, s.value, s.displayed ORDER BY s.value"))
}

func TestClaimsAboutARemovedRelationshipGo(t *testing.T) {
	b := open(t)
	b.sources("ab")
	b.Nodes("City", input.Node{Values: map[string]any{"name": "X"}}, input.Node{Values: map[string]any{"name": "Y"}})
	b.Nodes("Firm", firm("600000"))
	in := func(city, source, until string) {
		b.Edges("LIES_IN", input.Edge{
			From: byTicker("600000"), To: input.Ref{Entity: "City", Field: "name", Value: city},
			Sources: saying{sources: source}.refs(), ValidTo: until,
		})
	}
	in("X", "a", "2020")
	in("X", "b", "2021")
	assert.Equal(t, [][]any{{int64(2)}}, b.Query("MATCH (s:Statement {field: 'validTo'}) RETURN count(s)"))
	in("Y", "a", "2022")
	assert.Equal(t, [][]any{{int64(0)}}, b.Query("MATCH (s:Statement) RETURN count(s)"))
}
