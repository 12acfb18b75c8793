package people_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
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

// A person of whom no answer may show anything: what tells them, and where they are met.
const (
	hiddenID, hiddenEdge  = "per_01ke5q86000000000000000007", "rel_01ke5q86000000000000000007"
	hiddenName, hiddenKey = "欧阳不显", "0000-0002-1694-233X"
	hiddenFormer          = "per_01ke5q86000000000000000009"
	metProject            = "prj_01ke5q86000000000000000001"
)

var hiddenMarkers = []string{hiddenID, hiddenEdge, hiddenName, hiddenKey, "Ouyang Buxian"}

// met serves a person who is met in every way there is, beside another who is not withheld.
func met(t *testing.T) (a, staff *support.API) {
	t.Helper()
	db := neotest.Open(t)
	other := `"per_01ke5q86000000000000000008"`
	a = support.Serve(t, db, support.RowsOf(map[string]string{
		"nodes/Source.jsonl": `{"id": "src_01ke5q86000000000000000001", "name": "Register", "citationKey": "register"}` + "\n" + `{"name": "List", "citationKey": "list"}`,
		"nodes/Person.jsonl": `{"id": "` + hiddenID + `", "name": "` + hiddenName + `", "englishName": "Ouyang Buxian", "orcid": "` + hiddenKey + `", "highestDegree": "DOCTORATE", "confidence": 0.9, "sources": ["src_01ke5q86000000000000000001"]}` + "\n" +
			`{"id": ` + other + `, "name": "可见", "highestDegree": "MASTER"}`,
		"nodes/Project.jsonl":     `{"id": "` + metProject + `", "name": "项目", "registrationCode": "P-1"}`,
		"nodes/Company.jsonl":     `{"name": "公司", "stockCode": "600000"}`,
		"nodes/TalentAward.jsonl": `{"name": "入选 1", "reference": "A-1"}`,
		"nodes/Interaction.jsonl": `{"id": "itr_01ke5q86000000000000000001", "name": "会谈", "happenedOn": "2024-01-01"}`,
		"relationships/WORKS_ON.jsonl": `{"id": "` + hiddenEdge + `", "from": "` + hiddenID + `", "to": {"Project": {"registrationCode": "P-1"}}, "role": "LEAD"}` + "\n" +
			`{"from": ` + other + `, "to": {"Project": {"registrationCode": "P-1"}}, "role": "MEMBER"}`,
		"relationships/WORKS_AT.jsonl":   `{"from": "` + hiddenID + `", "to": {"Company": {"stockCode": "600000"}}}`,
		"relationships/AWARDED_TO.jsonl": `{"from": {"TalentAward": {"reference": "A-1"}}, "to": "` + hiddenID + `"}`,
		"relationships/HELD_WITH.jsonl":  `{"from": "itr_01ke5q86000000000000000001", "to": "` + hiddenID + `"}`,
	}), app.Options{})
	for file, row := range map[string]string{
		"nodes/Person.jsonl":           `{"id": "` + hiddenID + `", "highestDegree": "MASTER", "confidence": 0.1, "sources": [{"Source": {"citationKey": "list"}}]}`,
		"relationships/WORKS_ON.jsonl": `{"id": "` + hiddenEdge + `", "from": "` + hiddenID + `", "to": {"Project": {"registrationCode": "P-1"}}, "role": "LEAD", "until": "2025"}`,
	} {
		report, err := ingest.Import(t.Context(), db, support.Declared(t), support.RowsOf(map[string]string{file: row}), ingest.Options{})
		require.NoError(t, err)
		require.Empty(t, report.Problems)
	}
	a.Data(t, `mutation { updatePerson(id: "`+hiddenID+`", patch: {title: "教授", awards: {}}) { id } }`, nil)
	a.Data(t, `mutation { upsertPerson(key: {id: "`+hiddenFormer+`"}, input: {name: "Ouyang Buxian"}) { id } }`, nil)
	a.Data(t, `mutation { merge(into: "`+hiddenID+`", from: "`+hiddenFormer+`", evidence: "`+hiddenName+` himself", sources: ["src_01ke5q86000000000000000001"]) { id } }`, nil)
	a.Index(t)
	return a, support.ServeLoaded(t, db, app.Options{Grant: grant.Grant{Policy: privacy.Policy{ShowSensitive: true}}})
}

