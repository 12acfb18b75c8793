package history_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

func TestReverting(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	for _, test := range []struct {
		name string
		run  func(*testing.T, *support.API)
	}{
		{"update", revertsUpdate},
		{"changed again since", revertsChangedAgain},
		{"deletion", revertsDeletion},
		{"creation", revertsCreation},
		{"relationship", revertsRelationship},
		{"to-one", revertsToOne},
		{"one of a batch", revertsOneOfABatch},
		{"refused", refusedReverts},
		{"all or nothing", revertsAllOrNothing},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, a) })
	}
}

func mustRevert(t testing.TB, a *support.API, change any) any {
	t.Helper()
	return support.Get(t, a.Data(t, support.RevertChange, vars{"change": change}), "revertChange")
}

// A revert stands in the history, names what it undoes, and can be undone.
func revertsUpdate(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "原名", "registeredCapital": 1, "formerNames": []any{"甲", "乙"}, "sources": support.NodeID("src", 1)})
	before := a.Company(t, id)
	a.PatchCompany(t, id, vars{"name": "新名", "registeredCapital": nil, "formerNames": []any{"丙"}, "foundedOn": "2024-05", "sources": support.NodeID("src", 2)})
	change := a.LastChange(t, id)
	made := mustRevert(t, a, change)
	assert.Equal(t, []any{"UPDATE", "Company", id, "api", change, "原名"},
		[]any{support.Get(t, made, "kind"), support.Get(t, made, "type"), support.Get(t, made, "of"), support.Get(t, made, "by"), support.Get(t, made, "reverts"), support.Get(t, made, "node.name")})
	assert.Len(t, support.Get(t, made, "values"), 5)
	after := a.Company(t, id)
	assert.Equal(t, 3.0, support.Get(t, after, "version"))
	after.(map[string]any)["version"] = 1.0
	assert.Equal(t, before, after)
	history := a.ChangesOf(t, id)
	require.Len(t, history, 3)
	assert.Equal(t, made, history[2])
	assert.Nil(t, support.Get(t, history[1], "reverts"))
	assert.Equal(t, change, support.Get(t, a.Data(t, `query ($id: ID!) { changes(first: 200) { nodes { id } } valueHistory(id: $id, field: "name") { nodes { change } } }`, vars{"id": id}), "valueHistory.nodes.1.change"))

	again := mustRevert(t, a, support.Get(t, made, "id"))
	assert.Equal(t, support.Get(t, made, "id"), support.Get(t, again, "reverts"))
	assert.Equal(t, "新名", support.Get(t, a.Company(t, id), "name"))
	assert.Nil(t, support.Get(t, a.Company(t, id), "registeredCapital"))
}

// Only the fields of the change go back; one that was changed again is a conflict with its
// current value, unless the request insists.
func revertsChangedAgain(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "始", "registeredCapital": 1})
	a.PatchCompany(t, id, vars{"name": "中", "registeredCapital": 2})
	change := a.LastChange(t, id)
	a.PatchCompany(t, id, vars{"registeredCapital": 3, "foundedOn": "2020"})
	refused := a.Refused(t, support.RevertChange, vars{"change": change}, "CONFLICT", "change", "registeredCapital")
	assert.Equal(t, map[string]any{"registeredCapital": 3.0}, refused.Extensions["current"])
	assert.Equal(t, "中", support.Get(t, a.Company(t, id), "name"), "nothing is half done")
	a.Data(t, support.RevertChange, vars{"change": change, "even": true})
	now := a.Company(t, id)
	assert.Equal(t, []any{"始", 1.0, "2020"}, []any{support.Get(t, now, "name"), support.Get(t, now, "registeredCapital"), support.Get(t, now, "foundedOn")})
	a.Refused(t, support.RevertChange, vars{"change": change}, "CONFLICT", "change", "again what they were")
}

