package writing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

func TestWriting(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	for _, test := range []struct {
		name string
		run  func(*testing.T, *support.API)
	}{
		{"create", createWithLinks},
		{"update", updateWithLinks},
		{"person", writePerson},
		{"orders of texts", ordersOfTexts},
		{"orders of enumerations", ordersOfEnumerations},
		{"sums", sums},
		{"to-one", toOnes},
		{"upsert", upserts},
		{"delete", deletions},
		{"nothing changes", unchanged},
		{"both ends", seenFromBothEnds},
		{"history", writesAreRecorded},
		{"bad input", refusedWrites},
		{"all problems at once", allProblems},
		{"all or nothing", allOrNothing},
		{"conflict", conflicts},
		{"one version a request", oneVersion},
		{"limits", writeLimits},
		{"writings of one text", writings},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, a) })
	}
}

func createWithLinks(t *testing.T, a *support.API) {
	before := a.DB.Runs()
	got := a.Data(t, support.CreateCompany, vars{"input": vars{
		"name": "先锋光电有限公司", "registeredCapital": 5_000_000, "foundedOn": "2024-05", "formerNames": "先锋", "district": support.NodeID("dis", 0),
		"sources": support.NodeID("src", 2),
		"segments": []any{
			vars{"node": support.NodeID("seg", 0), "role": "整机", "since": "2024", "sources": []any{support.NodeID("src", 1)}},
			vars{"node": support.NodeID("seg", 0), "role": "部件", "since": "2025"},
		},
		"employees": vars{"node": support.NodeID("per", 3), "title": "总经理"},
	}})
	assert.LessOrEqual(t, a.DB.Runs()-before, int64(20), "statements")
	made := support.Get(t, got, "createCompany")
	assert.Equal(t, 1, support.Number(t, made, "version"))
	assert.Equal(t, false, support.Get(t, made, "illustrative"))
	assert.Equal(t, "2024-05", support.Get(t, made, "foundedOn"))
	assert.Equal(t, []any{"先锋"}, support.Get(t, made, "formerNames"))
	assert.Equal(t, support.NodeID("dis", 0), support.Get(t, made, "district.id"))
	assert.Equal(t, []string{support.NodeID("src", 2)}, support.Texts(t, made, "sources.nodes", "id"))
	assert.Equal(t, []string{"整机", "部件"}, support.Texts(t, made, "segments.edges", "role"))
	assert.Equal(t, support.NodeID("src", 1), support.Get(t, made, "segments.edges.0.sources.nodes.0.id"))
	assert.Equal(t, []string{"总经理"}, support.Texts(t, made, "employees.edges", "title"))
	assert.Equal(t, made, a.Company(t, support.Get(t, made, "id").(string)), "the answer shows what is stored")
}

func updateWithLinks(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "更新有限公司", "registeredCapital": 1, "foundedOn": "2020", "segments": []any{
		vars{"node": support.NodeID("seg", 1), "role": "甲", "since": "2020"},
		vars{"node": support.NodeID("seg", 2), "role": "乙", "since": "2021"},
		vars{"node": support.NodeID("seg", 3), "role": "丙", "since": "2022"},
	}})
	made := a.Company(t, id)
	edge := func(i string) any { return support.Get(t, made, "segments.edges."+i+".relationship") }
	got := support.Get(t, a.Data(t, support.UpdateCompany, vars{"id": id, "version": 1, "patch": vars{
		"registeredCapital": 2, "foundedOn": nil, "sources": []any{support.NodeID("src", 0)}, "segments": vars{
			"unlink": []any{edge("0")},
			"change": []any{vars{"id": edge("1"), "role": "乙二", "until": "2024", "sources": []any{support.NodeID("src", 1)}}},
			"link":   []any{vars{"node": support.NodeID("seg", 4), "role": "丁", "since": "2023"}, vars{"node": support.NodeID("seg", 3), "role": "丙二", "since": "2022"}},
		},
	}}), "updateCompany")
	assert.Equal(t, 2, support.Number(t, got, "version"))
	assert.Equal(t, "更新有限公司", support.Get(t, got, "name"), "what is left out stays")
	assert.Equal(t, 2, support.Number(t, got, "registeredCapital"))
	assert.Nil(t, support.Get(t, got, "foundedOn"))
	assert.Equal(t, []string{"乙二", "丙二", "丁"}, support.Texts(t, got, "segments.edges", "role"))
	assert.Equal(t, edge("1"), support.Get(t, got, "segments.edges.0.relationship"), "a changed relationship keeps its id")
	assert.Equal(t, "2024", support.Get(t, got, "segments.edges.0.until"))
	assert.Equal(t, support.NodeID("src", 1), support.Get(t, got, "segments.edges.0.sources.nodes.0.id"))
	assert.Equal(t, edge("2"), support.Get(t, got, "segments.edges.1.relationship"), "the same ends and since are the same relationship")
	assert.Equal(t, got, a.Company(t, id))

	links := support.Get(t, a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{"segments": vars{"unlink": []any{edge("1")}}}}), "updateCompany")
	assert.Equal(t, 3, support.Number(t, links, "version"), "relationships are part of what the version counts")
	without := support.Get(t, a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{"sources": nil}}), "updateCompany")
	assert.Empty(t, support.Get(t, without, "sources.nodes"))
}

