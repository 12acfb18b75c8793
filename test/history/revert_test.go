package app_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

func TestReverting(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), app.Options{})
	for _, test := range []struct {
		name string
		run  func(*testing.T, *api)
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

const (
	revertChange = `mutation ($change: ID!, $of: ID, $even: Boolean) { revertChange(change: $change, of: $of, evenIfChanged: $even) { ` + changeAnswer + ` } }`
	changeAnswer = `id kind type of by reverts values { field before after } node { name }`
)

func (a *api) revert(t testing.TB, change any) any {
	t.Helper()
	return get(t, a.data(t, revertChange, vars{"change": change}), "revertChange")
}

// changesOf are the changes of a thing, oldest first.
func (a *api) changesOf(t testing.TB, id any) []any {
	t.Helper()
	return get(t, a.data(t, `query ($id: ID!) { history(id: $id, first: 200) { nodes { `+changeAnswer+` } } }`, vars{"id": id}), "history.nodes").([]any)
}

// lastChange is the id of the newest change of a thing.
func (a *api) lastChange(t testing.TB, id any) string {
	t.Helper()
	all := a.changesOf(t, id)
	return get(t, all[len(all)-1], "id").(string)
}

// A revert is told by the history, names what it undoes, and can be undone.
func revertsUpdate(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "原名", "registeredCapital": 1, "formerNames": []any{"甲", "乙"}, "sources": nodeID("src", 1)})
	before := a.company(t, id)
	a.patch(t, id, vars{"name": "新名", "registeredCapital": nil, "formerNames": []any{"丙"}, "foundedOn": "2024-05", "sources": nodeID("src", 2)})
	change := a.lastChange(t, id)
	made := a.revert(t, change)
	assert.Equal(t, []any{"UPDATE", "Company", id, "api", change, "原名"},
		[]any{get(t, made, "kind"), get(t, made, "type"), get(t, made, "of"), get(t, made, "by"), get(t, made, "reverts"), get(t, made, "node.name")})
	assert.Len(t, get(t, made, "values"), 5)
	after := a.company(t, id)
	assert.Equal(t, 3.0, get(t, after, "version"))
	after.(map[string]any)["version"] = 1.0
	assert.Equal(t, before, after)
	history := a.changesOf(t, id)
	require.Len(t, history, 3)
	assert.Equal(t, made, history[2])
	assert.Nil(t, get(t, history[1], "reverts"))
	assert.Equal(t, change, get(t, a.data(t, `query ($id: ID!) { changes(first: 200) { nodes { id } } valueHistory(id: $id, field: "name") { nodes { change } } }`, vars{"id": id}), "valueHistory.nodes.1.change"))

	again := a.revert(t, get(t, made, "id"))
	assert.Equal(t, get(t, made, "id"), get(t, again, "reverts"))
	assert.Equal(t, "新名", get(t, a.company(t, id), "name"))
	assert.Nil(t, get(t, a.company(t, id), "registeredCapital"))
}

// Only the fields of the change go back; one that was changed again is a conflict with its
// current value, unless told.
func revertsChangedAgain(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "始", "registeredCapital": 1})
	a.patch(t, id, vars{"name": "中", "registeredCapital": 2})
	change := a.lastChange(t, id)
	a.patch(t, id, vars{"registeredCapital": 3, "foundedOn": "2020"})
	refused := a.refused(t, revertChange, vars{"change": change}, "CONFLICT", "change", "registeredCapital")
	assert.Equal(t, map[string]any{"registeredCapital": 3.0}, refused.Extensions["current"])
	assert.Equal(t, "中", get(t, a.company(t, id), "name"), "nothing is half done")
	a.data(t, revertChange, vars{"change": change, "even": true})
	now := a.company(t, id)
	assert.Equal(t, []any{"始", 1.0, "2020"}, []any{get(t, now, "name"), get(t, now, "registeredCapital"), get(t, now, "foundedOn")})
	a.refused(t, revertChange, vars{"change": change}, "CONFLICT", "change", "again what they were")
}

