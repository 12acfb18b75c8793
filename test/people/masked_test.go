package app_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

// Values that nobody may see who may not see sensitive ones: the stored ones, one that was
// replaced, and those of a source that is not believed.
var sensitiveMarkers = []string{"13812345678", "13900001111", "13700002222", "zhang.san@example.com", "zhang.old@example.org"}

const reachedPerson = `"per_01ke5q86000000000000000001"`

// reachable serves a person with a telephone number and an address, of which an older one was
// replaced and another is contested.
func reachable(t *testing.T) (masked, shown *api) {
	t.Helper()
	db := neotest.Open(t)
	masked = serve(t, db, rowsOf(map[string]string{
		"nodes/Source.jsonl":           `{"name": "Card", "citationKey": "card"}` + "\n" + `{"name": "List", "citationKey": "list"}`,
		"nodes/Person.jsonl":           `{"id": ` + reachedPerson + `, "name": "张三", "orcid": "0000-0002-1825-0097", "telephone": "13900001111", "email": "zhang.old@example.org", "confidence": 0.9, "sources": [{"Source": {"citationKey": "card"}}]}`,
		"nodes/Project.jsonl":          `{"name": "项目", "registrationCode": "P-1"}`,
		"relationships/WORKS_ON.jsonl": `{"from": ` + reachedPerson + `, "to": {"Project": {"registrationCode": "P-1"}}, "role": "LEAD"}`,
	}), app.Options{})
	for _, row := range []string{
		`{"id": ` + reachedPerson + `, "telephone": "+86 138-1234-5678", "email": "Zhang.San@example.com", "sources": [{"Source": {"citationKey": "card"}}]}`,
		`{"id": ` + reachedPerson + `, "telephone": "13700002222", "confidence": 0.1, "sources": [{"Source": {"citationKey": "list"}}]}`,
	} {
		report, err := ingest.Import(t.Context(), db, declared(t), rowsOf(map[string]string{"nodes/Person.jsonl": row}), ingest.Options{})
		require.NoError(t, err)
		require.Empty(t, report.Problems)
	}
	return masked, serveLoaded(t, db, app.Options{Policy: privacy.Policy{ShowSensitive: true}})
}

// sensitiveWays are the ways by which a stored value comes out of the service. Where the
// answer to who may see holds none of the markers, the way is not one.
var sensitiveWays = []struct{ name, query string }{
	{"by key", `{ person(by: {orcid: "0000-0002-1825-0097"}) { telephone email } }`},
	{"with an alias, in a fragment", `{ person(by: {id: ` + reachedPerson + `}) { ...p } } fragment p on Entity { ... on Person { t: telephone } }`},
	{"page", `{ people { nodes { telephone } edges { node { email } } } }`},
	{"node", `{ node(id: ` + reachedPerson + `) { ... on Person { telephone } } }`},
	{"nodes", `{ nodes(ids: [` + reachedPerson + `]) { ... on Person { email } } }`},
	{"over a relationship", `{ projects { nodes { team { edges { node { telephone } } nodes { email } } } } }`},
	{"search", `{ search(text: "张三") { edges { node { ... on Person { telephone } } } nodes { ... on Person { email } } } }`},
	{"history", `{ history(id: ` + reachedPerson + `) { nodes { values { field before after } node { ... on Person { telephone } } } } }`},
	{"edges of a history", `{ history(id: ` + reachedPerson + `) { edges { node { values { field before after } } } } }`},
	{"changes", `{ changes { nodes { values { field before after } node { ... on Person { email } } } } }`},
	{"provenance", `{ provenance(id: ` + reachedPerson + `) { node { ... on Person { telephone } } fields { field value statements { value } } } }`},
	{"values of a field", `{ valueHistory(id: ` + reachedPerson + `, field: "telephone") { nodes { value } edges { node { value } } } }`},
	{"difference", `{ difference(from: "2001-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z") { nodes { values { field before after } node { ... on Person { email } } } } }`},
	{"answer of an update", `mutation { updatePerson(id: ` + reachedPerson + `, patch: {}) { telephone email } }`},
	{"answer of an upsert", `mutation { upsertPerson(key: {orcid: "0000-0002-1825-0097"}, input: {name: "张三"}) { telephone email } }`},
	{"answer of another's update", `mutation { upsertProject(key: {registrationCode: "P-1"}, input: {name: "项目"}) { team { nodes { telephone } } } }`},
}