// publicWays are the ways to come upon a person, with what is answered once the person is
// withheld. An answer of "" is whatever there is, without the person. Those that name the
// person themselves get the name back in no other way than in a message.
var publicWays = []struct{ name, query, withheld string }{
	{"by id", `{ person(by: {id: "` + hiddenID + `"}) { name } }`, `{"person": null}`},
	{"by key", `{ person(by: {orcid: "` + hiddenKey + `"}) { name } }`, `{"person": null}`},
	{"node", `{ node(id: "` + hiddenID + `") { id ... on Person { name } } }`, `{"node": null}`},
	{"nodes", `{ nodes(ids: ["` + hiddenID + `"]) { id ... on Person { name } } }`, `{"nodes": [null]}`},
	{"former id", `{ node(id: "` + hiddenFormer + `") { id ... on Person { name } } }`, `{"node": null}`},
	{"former id in a filter", `{ people(where: {id: {eq: "` + hiddenFormer + `"}}) { totalCount nodes { id } } }`, `{"people": {"totalCount": 0, "nodes": []}}`},
	{"merges", `{ merges { nodes { into from evidence node { name } } } }`, `{"merges": {"nodes": []}}`},
	{"merges of the person", `{ merges(of: "` + hiddenID + `") { nodes { into from evidence } } }`, `{"merges": {"nodes": []}}`},
	{"page", `{ people { nodes { id name orcid } edges { node { name } } } }`, ``},
	{"page by name", `{ people(orderBy: [{name: DESC}]) { nodes { name } } }`, `{"people": {"nodes": [{"name": "可见"}]}}`},
	{"count", `{ people { totalCount } }`, `{"people": {"totalCount": 1}}`},
	{"filter by name", `{ people(where: {name: {startsWith: "欧阳"}}) { totalCount nodes { name } } }`, `{"people": {"totalCount": 0, "nodes": []}}`},
	{"filter by id", `{ people(where: {id: {in: ["` + hiddenID + `"]}}) { totalCount nodes { name } } }`, `{"people": {"totalCount": 0, "nodes": []}}`},
	{"aggregate", `{ people { aggregate(groupBy: [HIGHEST_DEGREE]) { key count } } }`, `{"people": {"aggregate": [{"key": ["MASTER"], "count": 1}]}}`},
	{"neighbours", `{ projects { nodes { team { nodes { name } edges { id relationship node { id } } } } } }`, ``},
	{"number of neighbours", `{ projects { nodes { team { totalCount } } } }`, `{"projects": {"nodes": [{"team": {"totalCount": 1}}]}}`},
	{"filter through neighbours", `{ projects(where: {team: {some: {node: {orcid: {eq: "` + hiddenKey + `"}}}}}) { totalCount } }`, `{"projects": {"totalCount": 0}}`},
	{"filter by edges", `{ projects(where: {team: {some: {edge: {role: {eq: LEAD}}}}}) { totalCount } }`, `{"projects": {"totalCount": 0}}`},
	{"filter by degree", `{ projects(where: {team: {count: {gte: 2}}}) { totalCount } }`, `{"projects": {"totalCount": 0}}`},
	{"filter by none", `{ companies(where: {employees: {none: {}}}) { totalCount } }`, `{"companies": {"totalCount": 1}}`},
	{"order by degree", `{ companies(orderBy: [{employeesCount: DESC}]) { nodes { employees { nodes { name } } } } }`, `{"companies": {"nodes": [{"employees": {"nodes": []}}]}}`},
	{"awards", `{ talentAwards { nodes { recipients { nodes { name } } } } }`, `{"talentAwards": {"nodes": [{"recipients": {"nodes": []}}]}}`},
	{"talks", `{ interactions { nodes { people { nodes { id } totalCount } } } }`, `{"interactions": {"nodes": [{"people": {"nodes": [], "totalCount": 0}}]}}`},
	{"search by name", `{ search(text: "欧阳不显") { totalCount types { count } nodes { id } edges { text } } }`, `{"search": {"totalCount": 0, "types": [], "nodes": [], "edges": []}}`},
	{"search by pinyin", `{ search(text: "ouyang") { totalCount nodes { id } } }`, `{"search": {"totalCount": 0, "nodes": []}}`},
	{"search by key", `{ search(text: "` + hiddenKey + `") { totalCount nodes { id } } }`, `{"search": {"totalCount": 0, "nodes": []}}`},
	{"changes", `{ changes(first: 200) { nodes { of from to values { field before after } node { name } } } }`, ``},
	{"difference", `{ difference(from: "2001-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z", first: 200) { nodes { of from to values { field before after } node { name } fromNode { id } toNode { id } } } }`, ``},
	{"neighbours at a date", `{ projects { nodes { team(asOf: "2024") { totalCount nodes { name } } } } }`, `{"projects": {"nodes": [{"team": {"totalCount": 1, "nodes": [{"name": "可见"}]}}]}}`},
	{"answer of another's update", `mutation { updateProject(id: "` + metProject + `", patch: {}) { team { nodes { name } } } }`, ``},
}

