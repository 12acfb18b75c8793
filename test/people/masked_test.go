package people_test

import (
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

// Values that nobody may see who may not see sensitive ones: the stored ones, one that was
// replaced, and those of a source that is not believed.
var sensitiveMarkers = []string{"13812345678", "13900001111", "13700002222", "zhang.san@example.com", "zhang.old@example.org"}

const reachedPerson = `"per_01ke5q86000000000000000001"`

// reachable serves a person with a telephone number and an address, of which an older one was
// replaced and another is contested.
func reachable(t *testing.T) (masked, shown *support.API) {
	t.Helper()
	db := neotest.Open(t)
	masked = support.Serve(t, db, support.RowsOf(map[string]string{
		"nodes/Source.jsonl":           `{"name": "Card", "citationKey": "card"}` + "\n" + `{"name": "List", "citationKey": "list"}`,
		"nodes/Person.jsonl":           `{"id": ` + reachedPerson + `, "name": "张三", "orcid": "0000-0002-1825-0097", "telephone": "13900001111", "email": "zhang.old@example.org", "confidence": 0.9, "sources": [{"Source": {"citationKey": "card"}}]}`,
		"nodes/Project.jsonl":          `{"name": "项目", "registrationCode": "P-1"}`,
		"relationships/WORKS_ON.jsonl": `{"from": ` + reachedPerson + `, "to": {"Project": {"registrationCode": "P-1"}}, "role": "LEAD"}`,
	}), app.Options{})
	for _, row := range []string{
		`{"id": ` + reachedPerson + `, "telephone": "+86 138-1234-5678", "email": "Zhang.San@example.com", "sources": [{"Source": {"citationKey": "card"}}]}`,
		`{"id": ` + reachedPerson + `, "telephone": "13700002222", "confidence": 0.1, "sources": [{"Source": {"citationKey": "list"}}]}`,
	} {
		report, err := ingest.Import(t.Context(), db, support.Declared(t), support.RowsOf(map[string]string{"nodes/Person.jsonl": row}), ingest.Options{})
		require.NoError(t, err)
		require.Empty(t, report.Problems)
	}
	return masked, support.ServeLoaded(t, db, app.Options{Grant: grant.Grant{Policy: privacy.Policy{ShowSensitive: true}}})
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
	masked.Index(t)
	for _, way := range sensitiveWays {
		t.Run(way.name, func(t *testing.T) {
			assert.Empty(t, markersIn(t, masked.Ask(t, way.query, nil), sensitiveMarkers))
			r := shown.Ask(t, way.query, nil)
			require.Empty(t, r.Errors)
			assert.NotEmpty(t, markersIn(t, r, sensitiveMarkers), "what may be seen is seen")
		})
	}
	t.Run("masks", func(t *testing.T) {
		masked.Same(t, `{"person": {"telephone": "138****5678", "email": "z***@example.com"}}`, sensitiveWays[0].query, nil)
		got := masked.Data(t, `{ history(id: `+reachedPerson+`) { nodes { kind values { field before after } } } }`, nil)
		assert.Contains(t, support.Get(t, got, "history.nodes.1.values"), map[string]any{"field": "telephone", "before": "139****1111", "after": "138****5678"})
		got = masked.Data(t, sensitiveWays[10].query, nil)
		assert.Contains(t, support.Get(t, got, "provenance.fields"), map[string]any{
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
func conflictsAreMasked(t *testing.T, masked, shown *support.API) {
	const stale = `mutation { updatePerson(id: ` + reachedPerson + `, expectedVersion: 99, patch: {telephone: "13700009999", email: "z@example.net"}) { id } }`
	for _, a := range []*support.API{masked, shown} {
		r := a.Ask(t, stale, nil)
		require.Len(t, r.Errors, 1)
		assert.Equal(t, map[string]any{"telephone": "138****5678", "email": "z***@example.com"}, r.Errors[0].Extensions["current"])
		assert.Empty(t, markersIn(t, r, append(sensitiveMarkers, "13700009999")))
	}
}

// filtersAreForbidden: what is found by a value tells it.
func filtersAreForbidden(t *testing.T, masked, shown *support.API) {
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
			r := masked.Ask(t, tt.query, nil)
			require.NotEmpty(t, r.Errors)
			assert.Equal(t, "FORBIDDEN", r.Errors[0].Code(), r.Errors[0].Message)
			if tt.argument != nil {
				assert.Equal(t, tt.argument, r.Errors[0].Extensions["argument"])
			}
		})
	}
	shown.Same(t, `{"people": {"totalCount": 1}}`, tests[0].query, nil)
	for _, query := range []string{
		`{ people(orderBy: [{telephone: ASC}]) { totalCount } }`, `{ people { aggregate(groupBy: [TELEPHONE]) { count } } }`, `{ person(by: {email: "z@example.com"}) { id } }`,
	} {
		r := shown.Ask(t, query, nil)
		require.NotEmpty(t, r.Errors, query)
		assert.Equal(t, "GRAPHQL_VALIDATION_FAILED", r.Errors[0].Code(), "nobody can: %s", query)
	}
}

// reportsAreMasked: neither what is stored nor what a bad row says stands in a report.
func reportsAreMasked(t *testing.T, a *support.API) {
	report, err := ingest.Import(t.Context(), a.DB, support.Declared(t), support.RowsOf(map[string]string{
		"nodes/Person.jsonl": `{"id": ` + reachedPerson + `, "telephone": "1381234567890"}` + "\n" + `{"telephone": "13812345678", "name": ""}`,
	}), ingest.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, report.Problems)
	assert.Empty(t, markersIn(t, report, append(sensitiveMarkers, "1381234567890")))
}

// followed are the events of all changes, read as a subscriber reads them.
func followed(t *testing.T, a *support.API) (all []any) {
	t.Helper()
	first := support.Get(t, a.Data(t, `{ changes(first: 1) { pageInfo { endCursor } } }`, nil), "changes.pageInfo.endCursor")
	last := support.Get(t, a.Data(t, `mutation { createDistrict(input: {name: "最后"}) { id } }`, nil), "createDistrict.id")
	e := a.OverSSE(t, `subscription ($after: String) { changed(after: $after) { node { of from to kind values { field before after } node { ... on Person { name orcid telephone email } } } } }`, vars{"after": first})
	defer e.Stop()
	for {
		all = append(all, e.Change(t))
		if support.Get(t, all[len(all)-1], "node.of") == last {
			return all
		}
	}
}

// revertsAreMasked: only who sees the values may bring them back, and what a revert refuses to
// lose is masked for everyone, as every conflict is.
func revertsAreMasked(t *testing.T, masked, shown *support.API) {
	const person = "per_01ke5q86000000000000000001"
	change := ""
	for _, c := range masked.ChangesOf(t, person) {
		if support.Get(t, c, "kind") == "UPDATE" {
			change = support.Get(t, c, "id").(string)
			break
		}
	}
	masked.Data(t, `mutation { updatePerson(id: "`+person+`", patch: {telephone: "13600003333"}) { id } }`, nil)
	secrets := append(sensitiveMarkers, "13600003333")
	for _, even := range []bool{false, true} {
		r := masked.Ask(t, support.RevertChange, vars{"change": change, "even": even})
		require.Len(t, r.Errors, 1)
		assert.Equal(t, "FORBIDDEN", r.Errors[0].Code(), r.Errors[0].Message)
		assert.Empty(t, markersIn(t, r, secrets))
	}
	r := shown.Ask(t, support.RevertChange, vars{"change": change})
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "CONFLICT", r.Errors[0].Code(), r.Errors[0].Message)
	assert.Equal(t, "136****3333", support.Get(t, r.Errors[0].Extensions["current"], "telephone"))
	assert.Empty(t, markersIn(t, r, secrets))
	got := shown.Data(t, support.RevertChange, vars{"change": change, "even": true})
	assert.Contains(t, support.Get(t, got, "revertChange.values"), map[string]any{"field": "telephone", "before": "13600003333", "after": "13900001111"})
}