func TestSensitiveValuesAreMasked(t *testing.T) {
	masked, shown := reachable(t)
	masked.index(t)
	for _, way := range sensitiveWays {
		t.Run(way.name, func(t *testing.T) {
			assert.Empty(t, markersIn(t, masked.ask(t, way.query, nil), sensitiveMarkers))
			r := shown.ask(t, way.query, nil)
			require.Empty(t, r.Errors)
			assert.NotEmpty(t, markersIn(t, r, sensitiveMarkers), "what may be seen is seen")
		})
	}
	t.Run("masks", func(t *testing.T) {
		masked.same(t, `{"person": {"telephone": "138****5678", "email": "z***@example.com"}}`, sensitiveWays[0].query, nil)
		got := masked.data(t, `{ history(id: `+reachedPerson+`) { nodes { kind values { field before after } } } }`, nil)
		assert.Contains(t, get(t, got, "history.nodes.1.values"), map[string]any{"field": "telephone", "before": "139****1111", "after": "138****5678"})
		got = masked.data(t, sensitiveWays[10].query, nil)
		assert.Contains(t, get(t, got, "provenance.fields"), map[string]any{
			"field": "telephone", "value": "138****5678",
			"statements": []any{map[string]any{"value": "138****5678"}, map[string]any{"value": "137****2222"}},
		})
	})
	t.Run("conflict", func(t *testing.T) { conflictsAreMasked(t, masked, shown) })
	t.Run("filters", func(t *testing.T) { filtersAreForbidden(t, masked, shown) })
	t.Run("subscription", func(t *testing.T) {
		assert.Empty(t, markersIn(t, followed(t, masked), sensitiveMarkers))
		assert.NotEmpty(t, markersIn(t, followed(t, shown), sensitiveMarkers))
	})
	t.Run("exports", func(t *testing.T) { exportsAreMasked(t, masked, shown) })
	t.Run("revert", func(t *testing.T) { revertsAreMasked(t, masked, shown) })
	t.Run("import", func(t *testing.T) { reportsAreMasked(t, masked) })
}

// conflictsAreMasked: an error is passed on and logged, whoever it was made for.
func conflictsAreMasked(t *testing.T, masked, shown *api) {
	const stale = `mutation { updatePerson(id: ` + reachedPerson + `, expectedVersion: 99, patch: {telephone: "13700009999", email: "z@example.net"}) { id } }`
	for _, a := range []*api{masked, shown} {
		r := a.ask(t, stale, nil)
		require.Len(t, r.Errors, 1)
		assert.Equal(t, map[string]any{"telephone": "138****5678", "email": "z***@example.com"}, r.Errors[0].Extensions["current"])
		assert.Empty(t, markersIn(t, r, append(sensitiveMarkers, "13700009999")))
	}
}

// filtersAreForbidden: what is found by a value tells it.
func filtersAreForbidden(t *testing.T, masked, shown *api) {
	tests := []struct {
		name, query string
		argument    []any
	}{
		{"eq", `{ people(where: {telephone: {eq: "13812345678"}}) { totalCount } }`, []any{"where", "telephone"}},
		{"startsWith", `{ people(where: {email: {startsWith: "z"}}) { totalCount } }`, []any{"where", "email"}},
		{"isNull", `{ people(where: {email: {isNull: false}}) { totalCount } }`, []any{"where", "email"}},
		{"in not", `{ people(where: {not: {telephone: {contains: "1"}}}) { totalCount } }`, []any{"where", "not", "telephone"}},
		{"in or", `{ people(where: {or: [{name: {eq: "x"}}, {telephone: {ne: "1"}}]}) { totalCount } }`, []any{"where", "or", 1.0, "telephone"}},
		{"over a relationship", `{ projects(where: {team: {some: {node: {telephone: {eq: "1"}}}}}) { totalCount } }`, []any{"where", "team", "some", "node", "telephone"}},
		{"of a nested page", `{ projects { nodes { team(where: {node: {email: {eq: "1"}}}) { totalCount } } } }`, nil},
		{"of an answer", `mutation { updateProject(id: "prj_01", patch: {}) { team(where: {node: {email: {eq: "1"}}}) { totalCount } } }`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := masked.ask(t, tt.query, nil)
			require.NotEmpty(t, r.Errors)
			assert.Equal(t, "FORBIDDEN", r.Errors[0].code(), r.Errors[0].Message)
			if tt.argument != nil {
				assert.Equal(t, tt.argument, r.Errors[0].Extensions["argument"])
			}
		})
	}
	shown.same(t, `{"people": {"totalCount": 1}}`, tests[0].query, nil)
	for _, query := range []string{
		`{ people(orderBy: [{telephone: ASC}]) { totalCount } }`, `{ people { aggregate(groupBy: [TELEPHONE]) { count } } }`, `{ person(by: {email: "z@example.com"}) { id } }`,
	} {
		r := shown.ask(t, query, nil)
		require.NotEmpty(t, r.Errors, query)
		assert.Equal(t, "GRAPHQL_VALIDATION_FAILED", r.Errors[0].code(), "nobody can: %s", query)
	}
}

