package app_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

func TestWriting(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), app.Options{})
	for _, test := range []struct {
		name string
		run  func(*testing.T, *api)
	}{
		{"create", createWithLinks},
		{"update", updateWithLinks},
		{"person", writePerson},
		{"to-one", toOnes},
		{"upsert", upserts},
		{"delete", deletions},
		{"nothing changes", unchanged},
		{"history", writesAreRecorded},
		{"bad input", refusedWrites},
		{"all problems at once", allProblems},
		{"all or nothing", allOrNothing},
		{"conflict", conflicts},
		{"one version a request", oneVersion},
		{"limits", writeLimits},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, a) })
	}
}

const (
	createCompany = `mutation ($input: CompanyCreate!) { createCompany(input: $input) { ` + companyAnswer + ` } }`
	updateCompany = `mutation ($id: ID!, $version: Int, $patch: CompanyPatch!) { updateCompany(id: $id, expectedVersion: $version, patch: $patch) { ` + companyAnswer + ` } }`
	upsertCompany = `mutation ($key: CompanyKey!, $input: CompanyCreate!) { upsertCompany(key: $key, input: $input) { ` + companyAnswer + ` } }`
	deleteCompany = `mutation ($id: ID!, $version: Int, $even: Boolean) { deleteCompany(id: $id, expectedVersion: $version, evenIfLinked: $even) }`
	companyAnswer = `id name version illustrative registeredCapital foundedOn formerNames district { id } sources { nodes { id } }
		segments(edgeOrderBy: [{since: ASC}]) { totalCount edges { id role since until node { id } sources { nodes { id } } } } employees { edges { title node { id } } }`
)

// record makes a company and returns its id.
func (a *api) record(t *testing.T, input vars) string {
	t.Helper()
	return get(t, a.data(t, createCompany, vars{"input": input}), "createCompany.id").(string)
}

// company reads what mutations answer with.
func (a *api) company(t *testing.T, id string) any {
	t.Helper()
	return get(t, a.data(t, `query ($id: ID!) { company(by: {id: $id}) { `+companyAnswer+` } }`, vars{"id": id}), "company")
}

func createWithLinks(t *testing.T, a *api) {
	before := a.db.Runs()
	got := a.data(t, createCompany, vars{"input": vars{
		"name": "先锋光电有限公司", "registeredCapital": 5_000_000, "foundedOn": "2024-05", "formerNames": "先锋", "district": nodeID("dis", 0),
		"sources": nodeID("src", 2),
		"segments": []any{
			vars{"node": nodeID("seg", 0), "role": "整机", "since": "2024", "sources": []any{nodeID("src", 1)}},
			vars{"node": nodeID("seg", 0), "role": "部件", "since": "2025"},
		},
		"employees": vars{"node": nodeID("per", 3), "title": "总经理"},
	}})
	assert.LessOrEqual(t, a.db.Runs()-before, int64(20), "statements")
	made := get(t, got, "createCompany")
	assert.Equal(t, 1, number(t, made, "version"))
	assert.Equal(t, false, get(t, made, "illustrative"))
	assert.Equal(t, "2024-05", get(t, made, "foundedOn"))
	assert.Equal(t, []any{"先锋"}, get(t, made, "formerNames"))
	assert.Equal(t, nodeID("dis", 0), get(t, made, "district.id"))
	assert.Equal(t, []string{nodeID("src", 2)}, texts(t, made, "sources.nodes", "id"))
	assert.Equal(t, []string{"整机", "部件"}, texts(t, made, "segments.edges", "role"))
	assert.Equal(t, nodeID("src", 1), get(t, made, "segments.edges.0.sources.nodes.0.id"))
	assert.Equal(t, []string{"总经理"}, texts(t, made, "employees.edges", "title"))
	assert.Equal(t, made, a.company(t, get(t, made, "id").(string)), "the answer shows what is stored")
}