// What was deleted is there again with its id, values and sources, and a higher version; its
// relationships are separate changes.
func revertsDeletion(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{
		"name": "还魂", "stockCode": "688999", "registeredCapital": 9, "formerNames": "旧", "sources": support.NodeID("src", 1),
		"segments": vars{"node": support.NodeID("seg", 4), "role": "主", "since": "2020-02", "sources": support.NodeID("src", 2)},
	})
	before := a.Company(t, id)
	edge := support.Get(t, before, "segments.edges.0.relationship")
	a.Data(t, support.DeleteCompany, vars{"id": id, "even": true})
	change, cut := a.LastChange(t, id), a.LastChange(t, edge)
	a.Refused(t, support.RevertChange, vars{"change": cut}, "CONFLICT", "change", "from there is no")

	taker := a.RecordCompany(t, vars{"name": "占", "stockCode": "688999"})
	a.Refused(t, support.RevertChange, vars{"change": change}, "CONFLICT", "change", "stockCode")
	a.Data(t, support.DeleteCompany, vars{"id": taker})

	made := mustRevert(t, a, change)
	assert.Equal(t, []any{"CREATE", change, "还魂"}, []any{support.Get(t, made, "kind"), support.Get(t, made, "reverts"), support.Get(t, made, "node.name")})
	assert.Equal(t, edge, support.Get(t, mustRevert(t, a, cut), "of"))
	after := a.Company(t, id)
	assert.Equal(t, 2.0, support.Get(t, after, "version"))
	after.(map[string]any)["version"] = 1.0
	assert.Equal(t, before, after)
	a.Refused(t, support.RevertChange, vars{"change": change}, "CONFLICT", "change", "there again")

	// The revert is undone as any creation is.
	mustRevert(t, a, a.LastChange(t, edge))
	mustRevert(t, a, support.Get(t, made, "id"))
	assert.Nil(t, support.Get(t, a.Data(t, `query ($id: ID!) { node(id: $id) { id } }`, vars{"id": id}), "node"))
	assert.Equal(t, []string{"CREATE", "DELETE", "CREATE", "DELETE"}, support.Texts(t, map[string]any{"nodes": a.ChangesOf(t, id)}, "nodes", "kind"))
}

// What was made is removed, unless something depends on it or there is more to it by now.
func revertsCreation(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "多余", "segments": vars{"node": support.NodeID("seg", 4)}})
	change := support.Get(t, a.ChangesOf(t, id)[0], "id")
	refused := a.Refused(t, support.RevertChange, vars{"change": change}, "CONFLICT", "change", "segments 1")
	assert.Equal(t, map[string]any{"segments": 1.0}, refused.Extensions["relationships"])
	edge := support.Get(t, a.Company(t, id), "segments.edges.0.relationship")
	assert.Equal(t, "DELETE", support.Get(t, mustRevert(t, a, a.LastChange(t, edge)), "kind"))
	a.PatchCompany(t, id, vars{"foundedOn": "2021"})
	refused = a.Refused(t, support.RevertChange, vars{"change": change}, "CONFLICT", "change", "foundedOn")
	assert.Equal(t, map[string]any{"foundedOn": "2021"}, refused.Extensions["current"])
	mustRevert(t, a, a.LastChange(t, id))
	made := mustRevert(t, a, change)
	assert.Equal(t, []any{"DELETE", change, nil}, []any{support.Get(t, made, "kind"), support.Get(t, made, "reverts"), support.Get(t, made, "node")})
	a.Refused(t, support.RevertChange, vars{"change": change}, "CONFLICT", "change", "removed by the change "+support.Get(t, made, "id").(string))

	other := a.RecordCompany(t, vars{"name": "多余二", "registeredCapital": 1})
	change = support.Get(t, a.ChangesOf(t, other)[0], "id")
	a.PatchCompany(t, other, vars{"registeredCapital": 2})
	a.Data(t, support.RevertChange, vars{"change": change, "even": true})
	a.Refused(t, support.RevertChange, vars{"change": support.Get(t, a.ChangesOf(t, other)[1], "id")}, "CONFLICT", "change", "revert that one first")

	source := support.Get(t, a.Data(t, `mutation { createSource(input: {name: "某报"}) { id } }`, nil), "createSource.id")
	a.RecordCompany(t, vars{"name": "引用", "sources": source})
	a.Refused(t, support.RevertChange, vars{"change": a.LastChange(t, source)}, "CONFLICT", "change", "cited")
}