// reportsAreMasked: neither what is stored nor what a bad row says stands in a report.
func reportsAreMasked(t *testing.T, a *api) {
	report, err := ingest.Import(t.Context(), a.db, declared(t), rowsOf(map[string]string{
		"nodes/Person.jsonl": `{"id": ` + reachedPerson + `, "telephone": "1381234567890"}` + "\n" + `{"telephone": "13812345678", "name": ""}`,
	}), ingest.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, report.Problems)
	assert.Empty(t, markersIn(t, report, append(sensitiveMarkers, "1381234567890")))
}

// markersIn returns which of the markers stand in what is written as JSON.
func markersIn(t *testing.T, v any, markers []string) []string {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	var found []string
	for _, m := range markers {
		if strings.Contains(string(text), m) {
			found = append(found, m)
		}
	}
	return found
}

// followed are the events of all changes, read as a subscriber reads them.
func followed(t *testing.T, a *api) (all []any) {
	t.Helper()
	first := get(t, a.data(t, `{ changes(first: 1) { pageInfo { endCursor } } }`, nil), "changes.pageInfo.endCursor")
	last := get(t, a.data(t, `mutation { createDistrict(input: {name: "最后"}) { id } }`, nil), "createDistrict.id")
	e := a.overSSE(t, `subscription ($after: String) { changed(after: $after) { node { of from to kind values { field before after } node { ... on Person { name orcid telephone email } } } } }`, vars{"after": first})
	defer e.stop()
	for {
		all = append(all, e.change(t))
		if get(t, all[len(all)-1], "node.of") == last {
			return all
		}
	}
}

// revertsAreMasked: only who sees the values may bring them back, and what a revert refuses to
// lose is masked for everyone, as every conflict is.
func revertsAreMasked(t *testing.T, masked, shown *api) {
	const person = "per_01ke5q86000000000000000001"
	change := ""
	for _, c := range masked.changesOf(t, person) {
		if get(t, c, "kind") == "UPDATE" {
			change = get(t, c, "id").(string)
			break
		}
	}
	masked.data(t, `mutation { updatePerson(id: "`+person+`", patch: {telephone: "13600003333"}) { id } }`, nil)
	secrets := append(sensitiveMarkers, "13600003333")
	for _, even := range []bool{false, true} {
		r := masked.ask(t, revertChange, vars{"change": change, "even": even})
		require.Len(t, r.Errors, 1)
		assert.Equal(t, "FORBIDDEN", r.Errors[0].code(), r.Errors[0].Message)
		assert.Empty(t, markersIn(t, r, secrets))
	}
	r := shown.ask(t, revertChange, vars{"change": change})
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "CONFLICT", r.Errors[0].code(), r.Errors[0].Message)
	assert.Equal(t, "136****3333", get(t, r.Errors[0].Extensions["current"], "telephone"))
	assert.Empty(t, markersIn(t, r, secrets))
	got := shown.data(t, revertChange, vars{"change": change, "even": true})
	assert.Contains(t, get(t, got, "revertChange.values"), map[string]any{"field": "telephone", "before": "13600003333", "after": "13900001111"})
}