func updateWithLinks(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "更新有限公司", "registeredCapital": 1, "foundedOn": "2020", "segments": []any{
		vars{"node": nodeID("seg", 1), "role": "甲", "since": "2020"},
		vars{"node": nodeID("seg", 2), "role": "乙", "since": "2021"},
		vars{"node": nodeID("seg", 3), "role": "丙", "since": "2022"},
	}})
	made := a.company(t, id)
	edge := func(i string) any { return get(t, made, "segments.edges."+i+".id") }
	got := get(t, a.data(t, updateCompany, vars{"id": id, "version": 1, "patch": vars{
		"registeredCapital": 2, "foundedOn": nil, "sources": []any{nodeID("src", 0)}, "segments": vars{
			"unlink": []any{edge("0")},
			"change": []any{vars{"id": edge("1"), "role": "乙二", "until": "2024", "sources": []any{nodeID("src", 1)}}},
			"link":   []any{vars{"node": nodeID("seg", 4), "role": "丁", "since": "2023"}, vars{"node": nodeID("seg", 3), "role": "丙二", "since": "2022"}},
		},
	}}), "updateCompany")
	assert.Equal(t, 2, number(t, got, "version"))
	assert.Equal(t, "更新有限公司", get(t, got, "name"), "what is left out stays")
	assert.Equal(t, 2, number(t, got, "registeredCapital"))
	assert.Nil(t, get(t, got, "foundedOn"))
	assert.Equal(t, []string{"乙二", "丙二", "丁"}, texts(t, got, "segments.edges", "role"))
	assert.Equal(t, edge("1"), get(t, got, "segments.edges.0.id"), "a changed relationship keeps its id")
	assert.Equal(t, "2024", get(t, got, "segments.edges.0.until"))
	assert.Equal(t, nodeID("src", 1), get(t, got, "segments.edges.0.sources.nodes.0.id"))
	assert.Equal(t, edge("2"), get(t, got, "segments.edges.1.id"), "the same ends and since are the same relationship")
	assert.Equal(t, got, a.company(t, id))

	links := get(t, a.data(t, updateCompany, vars{"id": id, "patch": vars{"segments": vars{"unlink": []any{edge("1")}}}}), "updateCompany")
	assert.Equal(t, 3, number(t, links, "version"), "relationships are part of what the version counts")
	without := get(t, a.data(t, updateCompany, vars{"id": id, "patch": vars{"sources": nil}}), "updateCompany")
	assert.Empty(t, get(t, without, "sources.nodes"))
}

func writePerson(t *testing.T, a *api) {
	a.same(t, `{"createPerson": {"name": "林一", "highestDegree": "DOCTORATE", "projects": {"edges": [{"role": "LEAD", "node": {"id": "`+nodeID("prj", 1)+`"}}]}}}`,
		`mutation { createPerson(input: {name: "林一", orcid: "0000-0002-1694-233X", highestDegree: DOCTORATE, projects: {node: "`+nodeID("prj", 1)+`", role: LEAD, since: "2024"}}) {
			name highestDegree projects { edges { role node { id } } } } }`, nil)
	got := a.data(t, `mutation { upsertPerson(key: {orcid: "https://orcid.org/0000-0002-1694-233X"}, input: {name: "林一一"}) { id name orcid version projects { totalCount } } }`, nil)
	assert.Equal(t, "林一一", get(t, got, "upsertPerson.name"))
	assert.Equal(t, "0000-0002-1694-233X", get(t, got, "upsertPerson.orcid"))
	assert.Equal(t, 2, number(t, got, "upsertPerson.version"))
	assert.Equal(t, 1, number(t, got, "upsertPerson.projects.totalCount"))
	id := get(t, got, "upsertPerson.id")
	a.same(t, `{"updatePerson": {"highestDegree": "MASTER", "title": "教授"}}`,
		`mutation ($id: ID!) { updatePerson(id: $id, patch: {highestDegree: MASTER, title: "教授"}) { highestDegree title } }`, vars{"id": id})
	assert.Equal(t, id, get(t, a.data(t, `mutation ($id: ID!) { deletePerson(id: $id, evenIfLinked: true) }`, vars{"id": id}), "deletePerson"))
	assert.Nil(t, get(t, a.data(t, `query ($id: ID!) { node(id: $id) { id } }`, vars{"id": id}), "node"))
}

