package history_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

func TestTime(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	for _, test := range []struct {
		name string
		run  func(*testing.T, *support.API)
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
func moment(t testing.TB, a *support.API) string {
	t.Helper()
	now := func() time.Time { return a.Run(t, "RETURN datetime.realtime()", nil)[0][0].(time.Time) }
	m := now().Truncate(time.Millisecond).Add(time.Millisecond)
	require.Eventually(t, func() bool { return now().After(m) }, time.Minute, time.Millisecond)
	return m.UTC().Format("2006-01-02T15:04:05.000Z")
}

const valueHistoryQuery = `query ($id: ID!, $field: String!, $first: Int, $after: String) { valueHistory(id: $id, field: $field, first: $first, after: $after) {
	edges { cursor node { value from to by change kind } } nodes { value } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

func valuesOverTime(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "沿革", "registeredCapital": 1})
	a.PatchCompany(t, id, vars{"name": "改名"})
	a.PatchCompany(t, id, vars{"registeredCapital": 2})
	a.PatchCompany(t, id, vars{"registeredCapital": nil})
	a.PatchCompany(t, id, vars{"registeredCapital": 3})
	a.Data(t, support.DeleteCompany, vars{"id": id})
	all := support.Get(t, a.Data(t, valueHistoryQuery, vars{"id": id, "field": "registeredCapital"}), "valueHistory")
	var values []any
	edges := support.Get(t, all, "edges").([]any)
	for i, e := range edges {
		values = append(values, []any{support.Get(t, e, "node.value"), support.Get(t, e, "node.kind")})
		assert.Equal(t, "api", support.Get(t, e, "node.by"))
		if i > 0 {
			assert.Equal(t, support.Get(t, edges[i-1], "node.to"), support.Get(t, e, "node.from"))
		}
	}
	assert.Equal(t, []any{[]any{1.0, "CREATE"}, []any{2.0, "UPDATE"}, []any{nil, "UPDATE"}, []any{3.0, "UPDATE"}, []any{nil, "DELETE"}}, values)
	assert.Nil(t, support.Get(t, all, "edges.4.node.to"))
	history := a.Data(t, `query ($id: ID!) { history(id: $id) { nodes { id } } }`, vars{"id": id})
	assert.Equal(t, support.Get(t, history, "history.nodes.2.id"), support.Get(t, all, "edges.1.node.change"))

	first := support.Get(t, a.Data(t, valueHistoryQuery, vars{"id": id, "field": "registeredCapital", "first": 2}), "valueHistory")
	assert.Equal(t, []any{true, false}, []any{support.Get(t, first, "pageInfo.hasNextPage"), support.Get(t, first, "pageInfo.hasPreviousPage")})
	rest := support.Get(t, a.Data(t, valueHistoryQuery, vars{"id": id, "field": "registeredCapital", "after": support.Get(t, first, "pageInfo.endCursor")}), "valueHistory")
	assert.Equal(t, support.Get(t, all, "edges").([]any)[2:], support.Get(t, rest, "edges"))
	assert.Equal(t, false, support.Get(t, rest, "pageInfo.hasNextPage"))

	edge := support.Get(t, a.Company(t, support.NodeID("com", 1)), "segments.edges.0.relationship")
	a.PatchCompany(t, support.NodeID("com", 1), vars{"segments": vars{"change": vars{"id": edge, "role": "新"}}})
	role := a.Data(t, valueHistoryQuery, vars{"id": edge, "field": "role"})
	assert.Equal(t, []string{"链主", "新"}, support.Texts(t, role, "valueHistory.nodes", "value"))
	assert.Empty(t, support.Get(t, a.Data(t, valueHistoryQuery, vars{"id": edge, "field": "validTo"}), "valueHistory.edges"))
}

func valueHistoryRefused(t *testing.T, a *support.API) {
	for _, tt := range []struct {
		name           string
		vars           vars
		code, argument string
		says           string
	}{
		{"unknown field", vars{"id": support.NodeID("com", 1), "field": "colour"}, "BAD_USER_INPUT", "field", "registeredCapital"},
		{"a relationship is no field", vars{"id": support.NodeID("com", 1), "field": "segments"}, "BAD_USER_INPUT", "field", "name"},
		{"a field of the service", vars{"id": support.NodeID("com", 1), "field": "version"}, "BAD_USER_INPUT", "field", "name"},
		{"unknown id", vars{"id": support.NodeID("com", 999), "field": "name"}, "NOT_FOUND", "", "id"},
		{"no id", vars{"id": "x", "field": "name"}, "BAD_USER_INPUT", "id", "not an id"},
		{"page too large", vars{"id": support.NodeID("com", 1), "field": "name", "first": 201}, "BAD_USER_INPUT", "first", "200"},
		{"cursor", vars{"id": support.NodeID("com", 1), "field": "name", "after": "x"}, "BAD_USER_INPUT", "after", "cursor"},
	} {
		t.Run(tt.name, func(t *testing.T) { a.Refused(t, valueHistoryQuery, tt.vars, tt.code, tt.argument, tt.says) })
	}
}

const differenceQuery = `query ($from: DateTime!, $to: DateTime!, $types: [String!], $of: ID, $first: Int, $after: String) {
	difference(from: $from, to: $to, types: $types, of: $of, first: $first, after: $after) {
		edges { cursor node { of } }
		nodes { kind type of from to by at values { field before after } node { name } fromNode { name } toNode { name } }
		pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

// difference reads all pages of a size, and what became of each element.
func difference(t testing.TB, a *support.API, v vars, size int) (nodes []any) {
	t.Helper()
	v["first"], v["after"] = size, nil
	for {
		page := support.Get(t, a.Data(t, differenceQuery, v), "difference")
		nodes = append(nodes, support.Get(t, page, "nodes").([]any)...)
		v["after"] = support.Get(t, page, "pageInfo.endCursor")
		if support.Get(t, page, "pageInfo.hasNextPage") == false {
			return nodes
		}
	}
}

// What is changed and set back, or made and removed, leaves no difference; what happens
// before and after does not show.
func netDifference(t *testing.T, a *support.API) {
	changed, set, gone := a.RecordCompany(t, vars{"name": "变", "registeredCapital": 1}), a.RecordCompany(t, vars{"name": "复"}), a.RecordCompany(t, vars{"name": "失", "registeredCapital": 7})
	linked := a.RecordCompany(t, vars{"name": "连", "segments": vars{"node": support.NodeID("seg", 1), "role": "旧"}})
	edge := support.Get(t, a.Company(t, linked), "segments.edges.0.relationship")
	from := moment(t, a)
	a.PatchCompany(t, changed, vars{"registeredCapital": 2, "formerNames": "x"})
	a.PatchCompany(t, changed, vars{"formerNames": nil, "foundedOn": "2024"})
	a.PatchCompany(t, set, vars{"name": "别"})
	a.PatchCompany(t, set, vars{"name": "复"})
	a.Data(t, support.DeleteCompany, vars{"id": gone})
	a.PatchCompany(t, linked, vars{"segments": vars{"change": vars{"id": edge, "role": "新"}}})
	made := a.RecordCompany(t, vars{"name": "增", "registeredCapital": 5, "segments": vars{"node": support.NodeID("seg", 2)}})
	a.PatchCompany(t, made, vars{"registeredCapital": 6})
	brief := a.RecordCompany(t, vars{"name": "短"})
	a.Data(t, support.DeleteCompany, vars{"id": brief})
	to := moment(t, a)
	a.PatchCompany(t, made, vars{"registeredCapital": 8, "foundedOn": "2026", "name": "后"})
	a.PatchCompany(t, changed, vars{"registeredCapital": 9})
	a.Data(t, support.DeleteCompany, vars{"id": changed})

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
	for _, n := range difference(t, a, vars{"from": from, "to": to}, 2) {
		name := any(nil)
		if support.Get(t, n, "node") != nil {
			name = support.Get(t, n, "node.name")
		}
		got = append(got, found{support.Get(t, n, "kind"), support.Get(t, n, "type"), support.Get(t, n, "of"), name, support.Get(t, n, "values")})
	}
	last := support.Get(t, a.Company(t, made), "segments.edges.0.relationship")
	assert.Equal(t, []found{
		{"CHANGED", "Company", changed, nil, values("foundedOn", nil, "2024", "registeredCapital", 1.0, 2.0)},
		{"REMOVED", "Company", gone, nil, values("illustrative", false, nil, "name", "失", nil, "registeredCapital", 7.0, nil)},
		{"CHANGED", "OPERATES_IN", edge, nil, values("role", "旧", "新")},
		{"ADDED", "Company", made, "后", values("illustrative", nil, false, "name", nil, "增", "registeredCapital", nil, 6.0)},
		{"ADDED", "OPERATES_IN", last, nil, values()},
	}, got)
	back := difference(t, a, vars{"from": to, "to": "2999-01-01T00:00:00+08:00", "types": []any{"Company"}}, 200)
	assert.Len(t, back, 2, "up to now")
	assert.Empty(t, difference(t, a, vars{"from": from, "to": from}, 5))
}

// An entity's difference has that of its relationships, with both ends.
func differenceOfOne(t *testing.T, a *support.API) {
	id, other := a.RecordCompany(t, vars{"name": "本"}), a.RecordCompany(t, vars{"name": "他"})
	from := moment(t, a)
	a.PatchCompany(t, other, vars{"name": "另"})
	a.PatchCompany(t, id, vars{"name": "己", "customers": vars{"link": vars{"node": other, "product": "钢"}}, "district": support.NodeID("dis", 0)})
	a.PatchCompany(t, id, vars{"district": support.NodeID("dis", 1)})
	to := moment(t, a)
	nodes := difference(t, a, vars{"from": from, "to": to, "of": id}, 200)
	require.Len(t, nodes, 3)
	types := map[any]any{}
	for _, n := range nodes {
		types[support.Get(t, n, "type")] = n
	}
	assert.Equal(t, []any{"己", "另", "钢"}, []any{support.Get(t, types["SUPPLIES"], "fromNode.name"), support.Get(t, types["SUPPLIES"], "toNode.name"), support.Get(t, types["SUPPLIES"], "values.0.after")})
	assert.Equal(t, support.NodeID("dis", 1), support.Get(t, types["LOCATED_IN"], "to"), "what was replaced in between does not show")
	assert.Nil(t, support.Get(t, types["LOCATED_IN"], "node"))
	assert.Equal(t, "己", support.Get(t, types["Company"], "node.name"))
	edge := support.Get(t, types["SUPPLIES"], "of")
	assert.Len(t, difference(t, a, vars{"from": from, "to": to, "of": edge}, 200), 1)
	assert.Empty(t, difference(t, a, vars{"from": from, "to": to, "of": id, "types": []any{"Person"}}, 200))
}

// Pages of any size give the same list; a batch of creations is read in parts.
func differenceInPages(t *testing.T, a *support.API) {
	v := vars{"from": "2000-01-01T00:00:00Z", "to": moment(t, a)}
	whole := difference(t, a, v, 200)
	require.Greater(t, len(whole), 200)
	assert.Equal(t, whole, difference(t, a, v, 37))
	empty := support.Get(t, a.Data(t, differenceQuery, vars{"from": v["from"], "to": v["to"], "first": 0}), "difference")
	assert.Equal(t, true, support.Get(t, empty, "pageInfo.hasNextPage"))
	seen := map[any]bool{}
	for _, n := range whole {
		require.False(t, seen[support.Get(t, n, "of")], "each thing once")
		seen[support.Get(t, n, "of")] = true
	}
}

func differenceRefused(t *testing.T, a *support.API) {
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
		{"unknown type", vars{"from": from, "to": to, "types": []any{"Company", "Firm"}}, "BAD_USER_INPUT", "types", "RUNS"},
		{"unknown id", vars{"from": from, "to": to, "of": support.NodeID("com", 999)}, "NOT_FOUND", "of", "id"},
		{"no id", vars{"from": from, "to": to, "of": "com_x"}, "BAD_USER_INPUT", "of", "not an id"},
		{"page too large", vars{"from": from, "to": to, "first": 201}, "BAD_USER_INPUT", "first", "200"},
		{"cursor of another list", vars{"from": from, "to": to, "after": "ZjEuMQ"}, "BAD_USER_INPUT", "after", "cursor"},
	} {
		t.Run(tt.name, func(t *testing.T) { a.Refused(t, differenceQuery, tt.vars, tt.code, tt.argument, tt.says) })
	}
}

// What the scope hides has no value history and no difference, and cannot be reverted.
func timeObeysTheScope(t *testing.T, a *support.API) {
	from := moment(t, a)
	hidden := a.RecordCompany(t, vars{"name": "隐", "segments": vars{"node": support.NodeID("seg", 3)}})
	change := support.Get(t, a.Data(t, valueHistoryQuery, vars{"id": hidden, "field": "name"}), "valueHistory.edges.0.node.change")
	v := vars{"from": from, "to": moment(t, a)}
	require.Len(t, difference(t, a, v, 10), 2)
	scoped := support.ServeLoaded(t, a.DB, app.Options{Grant: grant.Grant{Scope: grant.Scope{"Company": predicate.Is(support.Declared(t).Entity("Company").Field("name"), predicate.Ne, "隐")}}})
	assert.Empty(t, difference(t, scoped, v, 10))
	v["of"] = hidden
	scoped.Refused(t, differenceQuery, v, "NOT_FOUND", "", "id")
	scoped.Refused(t, valueHistoryQuery, vars{"id": hidden, "field": "name"}, "NOT_FOUND", "", "id")
	scoped.Refused(t, support.RevertChange, vars{"change": change}, "NOT_FOUND", "change", "no such change")
}