// What was deleted is there again with its id, values and sources, and a higher version; its
// relationships are changes of their own.
func revertsDeletion(t *testing.T, a *api) {
	id := a.record(t, vars{
		"name": "还魂", "stockCode": "688999", "registeredCapital": 9, "formerNames": "旧", "sources": nodeID("src", 1),
		"segments": vars{"node": nodeID("seg", 4), "role": "主", "since": "2020-02", "sources": nodeID("src", 2)},
	})
	before := a.company(t, id)
	edge := get(t, before, "segments.edges.0.id")
	a.data(t, deleteCompany, vars{"id": id, "even": true})
	change, cut := a.lastChange(t, id), a.lastChange(t, edge)
	a.refused(t, revertChange, vars{"change": cut}, "CONFLICT", "change", "from there is no")

	taker := a.record(t, vars{"name": "占", "stockCode": "688999"})
	a.refused(t, revertChange, vars{"change": change}, "CONFLICT", "change", "stockCode")
	a.data(t, deleteCompany, vars{"id": taker})

	made := a.revert(t, change)
	assert.Equal(t, []any{"CREATE", change, "还魂"}, []any{get(t, made, "kind"), get(t, made, "reverts"), get(t, made, "node.name")})
	assert.Equal(t, edge, get(t, a.revert(t, cut), "of"))
	after := a.company(t, id)
	assert.Equal(t, 2.0, get(t, after, "version"))
	after.(map[string]any)["version"] = 1.0
	assert.Equal(t, before, after)
	a.refused(t, revertChange, vars{"change": change}, "CONFLICT", "change", "there again")

	// The revert is undone as any creation is.
	a.revert(t, a.lastChange(t, edge))
	a.revert(t, get(t, made, "id"))
	assert.Nil(t, get(t, a.data(t, `query ($id: ID!) { node(id: $id) { id } }`, vars{"id": id}), "node"))
	assert.Equal(t, []string{"CREATE", "DELETE", "CREATE", "DELETE"}, texts(t, map[string]any{"nodes": a.changesOf(t, id)}, "nodes", "kind"))
}

// What was made is removed, unless something depends on it or there is more to it by now.
func revertsCreation(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "多余", "segments": vars{"node": nodeID("seg", 4)}})
	change := get(t, a.changesOf(t, id)[0], "id")
	refused := a.refused(t, revertChange, vars{"change": change}, "CONFLICT", "change", "segments 1")
	assert.Equal(t, map[string]any{"segments": 1.0}, refused.Extensions["relationships"])
	edge := get(t, a.company(t, id), "segments.edges.0.id")
	assert.Equal(t, "DELETE", get(t, a.revert(t, a.lastChange(t, edge)), "kind"))
	a.patch(t, id, vars{"foundedOn": "2021"})
	refused = a.refused(t, revertChange, vars{"change": change}, "CONFLICT", "change", "foundedOn")
	assert.Equal(t, map[string]any{"foundedOn": "2021"}, refused.Extensions["current"])
	a.revert(t, a.lastChange(t, id))
	made := a.revert(t, change)
	assert.Equal(t, []any{"DELETE", change, nil}, []any{get(t, made, "kind"), get(t, made, "reverts"), get(t, made, "node")})
	a.refused(t, revertChange, vars{"change": change}, "CONFLICT", "change", "removed by the change "+get(t, made, "id").(string))

	other := a.record(t, vars{"name": "多余二", "registeredCapital": 1})
	change = get(t, a.changesOf(t, other)[0], "id")
	a.patch(t, other, vars{"registeredCapital": 2})
	a.data(t, revertChange, vars{"change": change, "even": true})
	a.refused(t, revertChange, vars{"change": get(t, a.changesOf(t, other)[1], "id")}, "CONFLICT", "change", "revert that one first")

	source := get(t, a.data(t, `mutation { createSource(input: {name: "某报"}) { id } }`, nil), "createSource.id")
	a.record(t, vars{"name": "引用", "sources": source})
	a.refused(t, revertChange, vars{"change": a.lastChange(t, source)}, "CONFLICT", "change", "cited")
}