// refusedWays are those that are an error once the person is withheld.
var refusedWays = []struct{ name, query, code string }{
	{"history", `{ history(id: "` + hiddenID + `") { nodes { values { after } } } }`, "NOT_FOUND"},
	{"history of who was merged into them", `{ history(id: "` + hiddenFormer + `") { nodes { values { after } } } }`, "NOT_FOUND"},
	{"history of a relationship", `{ history(id: "` + hiddenEdge + `") { nodes { from to } } }`, "NOT_FOUND"},
	{"provenance", `{ provenance(id: "` + hiddenID + `") { of fields { value } } }`, "NOT_FOUND"},
	{"provenance of a relationship", `{ provenance(id: "` + hiddenEdge + `") { of from to } }`, "NOT_FOUND"},
	{"values of a field", `{ valueHistory(id: "` + hiddenID + `", field: "name") { nodes { value } } }`, "NOT_FOUND"},
	{"values of a relationship", `{ valueHistory(id: "` + hiddenEdge + `", field: "until") { nodes { value } } }`, "NOT_FOUND"},
	{"difference of the person", `{ difference(from: "2001-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z", of: "` + hiddenID + `") { nodes { of } } }`, "NOT_FOUND"},
	{"update", `mutation { updatePerson(id: "` + hiddenID + `", patch: {title: "x"}) { name } }`, "NOT_FOUND"},
	{"delete", `mutation { deletePerson(id: "` + hiddenID + `", evenIfLinked: true) }`, "NOT_FOUND"},
	{"upsert by key", `mutation { upsertPerson(key: {orcid: "` + hiddenKey + `"}, input: {name: "x"}) { name } }`, "FORBIDDEN"},
	{"upsert by id", `mutation { upsertPerson(key: {id: "` + hiddenID + `"}, input: {name: "x"}) { name } }`, "FORBIDDEN"},
	{"create with the key", `mutation { createPerson(input: {name: "x", orcid: "` + hiddenKey + `"}) { name } }`, "BAD_USER_INPUT"},
	{"link", `mutation { updateProject(id: "` + metProject + `", patch: {team: {link: [{node: "` + hiddenID + `", role: ADVISER}]}}) { id } }`, "BAD_USER_INPUT"},
	{"unlink", `mutation { updateProject(id: "` + metProject + `", patch: {team: {unlink: ["` + hiddenEdge + `"]}}) { id } }`, "BAD_USER_INPUT"},
	{"record", `{ personalRecord(person: "` + hiddenID + `") { values { value } } }`, "FORBIDDEN"},
	{"withdrawal", `mutation { withdrawOptOut(person: "` + hiddenID + `") }`, "FORBIDDEN"},
}