// toOnes: the owner's own to-one relationship is replaced; what the far end can have only
// one of is not taken from another.
func toOnes(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "迁址有限公司", "district": nodeID("dis", 0)})
	for _, step := range []struct {
		name           string
		district, want any
	}{
		{"replaced", nodeID("dis", 1), nodeID("dis", 1)},
		{"unlinked", nil, nil},
		{"unlinked again", nil, nil},
		{"linked", nodeID("dis", 2), nodeID("dis", 2)},
	} {
		got := get(t, a.data(t, updateCompany, vars{"id": id, "patch": vars{"district": step.district}}), "updateCompany.district")
		if step.want == nil {
			assert.Nil(t, got, step.name)
			continue
		}
		assert.Equal(t, step.want, get(t, got, "id"), step.name)
	}
	assert.Len(t, a.run(t, "MATCH ({id: $id})-[r:LOCATED_IN]->() RETURN r", vars{"id": id}), 1)

	const link = `mutation ($chain: ID!, $segment: ID!) { updateIndustryChain(id: $chain, patch: {segments: {link: [{node: $segment}]}}) { id } }`
	a.data(t, link, vars{"chain": nodeID("chn", 0), "segment": nodeID("seg", 0)})
	r := a.ask(t, link, vars{"chain": nodeID("chn", 1), "segment": nodeID("seg", 0)})
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "CONFLICT", r.Errors[0].code())
	assert.Equal(t, []any{"patch", "segments", "link", 0.0, "node"}, r.Errors[0].Extensions["argument"])
	a.same(t, `{"chainSegment": {"chain": {"id": "`+nodeID("chn", 0)+`"}}}`, `{ chainSegment(by: {code: "seg-0"}) { chain { id } } }`, nil)
}

func upserts(t *testing.T, a *api) {
	made := get(t, a.data(t, upsertCompany, vars{"key": vars{"stockCode": "688001.SH"}, "input": vars{"name": "创", "registeredCapital": 3}}), "upsertCompany")
	assert.Equal(t, 1, number(t, made, "version"))
	again := get(t, a.data(t, upsertCompany, vars{"key": vars{"stockCode": "688001"}, "input": vars{"name": "创", "stockCode": "688001", "district": nodeID("dis", 0)}}), "upsertCompany")
	assert.Equal(t, get(t, made, "id"), get(t, again, "id"))
	assert.Equal(t, 2, number(t, again, "version"))
	assert.Equal(t, 3, number(t, again, "registeredCapital"))
	same := get(t, a.data(t, upsertCompany, vars{"key": vars{"id": get(t, made, "id")}, "input": vars{"name": "创", "district": nodeID("dis", 0)}}), "upsertCompany")
	assert.Equal(t, again, same)
	byID := nodeID("com", 900)
	assert.Equal(t, byID, get(t, a.data(t, upsertCompany, vars{"key": vars{"id": byID}, "input": vars{"name": "新"}}), "upsertCompany.id"))
}