func writePerson(t *testing.T, a *support.API) {
	a.Same(t, `{"createPerson": {"name": "林一", "highestDegree": "DOCTORATE", "projects": {"edges": [{"role": "LEAD", "node": {"id": "`+support.NodeID("prj", 1)+`"}}]}}}`,
		`mutation { createPerson(input: {name: "林一", orcid: "0000-0002-1694-233X", highestDegree: DOCTORATE, projects: {node: "`+support.NodeID("prj", 1)+`", role: LEAD, since: "2024"}}) {
			name highestDegree projects { edges { role node { id } } } } }`, nil)
	got := a.Data(t, `mutation { upsertPerson(key: {orcid: "https://orcid.org/0000-0002-1694-233X"}, input: {name: "林一一"}) { id name orcid version projects { totalCount } } }`, nil)
	assert.Equal(t, "林一一", support.Get(t, got, "upsertPerson.name"))
	assert.Equal(t, "0000-0002-1694-233X", support.Get(t, got, "upsertPerson.orcid"))
	assert.Equal(t, 2, support.Number(t, got, "upsertPerson.version"))
	assert.Equal(t, 1, support.Number(t, got, "upsertPerson.projects.totalCount"))
	id := support.Get(t, got, "upsertPerson.id")
	a.Same(t, `{"updatePerson": {"highestDegree": "MASTER", "title": "教授"}}`,
		`mutation ($id: ID!) { updatePerson(id: $id, patch: {highestDegree: MASTER, title: "教授"}) { highestDegree title } }`, vars{"id": id})
	assert.Equal(t, id, support.Get(t, a.Data(t, `mutation ($id: ID!) { deletePerson(id: $id, evenIfLinked: true) }`, vars{"id": id}), "deletePerson"))
	assert.Nil(t, support.Get(t, a.Data(t, `query ($id: ID!) { node(id: $id) { id } }`, vars{"id": id}), "node"))
}

// toOnes: a to-one relationship of the owner is replaced; what the far end can have only
// one of is not taken from another.
func toOnes(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "迁址有限公司", "district": support.NodeID("dis", 0)})
	for _, step := range []struct {
		name           string
		district, want any
	}{
		{"replaced", support.NodeID("dis", 1), support.NodeID("dis", 1)},
		{"unlinked", nil, nil},
		{"unlinked again", nil, nil},
		{"linked", support.NodeID("dis", 2), support.NodeID("dis", 2)},
	} {
		got := support.Get(t, a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{"district": step.district}}), "updateCompany.district")
		if step.want == nil {
			assert.Nil(t, got, step.name)
			continue
		}
		assert.Equal(t, step.want, support.Get(t, got, "id"), step.name)
	}
	assert.Len(t, a.Run(t, "MATCH ({id: $id})-[r:LOCATED_IN]->() RETURN r", vars{"id": id}), 1)

	const link = `mutation ($chain: ID!, $segment: ID!) { updateIndustryChain(id: $chain, patch: {segments: {link: [{node: $segment}]}}) { id } }`
	a.Data(t, link, vars{"chain": support.NodeID("chn", 0), "segment": support.NodeID("seg", 0)})
	r := a.Ask(t, link, vars{"chain": support.NodeID("chn", 1), "segment": support.NodeID("seg", 0)})
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "CONFLICT", r.Errors[0].Code())
	assert.Equal(t, []any{"patch", "segments", "link", 0.0, "node"}, r.Errors[0].Extensions["argument"])
	a.Same(t, `{"chainSegment": {"chain": {"id": "`+support.NodeID("chn", 0)+`"}}}`, `{ chainSegment(by: {code: "seg-0"}) { chain { id } } }`, nil)
}

func upserts(t *testing.T, a *support.API) {
	made := support.Get(t, a.Data(t, support.UpsertCompany, vars{"key": vars{"stockCode": "688001.SH"}, "input": vars{"name": "创", "registeredCapital": 3}}), "upsertCompany")
	assert.Equal(t, 1, support.Number(t, made, "version"))
	again := support.Get(t, a.Data(t, support.UpsertCompany, vars{"key": vars{"stockCode": "688001"}, "input": vars{"name": "创", "stockCode": "688001", "district": support.NodeID("dis", 0)}}), "upsertCompany")
	assert.Equal(t, support.Get(t, made, "id"), support.Get(t, again, "id"))
	assert.Equal(t, 2, support.Number(t, again, "version"))
	assert.Equal(t, 3, support.Number(t, again, "registeredCapital"))
	same := support.Get(t, a.Data(t, support.UpsertCompany, vars{"key": vars{"id": support.Get(t, made, "id")}, "input": vars{"name": "创", "district": support.NodeID("dis", 0)}}), "upsertCompany")
	assert.Equal(t, again, same)
	byID := support.NodeID("com", 900)
	assert.Equal(t, byID, support.Get(t, a.Data(t, support.UpsertCompany, vars{"key": vars{"id": byID}, "input": vars{"name": "新"}}), "upsertCompany.id"))
}