func revertsRelationship(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "链", "segments": vars{"node": support.NodeID("seg", 4), "role": "甲", "since": "2020"}})
	edge := support.Get(t, a.Company(t, id), "segments.edges.0.relationship")
	change := func(v vars) {
		v["id"] = edge
		a.PatchCompany(t, id, vars{"segments": vars{"change": v}})
	}
	change(vars{"role": "乙", "until": "2024-01"})
	changed := a.LastChange(t, edge)
	change(vars{"since": "2021"})
	moved := a.LastChange(t, edge)
	made := mustRevert(t, a, changed)
	assert.Equal(t, []any{"UPDATE", "OPERATES_IN", edge, nil}, []any{support.Get(t, made, "kind"), support.Get(t, made, "type"), support.Get(t, made, "of"), support.Get(t, made, "node")})
	now := support.Get(t, a.Company(t, id), "segments.edges.0")
	assert.Equal(t, []any{edge, "甲", "2021", nil}, []any{support.Get(t, now, "relationship"), support.Get(t, now, "role"), support.Get(t, now, "since"), support.Get(t, now, "until")})

	// Another with the key of before is there now.
	a.PatchCompany(t, id, vars{"segments": vars{"link": vars{"node": support.NodeID("seg", 4), "since": "2020"}}})
	a.Refused(t, support.RevertChange, vars{"change": moved}, "CONFLICT", "change", "same relationship exists")
	a.PatchCompany(t, id, vars{"segments": vars{"unlink": []any{edge}}})
	a.Refused(t, support.RevertChange, vars{"change": moved}, "CONFLICT", "change", "gone")
	mustRevert(t, a, a.LastChange(t, edge))
	assert.Equal(t, 2, support.Number(t, a.Company(t, id), "segments.totalCount"))
}

// A to-one field that was set anew is a removal and a creation: both are reverted, the later
// one first, in one request.
func revertsToOne(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "迁", "district": support.NodeID("dis", 0)})
	from := moment(t, a)
	a.PatchCompany(t, id, vars{"district": support.NodeID("dis", 1)})
	kinds := map[any]any{}
	for _, n := range difference(t, a, vars{"from": from, "to": moment(t, a), "of": id}, 10) {
		kinds[support.Get(t, n, "kind")] = a.LastChange(t, support.Get(t, n, "of"))
	}
	a.Refused(t, support.RevertChange, vars{"change": kinds["REMOVED"]}, "CONFLICT", "change", support.NodeID("dis", 1))
	a.Data(t, `mutation ($made: ID!, $removed: ID!) { one: revertChange(change: $made) { id } two: revertChange(change: $removed) { id } }`, vars{"made": kinds["ADDED"], "removed": kinds["REMOVED"]})
	assert.Equal(t, support.NodeID("dis", 0), support.Get(t, a.Company(t, id), "district.id"))
}

// The id of a creation names one element of its batch, or of does.
func revertsOneOfABatch(t *testing.T, a *support.API) {
	_, err := ingest.Import(t.Context(), a.DB, support.Declared(t), support.RowsOf(map[string]string{
		"nodes/Company.jsonl": `{"name": "批一", "stockCode": "688101"}` + "\n" + `{"name": "批二", "stockCode": "688102"}`,
	}), ingest.Options{})
	require.NoError(t, err)
	id := func(code string) any {
		return support.Get(t, a.Data(t, `query ($c: String!) { company(by: {stockCode: $c}) { id } }`, vars{"c": code}), "company.id")
	}
	one, two := id("688101"), id("688102")
	change := a.LastChange(t, one)
	batch, _, _ := strings.Cut(change, ".")
	a.Refused(t, support.RevertChange, vars{"change": batch}, "BAD_USER_INPUT", "of", "several")
	a.Refused(t, support.RevertChange, vars{"change": batch, "of": support.NodeID("com", 1)}, "BAD_USER_INPUT", "of", "not about")
	a.Refused(t, support.RevertChange, vars{"change": change, "of": two}, "BAD_USER_INPUT", "of", "not about")
	assert.Equal(t, two, support.Get(t, a.Data(t, support.RevertChange, vars{"change": batch, "of": two}), "revertChange.of"))
	assert.Equal(t, change, support.Get(t, mustRevert(t, a, change), "reverts"))
}