func TestWithheldPeopleAreNowhere(t *testing.T) {
	a, staff := met(t)
	for _, way := range publicWays[:len(publicWays)-1] {
		got := a.Data(t, way.query, nil)
		if way.withheld == "" {
			assert.NotEmpty(t, markersIn(t, got, hiddenMarkers), "%s: the person is met before", way.name)
			continue
		}
		assert.NotEqual(t, decoded(t, way.withheld), got, "%s: the answer is another before", way.name)
	}
	assert.NotEmpty(t, markersIn(t, followed(t, a), hiddenMarkers))
	assert.GreaterOrEqual(t, len(downloadsWith(t, a, metProject, hiddenMarkers)), 7, "the person is met before")
	reverted := []string{a.LastChange(t, hiddenID), a.LastChange(t, hiddenEdge)}
	got := a.Data(t, `mutation { updatePerson(id: "`+hiddenID+`", patch: {optOut: true}) { name projects { totalCount } } }`, nil)
	assert.Equal(t, hiddenName, support.Get(t, got, "updatePerson.name"), "the answer shows the person for the last time")

	t.Run("nowhere", func(t *testing.T) { nowhere(t, a) })
	t.Run("nowhere once search has followed", func(t *testing.T) {
		a.Index(t)
		nowhere(t, a)
	})
	t.Run("in no subscription", func(t *testing.T) {
		assert.Empty(t, markersIn(t, followed(t, a), hiddenMarkers))
	})
	t.Run("in no revert", func(t *testing.T) {
		for _, change := range reverted {
			r := a.Ask(t, support.RevertChange, vars{"change": change, "even": true})
			require.Len(t, r.Errors, 1)
			assert.Equal(t, "NOT_FOUND", r.Errors[0].Code(), r.Errors[0].Message)
		}
	})
	t.Run("in no import", func(t *testing.T) { notImported(t, a) })
	t.Run("in no export", func(t *testing.T) { notExported(t, a) })
	t.Run("staff put the person back", func(t *testing.T) { putBack(t, a, staff) })
}

func nowhere(t *testing.T, a *support.API) {
	for _, way := range publicWays {
		t.Run(way.name, func(t *testing.T) {
			got := a.Data(t, way.query, nil)
			assert.Empty(t, markersIn(t, got, hiddenMarkers))
			if way.withheld != "" {
				assert.Equal(t, decoded(t, way.withheld), got)
			}
		})
	}
	for _, way := range refusedWays {
		t.Run(way.name, func(t *testing.T) {
			r := a.Ask(t, way.query, nil)
			require.Len(t, r.Errors, 1)
			assert.Equal(t, way.code, r.Errors[0].Code(), r.Errors[0].Message)
			assert.Empty(t, markersIn(t, r, []string{hiddenName, hiddenKey, "Ouyang"}))
		})
	}
}

// notImported: a row that would record the person again, or connect something with them, is
// left out, and learns no more than that.
func notImported(t *testing.T, a *support.API) {
	report, err := ingest.Import(t.Context(), a.DB, support.Declared(t), support.RowsOf(map[string]string{
		"nodes/Person.jsonl": `{"id": "` + hiddenID + `", "name": "又来", "title": "x"}` + "\n" + `{"orcid": "` + hiddenKey + `", "name": "又来"}`,
		"relationships/WORKS_ON.jsonl": `{"from": {"Person": {"orcid": "` + hiddenKey + `"}}, "to": "` + metProject + `", "role": "ADVISER"}` + "\n" +
			`{"id": "` + hiddenEdge + `", "from": "` + hiddenID + `", "to": "` + metProject + `", "role": "LEAD"}`,
	}), ingest.Options{})
	require.NoError(t, err)
	assert.Equal(t, 4, report.Rejected, "%v", report.Problems)
	assert.Zero(t, report.Created()+report.Updated())
	for _, p := range report.Problems {
		says := map[string]string{"nodes/Person.jsonl": "must not be recorded", "relationships/WORKS_ON.jsonl": "there is no "}
		assert.Contains(t, p.Reason, says[p.File])
		assert.Empty(t, markersIn(t, p.Reason, []string{hiddenName, "Ouyang"}))
	}
}

func notExported(t *testing.T, a *support.API) {
	assert.Empty(t, downloadsWith(t, a, metProject, hiddenMarkers))
	response, _, err := a.Export(t, "subgraph.json", url.Values{"ids": {hiddenID}})
	require.NoError(t, err)
	assert.Equal(t, http.StatusNotFound, response.StatusCode)
	for path, text := range a.Exported(t) {
		for _, m := range hiddenMarkers {
			assert.NotContains(t, text, m, path)
		}
	}
}