func deletions(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{
		"name": "注销有限公司", "district": support.NodeID("dis", 0), "sources": []any{support.NodeID("src", 0)},
		"segments": []any{vars{"node": support.NodeID("seg", 1), "since": "2020"}, vars{"node": support.NodeID("seg", 1), "since": "2021"}},
	})
	r := a.Ask(t, support.DeleteCompany, vars{"id": id, "version": 1})
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "CONFLICT", r.Errors[0].Code())
	assert.Equal(t, map[string]any{"district": 1.0, "segments": 2.0}, r.Errors[0].Extensions["relationships"])
	assert.Contains(t, r.Errors[0].Message, "evenIfLinked")
	assert.Equal(t, 2, support.Number(t, a.Company(t, id), "segments.totalCount"))

	a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{"name": "甲说", "sources": []any{support.NodeID("src", 1)}}})
	require.NotEmpty(t, a.Run(t, "MATCH (s:Statement {of: $id}) RETURN s", vars{"id": id}))
	assert.Equal(t, id, support.Get(t, a.Data(t, support.DeleteCompany, vars{"id": id, "even": true}), "deleteCompany"))
	assert.Nil(t, a.Company(t, id))
	assert.Empty(t, a.Run(t, "MATCH (s:Statement {of: $id}) RETURN s", vars{"id": id}))
	assert.NotEmpty(t, a.Run(t, "MATCH (n {id: $id}) RETURN n", vars{"id": support.NodeID("seg", 1)}), "what it was linked to stays")
	last := a.Data(t, `query ($id: ID!) { history(id: $id, first: 50) { nodes { kind by values { field before after } } } }`, vars{"id": id})
	kinds := support.Texts(t, last, "history.nodes", "kind")
	assert.Equal(t, []string{"CREATE", "UPDATE", "DELETE"}, kinds)
	assert.Contains(t, support.Get(t, last, "history.nodes.2.values"), map[string]any{"field": "name", "before": "甲说", "after": nil})

	cited := a.Ask(t, `mutation ($id: ID!) { deleteSource(id: $id, evenIfLinked: true) }`, vars{"id": support.NodeID("src", 0)})
	require.Len(t, cited.Errors, 1)
	assert.Equal(t, "CONFLICT", cited.Errors[0].Code())
	unused := support.Get(t, a.Data(t, `mutation { createSource(input: {name: "无人引用"}) { id } }`, nil), "createSource.id")
	assert.Equal(t, unused, support.Get(t, a.Data(t, `mutation ($id: ID!) { deleteSource(id: $id) }`, vars{"id": unused}), "deleteSource"))
}

func unchanged(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "不变有限公司", "district": support.NodeID("dis", 0), "segments": []any{vars{"node": support.NodeID("seg", 1), "since": "2020", "role": "甲"}}})
	made := a.Company(t, id)
	changes := func() any { return a.Run(t, "MATCH (c:Change) RETURN count(c)", nil)[0][0] }
	before := changes()
	got := support.Get(t, a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{
		"name": "不变有限公司", "district": support.NodeID("dis", 0), "segments": vars{"link": []any{vars{"node": support.NodeID("seg", 1), "since": "2020", "role": "甲"}}},
	}}), "updateCompany")
	assert.Equal(t, made, got)
	assert.Equal(t, made, support.Get(t, a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{}}), "updateCompany"))
	assert.Equal(t, before, changes())
}

func writesAreRecorded(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "留痕有限公司", "segments": []any{vars{"node": support.NodeID("seg", 1), "role": "甲"}}})
	edge := support.Get(t, a.Company(t, id), "segments.edges.0.relationship")
	a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{"name": "留痕二", "segments": vars{"unlink": []any{edge}}}})
	const history = `query ($id: ID!) { history(id: $id) { nodes { kind by values { field before after } } } }`
	a.Same(t, `{"history": {"nodes": [
		{"kind": "CREATE", "by": "api", "values": [{"field": "illustrative", "before": null, "after": false}, {"field": "name", "before": null, "after": "留痕有限公司"}]},
		{"kind": "UPDATE", "by": "api", "values": [{"field": "name", "before": "留痕有限公司", "after": "留痕二"}]}]}}`, history, vars{"id": id})
	a.Same(t, `{"history": {"nodes": [
		{"kind": "CREATE", "by": "api", "values": [{"field": "role", "before": null, "after": "甲"}]},
		{"kind": "DELETE", "by": "api", "values": [{"field": "role", "before": "甲", "after": null}]}]}}`, history, vars{"id": edge})
}