func refusedReverts(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "拒"})
	a.PatchCompany(t, id, vars{"name": "拒二"})
	change := a.LastChange(t, id)
	a.Refused(t, support.RevertChange, vars{"change": "chg_01fvk6dfhv0000000000000000"}, "NOT_FOUND", "change", "no such change")
	a.Refused(t, support.RevertChange, vars{"change": ""}, "BAD_USER_INPUT", "change", `"" is not an id of a change, such as chg_…`)
	a.Refused(t, support.RevertChange, vars{"change": id}, "BAD_USER_INPUT", "change", "is not an id of a change")
	a.Refused(t, support.RevertChange, vars{"change": change, "of": support.NodeID("com", 1)}, "BAD_USER_INPUT", "of", "not about")
	a.Refused(t, support.RevertChange, vars{"change": nil}, "GRAPHQL_VALIDATION_FAILED", "", "")

	source := support.Get(t, a.Data(t, `mutation { createSource(input: {name: "废"}) { id } }`, nil), "createSource.id")
	a.PatchCompany(t, id, vars{"sources": source})
	a.PatchCompany(t, id, vars{"sources": nil})
	dropped := a.LastChange(t, id)
	a.Data(t, `mutation ($id: ID!) { deleteSource(id: $id) }`, vars{"id": source})
	a.Refused(t, support.RevertChange, vars{"change": dropped}, "CONFLICT", "change", "sources")
}

// A refused revert takes back the other fields of the request, and they it.
func revertsAllOrNothing(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "同"})
	a.PatchCompany(t, id, vars{"name": "异"})
	change := a.LastChange(t, id)
	const both = `mutation ($change: ID!, $id: ID!, $patch: CompanyPatch!) { updateCompany(id: $id, patch: $patch) { id } revertChange(change: $change) { id } }`
	r := a.Ask(t, both, vars{"change": change, "id": id, "patch": vars{"uscc": "1"}})
	require.Len(t, r.Errors, 2)
	assert.Equal(t, "异", support.Get(t, a.Company(t, id), "name"))
	r = a.Ask(t, both, vars{"change": change, "id": id, "patch": vars{"name": "又"}})
	require.Len(t, r.Errors, 2)
	assert.Equal(t, "异", support.Get(t, a.Company(t, id), "name"))
	a.Data(t, both, vars{"change": change, "id": id, "patch": vars{"foundedOn": "2001"}})
	assert.Equal(t, []any{"同", "2001"}, []any{support.Get(t, a.Company(t, id), "name"), support.Get(t, a.Company(t, id), "foundedOn")})
}

// The value that a revert brings back is the one that is shown, also where sources disagree,
// and importing the same again does not bring the reverted one back.
func TestRevertOfADisputedValue(t *testing.T) {
	a := disputed(t)
	id := support.Get(t, a.Data(t, `{ company(by: {stockCode: "600000"}) { id } }`, nil), "company.id")
	rows := support.RowsOf(map[string]string{
		"nodes/Company.jsonl": `{"stockCode": "600000", "registeredCapital": 200, "confidence": 0.95, "sources": [{"Source": {"citationKey": "paper"}}]}`,
	})
	again := func() {
		_, err := ingest.Import(t.Context(), a.DB, support.Declared(t), rows, ingest.Options{})
		require.NoError(t, err)
	}
	capital := func() any {
		p := a.Data(t, `query ($id: ID!) { provenance(id: $id) { fields { field value statements { value displayed } } } }`, vars{"id": id})
		for _, f := range support.Get(t, p, "provenance.fields").([]any) {
			if support.Get(t, f, "field") == "registeredCapital" {
				return f
			}
		}
		return nil
	}
	shows := func(value float64) {
		t.Helper()
		f := capital()
		assert.Equal(t, value, support.Get(t, f, "value"))
		for _, s := range support.Get(t, f, "statements").([]any) {
			assert.Equal(t, support.Get(t, s, "value") == value, support.Get(t, s, "displayed"), "%v", s)
		}
	}
	shows(100)
	again()
	shows(200)
	mustRevert(t, a, a.LastChange(t, id))
	shows(100)
	again()
	shows(100)
}