func putBack(t *testing.T, a, staff *support.API) {
	record := support.Get(t, staff.Data(t, `{ personalRecord(person: "`+hiddenID+`") {
		person type withheld values { field value } sources { name text } statements { field value displayed }
		relationships { id type outward other otherType name values { field value } otherValues { field value } }
		history { kind type of from to by values { field before after } } } }`, nil), "personalRecord")
	assert.Equal(t, true, support.Get(t, record, "withheld"))
	assert.Contains(t, support.Get(t, record, "values"), map[string]any{"field": "orcid", "value": hiddenKey})
	assert.ElementsMatch(t, []string{"WORKS_ON", "WORKS_AT", "AWARDED_TO", "HELD_WITH"}, support.Texts(t, record, "relationships", "type"))
	assert.Contains(t, support.Texts(t, record, "statements", "value"), "MASTER")
	kinds := strings.Join(support.Texts(t, record, "history", "kind"), " ")
	assert.Contains(t, kinds, "CREATE")
	assert.Contains(t, kinds, "UPDATE")

	assert.Equal(t, hiddenID, support.Get(t, staff.Data(t, `mutation { optOut(person: "`+hiddenID+`", reason: "again") }`, nil), "optOut"), "withheld already")
	assert.Equal(t, hiddenID, support.Get(t, staff.Data(t, `mutation { withdrawOptOut(person: "`+hiddenID+`") }`, nil), "withdrawOptOut"))
	a.Index(t)
	for _, way := range publicWays {
		got := a.Data(t, way.query, nil)
		if way.withheld != "" {
			assert.NotEqual(t, decoded(t, way.withheld), got, "%s: the person is met again", way.name)
		}
	}
	last := a.Data(t, `{ history(id: "`+hiddenID+`") { nodes { kind values { field before after } } } person(by: {id: "`+hiddenID+`"}) { optOut version projects { edges { relationship } } } }`, nil)
	assert.Equal(t, false, support.Get(t, last, "person.optOut"))
	assert.Equal(t, hiddenEdge, support.Get(t, last, "person.projects.edges.0.relationship"))
	assert.Contains(t, support.Get(t, last, "history.nodes").([]any), map[string]any{"kind": "UPDATE", "values": []any{map[string]any{"field": "optOut", "before": true, "after": false}}})
	r := staff.Ask(t, `mutation { withdrawOptOut(person: "`+hiddenID+`") }`, nil)
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "NOT_FOUND", r.Errors[0].Code())
	assert.Equal(t, []any{"person"}, r.Errors[0].Extensions["argument"])
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	var v any
	require.NoError(t, json.Unmarshal([]byte(text), &v))
	return v
}

