package app_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

func TestTime(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), app.Options{})
	for _, test := range []struct {
		name string
		run  func(*testing.T, *api)
	}{
		{"value history", valuesOverTime},
		{"value history refused", valueHistoryRefused},
		{"net difference", netDifference},
		{"difference of one", differenceOfOne},
		{"difference in pages", differenceInPages},
		{"difference refused", differenceRefused},
		{"scope", timeObeysTheScope},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, a) })
	}
}

// moment is a moment between all that is written before and after it.
func (a *api) moment(t testing.TB) string {
	t.Helper()
	now := func() time.Time { return a.run(t, "RETURN datetime.realtime()", nil)[0][0].(time.Time) }
	m := now().Truncate(time.Millisecond).Add(time.Millisecond)
	require.Eventually(t, func() bool { return now().After(m) }, time.Minute, time.Millisecond)
	return m.UTC().Format("2006-01-02T15:04:05.000Z")
}

func (a *api) patch(t testing.TB, id string, patch vars) any {
	t.Helper()
	return get(t, a.data(t, updateCompany, vars{"id": id, "patch": patch}), "updateCompany")
}

const valueHistoryQuery = `query ($id: ID!, $field: String!, $first: Int, $after: String) { valueHistory(id: $id, field: $field, first: $first, after: $after) {
	edges { cursor node { value from to by change kind } } nodes { value } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

func valuesOverTime(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "沿革", "registeredCapital": 1})
	a.patch(t, id, vars{"name": "改名"})
	a.patch(t, id, vars{"registeredCapital": 2})
	a.patch(t, id, vars{"registeredCapital": nil})
	a.patch(t, id, vars{"registeredCapital": 3})
	a.data(t, deleteCompany, vars{"id": id})
	all := get(t, a.data(t, valueHistoryQuery, vars{"id": id, "field": "registeredCapital"}), "valueHistory")
	var values []any
	edges := get(t, all, "edges").([]any)
	for i, e := range edges {
		values = append(values, []any{get(t, e, "node.value"), get(t, e, "node.kind")})
		assert.Equal(t, "api", get(t, e, "node.by"))
		if i > 0 {
			assert.Equal(t, get(t, edges[i-1], "node.to"), get(t, e, "node.from"))
		}
	}
	assert.Equal(t, []any{[]any{1.0, "CREATE"}, []any{2.0, "UPDATE"}, []any{nil, "UPDATE"}, []any{3.0, "UPDATE"}, []any{nil, "DELETE"}}, values)
	assert.Nil(t, get(t, all, "edges.4.node.to"))
	history := a.data(t, `query ($id: ID!) { history(id: $id) { nodes { id } } }`, vars{"id": id})
	assert.Equal(t, get(t, history, "history.nodes.2.id"), get(t, all, "edges.1.node.change"))

	first := get(t, a.data(t, valueHistoryQuery, vars{"id": id, "field": "registeredCapital", "first": 2}), "valueHistory")
	assert.Equal(t, []any{true, false}, []any{get(t, first, "pageInfo.hasNextPage"), get(t, first, "pageInfo.hasPreviousPage")})
	rest := get(t, a.data(t, valueHistoryQuery, vars{"id": id, "field": "registeredCapital", "after": get(t, first, "pageInfo.endCursor")}), "valueHistory")
	assert.Equal(t, get(t, all, "edges").([]any)[2:], get(t, rest, "edges"))
	assert.Equal(t, false, get(t, rest, "pageInfo.hasNextPage"))

	edge := get(t, a.company(t, nodeID("com", 1)), "segments.edges.0.id")
	a.patch(t, nodeID("com", 1), vars{"segments": vars{"change": vars{"id": edge, "role": "新"}}})
	role := a.data(t, valueHistoryQuery, vars{"id": edge, "field": "role"})
	assert.Equal(t, []string{"链主", "新"}, texts(t, role, "valueHistory.nodes", "value"))
	assert.Empty(t, get(t, a.data(t, valueHistoryQuery, vars{"id": edge, "field": "validTo"}), "valueHistory.edges"))
}

func valueHistoryRefused(t *testing.T, a *api) {
	for _, tt := range []struct {
		name           string
		vars           vars
		code, argument string
		says           string
	}{
		{"unknown field", vars{"id": nodeID("com", 1), "field": "colour"}, "BAD_USER_INPUT", "field", "registeredCapital"},
		{"a relationship is no field", vars{"id": nodeID("com", 1), "field": "segments"}, "BAD_USER_INPUT", "field", "name"},
		{"a field of the service", vars{"id": nodeID("com", 1), "field": "version"}, "BAD_USER_INPUT", "field", "name"},
		{"unknown id", vars{"id": nodeID("com", 999), "field": "name"}, "NOT_FOUND", "", "id"},
		{"page too large", vars{"id": nodeID("com", 1), "field": "name", "first": 201}, "BAD_USER_INPUT", "first", "200"},
		{"cursor", vars{"id": nodeID("com", 1), "field": "name", "after": "x"}, "BAD_USER_INPUT", "after", "cursor"},
	} {
		t.Run(tt.name, func(t *testing.T) { a.refused(t, valueHistoryQuery, tt.vars, tt.code, tt.argument, tt.says) })
	}
}

// refused asserts the only error of a request.
func (a *api) refused(t *testing.T, query string, v vars, code, argument, says string) replyError {
	t.Helper()
	r := a.ask(t, query, v)
	require.Len(t, r.Errors, 1, "%v", r)
	assert.Equal(t, code, r.Errors[0].code(), r.Errors[0].Message)
	assert.Contains(t, r.Errors[0].Message, says)
	if argument != "" {
		path, _ := r.Errors[0].Extensions["argument"].([]any)
		require.NotEmpty(t, path, r.Errors[0].Message)
		assert.Equal(t, argument, path[0])
	}
	return r.Errors[0]
}

const differenceQuery = `query ($from: DateTime!, $to: DateTime!, $types: [String!], $of: ID, $first: Int, $after: String) {
	difference(from: $from, to: $to, types: $types, of: $of, first: $first, after: $after) {
		edges { cursor node { of } }
		nodes { kind type of from to by at values { field before after } node { name } fromNode { name } toNode { name } }
		pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

// difference reads all pages of a size, and what became of each thing.
func (a *api) difference(t testing.TB, v vars, size int) (nodes []any) {
	t.Helper()
	v["first"], v["after"] = size, nil
	for {
		page := get(t, a.data(t, differenceQuery, v), "difference")
		nodes = append(nodes, get(t, page, "nodes").([]any)...)
		v["after"] = get(t, page, "pageInfo.endCursor")
		if get(t, page, "pageInfo.hasNextPage") == false {
			return nodes
		}
	}
}

// What is changed and set back, or made and removed, leaves no difference; what happens
// before and after does not show.
func netDifference(t *testing.T, a *api) {
	changed, set, gone := a.record(t, vars{"name": "变", "registeredCapital": 1}), a.record(t, vars{"name": "复"}), a.record(t, vars{"name": "失", "registeredCapital": 7})
	linked := a.record(t, vars{"name": "连", "segments": vars{"node": nodeID("seg", 1), "role": "旧"}})
	edge := get(t, a.company(t, linked), "segments.edges.0.id")
	from := a.moment(t)
	a.patch(t, changed, vars{"registeredCapital": 2, "formerNames": "x"})
	a.patch(t, changed, vars{"formerNames": nil, "foundedOn": "2024"})
	a.patch(t, set, vars{"name": "别"})
	a.patch(t, set, vars{"name": "复"})
	a.data(t, deleteCompany, vars{"id": gone})
	a.patch(t, linked, vars{"segments": vars{"change": vars{"id": edge, "role": "新"}}})
	made := a.record(t, vars{"name": "增", "registeredCapital": 5, "segments": vars{"node": nodeID("seg", 2)}})
	a.patch(t, made, vars{"registeredCapital": 6})
	brief := a.record(t, vars{"name": "短"})
	a.data(t, deleteCompany, vars{"id": brief})
	to := a.moment(t)
	a.patch(t, made, vars{"registeredCapital": 8, "foundedOn": "2026", "name": "后"})
	a.patch(t, changed, vars{"registeredCapital": 9})
	a.data(t, deleteCompany, vars{"id": changed})

	values := func(list ...any) []any {
		all := []any{}
		for i := 0; i < len(list); i += 3 {
			all = append(all, map[string]any{"field": list[i], "before": list[i+1], "after": list[i+2]})
		}
		return all
	}
	type found struct {
		kind, typ, of, name any
		values              any
	}
	var got []found
	for _, n := range a.difference(t, vars{"from": from, "to": to}, 2) {
		name := any(nil)
		if get(t, n, "node") != nil {
			name = get(t, n, "node.name")
		}
		got = append(got, found{get(t, n, "kind"), get(t, n, "type"), get(t, n, "of"), name, get(t, n, "values")})
	}
	last := get(t, a.company(t, made), "segments.edges.0.id")
	assert.Equal(t, []found{
		{"CHANGED", "Company", changed, nil, values("foundedOn", nil, "2024", "registeredCapital", 1.0, 2.0)},
		{"REMOVED", "Company", gone, nil, values("illustrative", false, nil, "name", "失", nil, "registeredCapital", 7.0, nil)},
		{"CHANGED", "OPERATES_IN", edge, nil, values("role", "旧", "新")},
		{"ADDED", "Company", made, "后", values("illustrative", nil, false, "name", nil, "增", "registeredCapital", nil, 6.0)},
		{"ADDED", "OPERATES_IN", last, nil, values()},
	}, got)
	back := a.difference(t, vars{"from": to, "to": "2999-01-01T00:00:00+08:00", "types": []any{"Company"}}, 200)
	assert.Len(t, back, 2, "up to now")
	assert.Empty(t, a.difference(t, vars{"from": from, "to": from}, 5))
}

// An entity's difference has that of its relationships, with both ends.
func differenceOfOne(t *testing.T, a *api) {
	id, other := a.record(t, vars{"name": "本"}), a.record(t, vars{"name": "他"})
	from := a.moment(t)
	a.patch(t, other, vars{"name": "另"})
	a.patch(t, id, vars{"name": "己", "customers": vars{"link": vars{"node": other, "product": "钢"}}, "district": nodeID("dis", 0)})
	a.patch(t, id, vars{"district": nodeID("dis", 1)})
	to := a.moment(t)
	nodes := a.difference(t, vars{"from": from, "to": to, "of": id}, 200)
	require.Len(t, nodes, 3)
	types := map[any]any{}
	for _, n := range nodes {
		types[get(t, n, "type")] = n
	}
	assert.Equal(t, []any{"己", "另", "钢"}, []any{get(t, types["SUPPLIES"], "fromNode.name"), get(t, types["SUPPLIES"], "toNode.name"), get(t, types["SUPPLIES"], "values.0.after")})
	assert.Equal(t, nodeID("dis", 1), get(t, types["LOCATED_IN"], "to"), "what was replaced in between does not show")
	assert.Nil(t, get(t, types["LOCATED_IN"], "node"))
	assert.Equal(t, "己", get(t, types["Company"], "node.name"))
	edge := get(t, types["SUPPLIES"], "of")
	assert.Len(t, a.difference(t, vars{"from": from, "to": to, "of": edge}, 200), 1)
	assert.Empty(t, a.difference(t, vars{"from": from, "to": to, "of": id, "types": []any{"Person"}}, 200))
}

// Pages of any size give the same list; a batch of creations is read in parts.
func differenceInPages(t *testing.T, a *api) {
	v := vars{"from": "2000-01-01T00:00:00Z", "to": a.moment(t)}
	whole := a.difference(t, v, 200)
	require.Greater(t, len(whole), 200)
	assert.Equal(t, whole, a.difference(t, v, 37))
	empty := get(t, a.data(t, differenceQuery, vars{"from": v["from"], "to": v["to"], "first": 0}), "difference")
	assert.Equal(t, true, get(t, empty, "pageInfo.hasNextPage"))
	seen := map[any]bool{}
	for _, n := range whole {
		require.False(t, seen[get(t, n, "of")], "each thing once")
		seen[get(t, n, "of")] = true
	}
}

func differenceRefused(t *testing.T, a *api) {
	const from, to = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00+08:00"
	for _, tt := range []struct {
		name           string
		vars           vars
		code, argument string
		says           string
	}{
		{"from is no moment", vars{"from": "2026-01", "to": to}, "BAD_USER_INPUT", "from", "RFC 3339"},
		{"to is no moment", vars{"from": from, "to": "now"}, "BAD_USER_INPUT", "to", "RFC 3339"},
		{"to before from", vars{"from": to, "to": from}, "BAD_USER_INPUT", "to", "before"},
		{"unknown type", vars{"from": from, "to": to, "types": []any{"Company", "Firm"}}, "BAD_USER_INPUT", "types", "OPERATES_IN"},
		{"unknown id", vars{"from": from, "to": to, "of": "com_x"}, "NOT_FOUND", "", "id"},
		{"page too large", vars{"from": from, "to": to, "first": 201}, "BAD_USER_INPUT", "first", "200"},
		{"cursor of another list", vars{"from": from, "to": to, "after": "ZjEuMQ"}, "BAD_USER_INPUT", "after", "cursor"},
	} {
		t.Run(tt.name, func(t *testing.T) { a.refused(t, differenceQuery, tt.vars, tt.code, tt.argument, tt.says) })
	}
}

// What the scope hides has no value history and no difference, and cannot be reverted.
func timeObeysTheScope(t *testing.T, a *api) {
	from := a.moment(t)
	hidden := a.record(t, vars{"name": "隐", "segments": vars{"node": nodeID("seg", 3)}})
	change := get(t, a.data(t, valueHistoryQuery, vars{"id": hidden, "field": "name"}), "valueHistory.edges.0.node.change")
	v := vars{"from": from, "to": a.moment(t)}
	require.Len(t, a.difference(t, v, 10), 2)
	scoped := serveLoaded(t, a.db, app.Options{Scope: func(e *catalog.Entity) plan.Predicate {
		if e.Name != "Company" {
			return nil
		}
		return plan.Compare{Field: e.Field("name"), Op: plan.Ne, Value: "隐"}
	}})
	assert.Empty(t, scoped.difference(t, v, 10))
	v["of"] = hidden
	scoped.refused(t, differenceQuery, v, "NOT_FOUND", "", "id")
	scoped.refused(t, valueHistoryQuery, vars{"id": hidden, "field": "name"}, "NOT_FOUND", "", "id")
	scoped.refused(t, revertChange, vars{"change": change}, "NOT_FOUND", "change", "no such change")
}
