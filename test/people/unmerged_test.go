package people_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// What tells of a person who was merged into another by mistake: values that the other had
// meanwhile, and those of relationships, one edited and one removed meanwhile.
var mistakenMarkers = []string{"0000-0001-5109-3700", "Ouyang Cuole", "独职乙", "1987-03-04", "独职丙"}

// mistaken merges a person into another, goes on with both, and undoes it.
type mistaken struct {
	*support.API
	stays, leaves, kept, removed string
	// made is when the one who stays was made, between a moment while the merge held.
	made, between string
}

func unmerged(t *testing.T) mistaken {
	t.Helper()
	m := mistaken{API: support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{Grant: grant.Grant{Policy: privacy.Policy{ShowSensitive: true}}})}
	m.stays = m.RecordPerson(t, vars{"name": "留名"})
	m.leaves = m.RecordPerson(t, vars{
		"name": "走名", "orcid": mistakenMarkers[0], "englishName": mistakenMarkers[1],
		"employers": []any{vars{"node": support.NodeID("com", 1), "title": "独职乙"}, vars{"node": support.NodeID("com", 2), "title": "独职丙"}},
	})
	for _, edge := range m.employers(t, m.leaves) {
		if support.Get(t, edge, "title") == "独职乙" {
			m.kept = support.Get(t, edge, "relationship").(string)
			continue
		}
		m.removed = support.Get(t, edge, "relationship").(string)
	}
	merge := support.Get(t, m.Data(t, support.MergeBoth, vars{"into": m.stays, "from": m.leaves, "evidence": "x", "sources": support.NodeID("src", 0)}), "merge.id")
	require.Len(t, m.employers(t, m.stays), 2)
	report, err := ingest.Import(t.Context(), m.DB, support.Declared(t), support.RowsOf(map[string]string{
		"relationships/WORKS_AT.jsonl": `{"id": "` + m.kept + `", "from": "` + m.stays + `", "to": "` + support.NodeID("com", 1) + `", "title": "独职乙", "until": "1987-03-04"}`,
	}), ingest.Options{})
	require.NoError(t, err)
	require.Empty(t, report.Problems)
	m.Data(t, `mutation ($id: ID!, $edge: ID!) { updatePerson(id: $id, patch: {employers: {unlink: [$edge]}}) { id } }`, vars{"id": m.stays, "edge": m.removed})
	moments := func(id string) []string {
		return support.Texts(t, m.Data(t, `query ($id: ID!) { history(id: $id, first: 200) { nodes { at } } }`, vars{"id": id}), "history.nodes", "at")
	}
	m.made = moments(m.stays)[0]
	m.between = slices.Max(moments(m.removed))
	m.Data(t, support.UnmergeOne, vars{"merge": merge})
	require.Empty(t, m.employers(t, m.stays))
	require.Len(t, m.employers(t, m.leaves), 1)
	return m
}

func (m mistaken) employers(t *testing.T, id string) []any {
	t.Helper()
	got := m.Data(t, `query ($id: ID!) { person(by: {id: $id}) { employers { edges { relationship title } } } }`, vars{"id": id})
	return support.Get(t, got, "person.employers.edges").([]any)
}

// past is what every answer about the past has, and an export.
func (m mistaken) past(t *testing.T) map[string]any {
	t.Helper()
	all := map[string]any{"changed": followed(t, m.API), "export": m.Exported(t)}
	v := vars{"stays": m.stays, "kept": m.kept, "removed": m.removed, "between": m.between, "made": m.made}
	const values = `nodes { of from to values { field before after } }`
	for name, query := range map[string]string{
		"history":                       `query ($stays: ID!) { history(id: $stays, first: 200) { ` + values + ` } }`,
		"history of a relationship":     `query ($kept: ID!) { history(id: $kept, first: 200) { ` + values + ` } }`,
		"history of one that is gone":   `query ($removed: ID!) { history(id: $removed, first: 200) { ` + values + ` } }`,
		"orcid":                         `query ($stays: ID!) { valueHistory(id: $stays, field: "orcid") { nodes { value } } }`,
		"title":                         `query ($kept: ID!) { valueHistory(id: $kept, field: "until") { nodes { value } } }`,
		"title of one that is gone":     `query ($removed: ID!) { valueHistory(id: $removed, field: "title") { nodes { value } } }`,
		"changes":                       `query ($made: DateTime!) { changes(first: 200, since: $made) { ` + values + ` } }`,
		"difference before the unmerge": `query ($between: DateTime!, $stays: ID!) { difference(from: "2001-01-01T00:00:00Z", to: $between, of: $stays, first: 200) { ` + values + ` } }`,
		"difference since":              `query ($between: DateTime!, $stays: ID!) { difference(from: $between, to: "2999-01-01T00:00:00Z", of: $stays, first: 200) { ` + values + ` } }`,
	} {
		r := m.Ask(t, query, v)
		for _, e := range r.Errors {
			require.Equal(t, "NOT_FOUND", e.Code(), "%s: %s", name, e.Message)
		}
		all[name] = r.Data
	}
	return all
}

// A person who is withheld after a merge was undone is in no answer about the other's past,
// nor are their relationships, which were the other's meanwhile.
func TestWithheldAfterAnUndoneMerge(t *testing.T) {
	m := unmerged(t)
	markers := append([]string{m.leaves, m.kept, m.removed}, mistakenMarkers...)
	for name, got := range m.past(t) {
		assert.NotEmpty(t, markersIn(t, got, markers), "%s tells of them before", name)
	}
	m.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": m.leaves})
	for name, got := range m.past(t) {
		assert.Empty(t, markersIn(t, got, markers), name)
	}
	left := m.ChangesOf(t, m.stays)
	require.Len(t, left, 1, "what is left is their own")
	assert.Contains(t, support.Get(t, left[0], "values"), map[string]any{"field": "name", "before": nil, "after": "留名"})

	m.Data(t, `mutation ($id: ID!) { withdrawOptOut(person: $id) }`, vars{"id": m.leaves})
	for name, got := range m.past(t) {
		assert.NotEmpty(t, markersIn(t, got, markers), "%s tells of them again", name)
	}
}

// Who is withheld hides nothing of the other: the one who left keeps the history.
func TestWithheldAfterAnUndoneMergeTheOther(t *testing.T) {
	m := unmerged(t)
	m.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": m.stays})
	for _, id := range []string{m.leaves, m.kept} {
		history := m.ChangesOf(t, id)
		assert.NotEmpty(t, history)
		assert.Empty(t, markersIn(t, history, []string{m.stays, "留名"}))
	}
}

// A person who is erased after a merge was undone is nowhere in the database, and the other
// stays as they are.
func TestErasedAfterAnUndoneMerge(t *testing.T) {
	m := unmerged(t)
	assert.ElementsMatch(t, mistakenMarkers, markersIn(t, m.Stored(t), mistakenMarkers))
	m.Data(t, support.ErasePerson, vars{"person": m.leaves, "reason": "asked", "confirm": m.leaves})
	assert.Empty(t, markersIn(t, m.Stored(t), mistakenMarkers))
	assert.Empty(t, markersIn(t, m.past(t), mistakenMarkers))
	for _, c := range m.Run(t, "MATCH (c:Change) WHERE c.merge IS NOT NULL AND c.kind <> 'CREATE' RETURN c.erased", nil) {
		assert.Equal(t, true, c[0])
	}
	got := m.Data(t, `query ($id: ID!) { person(by: {id: $id}) { name } }`, vars{"id": m.stays})
	assert.Equal(t, "留名", support.Get(t, got, "person.name"))
}