// Every way to opt out withholds, and what is wrong with a request is named.
func TestOptingOut(t *testing.T) {
	a, staff := met(t)
	const other = "per_01ke5q86000000000000000008"
	gone := func(t *testing.T, id any) {
		t.Helper()
		assert.Nil(t, support.Get(t, a.Data(t, `query ($id: ID!) { node(id: $id) { id } }`, vars{"id": id}), "node"))
		assert.Len(t, a.Run(t, "MATCH (n:Aside {id: $id, asideWhy: 'WITHHELD'}) RETURN n", vars{"id": id}), 1)
	}
	t.Run("by creation", func(t *testing.T) {
		got := support.Get(t, a.Data(t, `mutation { createPerson(input: {name: "一来就走", optOut: true, projects: {node: "`+metProject+`"}}) { id name projects { totalCount } } }`, nil), "createPerson")
		assert.Equal(t, 1, support.Number(t, got, "projects.totalCount"))
		gone(t, support.Get(t, got, "id"))
	})
	t.Run("by upsert, linked to later in the request", func(t *testing.T) {
		got := a.Data(t, `mutation {
			upsertPerson(key: {orcid: "0000-0001-5000-0007"}, input: {name: "先存后隐", optOut: true}) { id }
			updateProject(id: "`+metProject+`", patch: {team: {link: {node: "`+other+`", role: ADVISER}}}) { team { totalCount } }
		}`, nil)
		gone(t, support.Get(t, got, "upsertPerson.id"))
	})
	t.Run("taken back within the request", func(t *testing.T) {
		a.Data(t, `mutation {
			a: updatePerson(id: "`+other+`", patch: {optOut: true}) { id }
			b: updatePerson(id: "`+other+`", patch: {optOut: false}) { id }
		}`, nil)
		assert.Equal(t, other, support.Get(t, a.Data(t, `{ node(id: "`+other+`") { id } }`, nil), "node.id"))
	})
	t.Run("by import, with what it brings along", func(t *testing.T) {
		rows := support.RowsOf(map[string]string{
			"nodes/Person.jsonl": `{"id": "per_01ke5q86000000000000000055", "name": "导入", "orcid": "0000-0002-1825-0097", "optOut": true}`,
		})
		report, err := ingest.Import(t.Context(), a.DB, support.Declared(t), rows, ingest.Options{})
		require.NoError(t, err)
		assert.Equal(t, 1, report.NodesCreated)
		gone(t, "per_01ke5q86000000000000000055")
		report, err = ingest.Import(t.Context(), a.DB, support.Declared(t), rows, ingest.Options{Restart: true})
		require.NoError(t, err)
		assert.Equal(t, 1, report.Rejected, "it must not be recorded")
	})
	t.Run("by the mutation for it, with a reason", func(t *testing.T) {
		assert.Equal(t, other, support.Get(t, a.Data(t, `mutation { optOut(person: "`+other+`", reason: " by letter ") }`, nil), "optOut"))
		gone(t, other)
		staff.Data(t, `mutation { withdrawOptOut(person: "`+other+`") }`, nil)
		history := a.Data(t, `{ history(id: "`+other+`", first: 200) { nodes { reason } } }`, nil)
		assert.Contains(t, support.Get(t, history, "history.nodes"), map[string]any{"reason": "by letter"})
	})
	t.Run("no duplicates", func(t *testing.T) {
		got := a.Data(t, `mutation {
			a: createPerson(input: {name: "双生", highestDegree: DOCTORATE}) { id } b: createPerson(input: {name: "双生", highestDegree: DOCTORATE}) { id }
		}`, nil)
		candidates := func(id any) any {
			return support.Get(t, a.Data(t, `query ($id: ID) { duplicateCandidates(type: "Person", id: $id, minWeight: -99) { nodes { a { id } b { id } } } }`, vars{"id": id}), "duplicateCandidates.nodes")
		}
		assert.NotEmpty(t, candidates(support.Get(t, got, "a.id")))
		a.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": support.Get(t, got, "b.id")})
		assert.Empty(t, candidates(support.Get(t, got, "a.id")))
		assert.Empty(t, markersIn(t, candidates(nil), []string{support.Get(t, got, "b.id").(string)}))
	})
	t.Run("refused", func(t *testing.T) { optOutsRefused(t, a, staff) })
}

func optOutsRefused(t *testing.T, a, staff *support.API) {
	tests := []struct {
		name           string
		api            *support.API
		query          string
		code, argument string
	}{
		{"no id", a, `mutation { optOut(person: "x") }`, "BAD_USER_INPUT", "person"},
		{"id of a company", a, `mutation { optOut(person: "com_01ke5q86000000000000000001") }`, "BAD_USER_INPUT", "person"},
		{"nobody", a, `mutation { optOut(person: "per_01ke5q86000000000000000099") }`, "NOT_FOUND", "person"},
		{"long reason", a, `mutation { optOut(person: "` + hiddenID + `", reason: "` + strings.Repeat("长", 501) + `") }`, "BAD_USER_INPUT", "reason"},
		{"withdrawal without the right", a, `mutation { withdrawOptOut(person: "` + hiddenID + `") }`, "FORBIDDEN", "person"},
		{"withdrawal of who is public", staff, `mutation { withdrawOptOut(person: "` + hiddenID + `") }`, "NOT_FOUND", "person"},
		{"withdrawal of a company", staff, `mutation { withdrawOptOut(person: "com_01ke5q86000000000000000001") }`, "BAD_USER_INPUT", "person"},
		{"record without the right", a, `{ personalRecord(person: "` + hiddenID + `") { type } }`, "FORBIDDEN", ""},
		{"record of a company", staff, `{ personalRecord(person: "com_01ke5q86000000000000000001") { type } }`, "BAD_USER_INPUT", "person"},
		{"record of nobody", staff, `{ personalRecord(person: "per_01ke5q86000000000000000099") { type } }`, "NOT_FOUND", "person"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := tt.api.Ask(t, tt.query, nil)
			require.Len(t, r.Errors, 1)
			assert.Equal(t, tt.code, r.Errors[0].Code(), r.Errors[0].Message)
			if tt.argument != "" {
				assert.Equal(t, []any{tt.argument}, r.Errors[0].Extensions["argument"])
			}
		})
	}
}