func revertsRelationship(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "链", "segments": vars{"node": nodeID("seg", 4), "role": "甲", "since": "2020"}})
	edge := get(t, a.company(t, id), "segments.edges.0.id")
	change := func(v vars) {
		v["id"] = edge
		a.patch(t, id, vars{"segments": vars{"change": v}})
	}
	change(vars{"role": "乙", "until": "2024-01"})
	changed := a.lastChange(t, edge)
	change(vars{"since": "2021"})
	moved := a.lastChange(t, edge)
	made := a.revert(t, changed)
	assert.Equal(t, []any{"UPDATE", "OPERATES_IN", edge, nil}, []any{get(t, made, "kind"), get(t, made, "type"), get(t, made, "of"), get(t, made, "node")})
	now := get(t, a.company(t, id), "segments.edges.0")
	assert.Equal(t, []any{edge, "甲", "2021", nil}, []any{get(t, now, "id"), get(t, now, "role"), get(t, now, "since"), get(t, now, "until")})

	// Another with the key of before is there now.
	a.patch(t, id, vars{"segments": vars{"link": vars{"node": nodeID("seg", 4), "since": "2020"}}})
	a.refused(t, revertChange, vars{"change": moved}, "CONFLICT", "change", "same relationship exists")
	a.patch(t, id, vars{"segments": vars{"unlink": []any{edge}}})
	a.refused(t, revertChange, vars{"change": moved}, "CONFLICT", "change", "gone")
	a.revert(t, a.lastChange(t, edge))
	assert.Equal(t, 2, number(t, a.company(t, id), "segments.totalCount"))
}

// A to-one field that was set anew is a removal and a creation: both are reverted, the later
// one first, in one request.
func revertsToOne(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "迁", "district": nodeID("dis", 0)})
	from := a.moment(t)
	a.patch(t, id, vars{"district": nodeID("dis", 1)})
	kinds := map[any]any{}
	for _, n := range a.difference(t, vars{"from": from, "to": a.moment(t), "of": id}, 10) {
		kinds[get(t, n, "kind")] = a.lastChange(t, get(t, n, "of"))
	}
	a.refused(t, revertChange, vars{"change": kinds["REMOVED"]}, "CONFLICT", "change", nodeID("dis", 1))
	a.data(t, `mutation ($made: ID!, $removed: ID!) { one: revertChange(change: $made) { id } two: revertChange(change: $removed) { id } }`, vars{"made": kinds["ADDED"], "removed": kinds["REMOVED"]})
	assert.Equal(t, nodeID("dis", 0), get(t, a.company(t, id), "district.id"))
}

// The id of a creation tells which thing of its batch is meant, or of does.
func revertsOneOfABatch(t *testing.T, a *api) {
	_, err := ingest.Import(t.Context(), a.db, declared(t), rowsOf(map[string]string{
		"nodes/Company.jsonl": `{"name": "批一", "stockCode": "688101"}` + "\n" + `{"name": "批二", "stockCode": "688102"}`,
	}), ingest.Options{})
	require.NoError(t, err)
	id := func(code string) any {
		return get(t, a.data(t, `query ($c: String!) { company(by: {stockCode: $c}) { id } }`, vars{"c": code}), "company.id")
	}
	one, two := id("688101"), id("688102")
	change := a.lastChange(t, one)
	batch, _, _ := strings.Cut(change, ".")
	a.refused(t, revertChange, vars{"change": batch}, "BAD_USER_INPUT", "of", "several")
	a.refused(t, revertChange, vars{"change": batch, "of": nodeID("com", 1)}, "BAD_USER_INPUT", "of", "not about")
	a.refused(t, revertChange, vars{"change": change, "of": two}, "BAD_USER_INPUT", "of", "not about")
	assert.Equal(t, two, get(t, a.data(t, revertChange, vars{"change": batch, "of": two}), "revertChange.of"))
	assert.Equal(t, change, get(t, a.revert(t, change), "reverts"))
}