func deletions(t *testing.T, a *api) {
	id := a.record(t, vars{
		"name": "注销有限公司", "district": nodeID("dis", 0), "sources": []any{nodeID("src", 0)},
		"segments": []any{vars{"node": nodeID("seg", 1), "since": "2020"}, vars{"node": nodeID("seg", 1), "since": "2021"}},
	})
	r := a.ask(t, deleteCompany, vars{"id": id, "version": 1})
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "CONFLICT", r.Errors[0].code())
	assert.Equal(t, map[string]any{"district": 1.0, "segments": 2.0}, r.Errors[0].Extensions["relationships"])
	assert.Contains(t, r.Errors[0].Message, "evenIfLinked")
	assert.Equal(t, 2, number(t, a.company(t, id), "segments.totalCount"))

	a.data(t, updateCompany, vars{"id": id, "patch": vars{"name": "甲说", "sources": []any{nodeID("src", 1)}}})
	require.NotEmpty(t, a.run(t, "MATCH (s:Statement {of: $id}) RETURN s", vars{"id": id}))
	assert.Equal(t, id, get(t, a.data(t, deleteCompany, vars{"id": id, "even": true}), "deleteCompany"))
	assert.Nil(t, a.company(t, id))
	assert.Empty(t, a.run(t, "MATCH (s:Statement {of: $id}) RETURN s", vars{"id": id}))
	assert.NotEmpty(t, a.run(t, "MATCH (n {id: $id}) RETURN n", vars{"id": nodeID("seg", 1)}), "what it was linked to stays")
	last := a.data(t, `query ($id: ID!) { history(id: $id, first: 50) { nodes { kind by values { field before after } } } }`, vars{"id": id})
	kinds := texts(t, last, "history.nodes", "kind")
	assert.Equal(t, []string{"CREATE", "UPDATE", "DELETE"}, kinds)
	assert.Contains(t, get(t, last, "history.nodes.2.values"), map[string]any{"field": "name", "before": "甲说", "after": nil})

	cited := a.ask(t, `mutation ($id: ID!) { deleteSource(id: $id, evenIfLinked: true) }`, vars{"id": nodeID("src", 0)})
	require.Len(t, cited.Errors, 1)
	assert.Equal(t, "CONFLICT", cited.Errors[0].code())
	unused := get(t, a.data(t, `mutation { createSource(input: {name: "无人引用"}) { id } }`, nil), "createSource.id")
	assert.Equal(t, unused, get(t, a.data(t, `mutation ($id: ID!) { deleteSource(id: $id) }`, vars{"id": unused}), "deleteSource"))
}

func unchanged(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "不变有限公司", "district": nodeID("dis", 0), "segments": []any{vars{"node": nodeID("seg", 1), "since": "2020", "role": "甲"}}})
	made := a.company(t, id)
	changes := func() any { return a.run(t, "MATCH (c:Change) RETURN count(c)", nil)[0][0] }
	before := changes()
	got := get(t, a.data(t, updateCompany, vars{"id": id, "patch": vars{
		"name": "不变有限公司", "district": nodeID("dis", 0), "segments": vars{"link": []any{vars{"node": nodeID("seg", 1), "since": "2020", "role": "甲"}}},
	}}), "updateCompany")
	assert.Equal(t, made, got)
	assert.Equal(t, made, get(t, a.data(t, updateCompany, vars{"id": id, "patch": vars{}}), "updateCompany"))
	assert.Equal(t, before, changes())
}

func writesAreRecorded(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "留痕有限公司", "segments": []any{vars{"node": nodeID("seg", 1), "role": "甲"}}})
	edge := get(t, a.company(t, id), "segments.edges.0.id")
	a.data(t, updateCompany, vars{"id": id, "patch": vars{"name": "留痕二", "segments": vars{"unlink": []any{edge}}}})
	const history = `query ($id: ID!) { history(id: $id) { nodes { kind by values { field before after } } } }`
	a.same(t, `{"history": {"nodes": [
		{"kind": "CREATE", "by": "api", "values": [{"field": "illustrative", "before": null, "after": false}, {"field": "name", "before": null, "after": "留痕有限公司"}]},
		{"kind": "UPDATE", "by": "api", "values": [{"field": "name", "before": "留痕有限公司", "after": "留痕二"}]}]}}`, history, vars{"id": id})
	a.same(t, `{"history": {"nodes": [
		{"kind": "CREATE", "by": "api", "values": [{"field": "role", "before": null, "after": "甲"}]},
		{"kind": "DELETE", "by": "api", "values": [{"field": "role", "before": "甲", "after": null}]}]}}`, history, vars{"id": edge})
}