func refusedReverts(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "拒"})
	a.patch(t, id, vars{"name": "拒二"})
	change := a.lastChange(t, id)
	a.refused(t, revertChange, vars{"change": "chg_01fvk6dfhv0000000000000000"}, "NOT_FOUND", "change", "no such change")
	a.refused(t, revertChange, vars{"change": ""}, "NOT_FOUND", "change", "no such change")
	a.refused(t, revertChange, vars{"change": id}, "NOT_FOUND", "change", "no such change")
	a.refused(t, revertChange, vars{"change": change, "of": nodeID("com", 1)}, "BAD_USER_INPUT", "of", "not about")
	a.refused(t, revertChange, vars{"change": nil}, "GRAPHQL_VALIDATION_FAILED", "", "")

	source := get(t, a.data(t, `mutation { createSource(input: {name: "废"}) { id } }`, nil), "createSource.id")
	a.patch(t, id, vars{"sources": source})
	a.patch(t, id, vars{"sources": nil})
	dropped := a.lastChange(t, id)
	a.data(t, `mutation ($id: ID!) { deleteSource(id: $id) }`, vars{"id": source})
	a.refused(t, revertChange, vars{"change": dropped}, "CONFLICT", "change", "sources")
}

// A refused revert takes back the other fields of the request, and they it.
func revertsAllOrNothing(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "同"})
	a.patch(t, id, vars{"name": "异"})
	change := a.lastChange(t, id)
	const both = `mutation ($change: ID!, $id: ID!, $patch: CompanyPatch!) { updateCompany(id: $id, patch: $patch) { id } revertChange(change: $change) { id } }`
	r := a.ask(t, both, vars{"change": change, "id": id, "patch": vars{"uscc": "1"}})
	require.Len(t, r.Errors, 2)
	assert.Equal(t, "异", get(t, a.company(t, id), "name"))
	r = a.ask(t, both, vars{"change": change, "id": id, "patch": vars{"name": "又"}})
	require.Len(t, r.Errors, 2)
	assert.Equal(t, "异", get(t, a.company(t, id), "name"))
	a.data(t, both, vars{"change": change, "id": id, "patch": vars{"foundedOn": "2001"}})
	assert.Equal(t, []any{"同", "2001"}, []any{get(t, a.company(t, id), "name"), get(t, a.company(t, id), "foundedOn")})
}

// The value that a revert brings back is the one that is shown, also where sources disagree,
// and importing the same again does not bring the reverted one back.
func TestRevertOfADisputedValue(t *testing.T) {
	a := disputed(t)
	id := get(t, a.data(t, `{ company(by: {stockCode: "600000"}) { id } }`, nil), "company.id")
	rows := rowsOf(map[string]string{
		"nodes/Company.jsonl": `{"stockCode": "600000", "registeredCapital": 200, "confidence": 0.95, "sources": [{"Source": {"citationKey": "paper"}}]}`,
	})
	again := func() {
		_, err := ingest.Import(t.Context(), a.db, declared(t), rows, ingest.Options{})
		require.NoError(t, err)
	}
	capital := func() any {
		p := a.data(t, `query ($id: ID!) { provenance(id: $id) { fields { field value statements { value displayed } } } }`, vars{"id": id})
		for _, f := range get(t, p, "provenance.fields").([]any) {
			if get(t, f, "field") == "registeredCapital" {
				return f
			}
		}
		return nil
	}
	shows := func(value float64) {
		t.Helper()
		f := capital()
		assert.Equal(t, value, get(t, f, "value"))
		for _, s := range get(t, f, "statements").([]any) {
			assert.Equal(t, get(t, s, "value") == value, get(t, s, "displayed"), "%v", s)
		}
	}
	shows(100)
	again()
	shows(200)
	a.revert(t, a.lastChange(t, id))
	shows(100)
	again()
	shows(100)
}
