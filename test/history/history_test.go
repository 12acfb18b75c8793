package history_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// disputed serves a firm whose capital two sources give differently, and a supplier.
func disputed(t *testing.T) *support.API {
	t.Helper()
	a := support.Serve(t, neotest.Open(t), support.RowsOf(map[string]string{
		"nodes/Source.jsonl": `{"name": "Register", "citationKey": "register", "text": "注册资本 100 元"}` + "\n" +
			`{"name": "Newspaper", "citationKey": "paper", "text": "资本 200 元"}`,
		"nodes/Company.jsonl": `{"name": "甲", "stockCode": "600000", "registeredCapital": 100, "confidence": 0.9, "sources": [{"Source": {"citationKey": "register"}}]}` + "\n" +
			`{"name": "乙", "stockCode": "600001"}`,
		"relationships/SUPPLIES.jsonl": `{"from": {"Company": {"stockCode": "600001"}}, "to": {"Company": {"stockCode": "600000"}}, "product": "steel", "sources": [{"Source": {"citationKey": "paper"}}]}`,
	}), app.Options{})
	report, err := ingest.Import(t.Context(), a.DB, support.Declared(t), support.RowsOf(map[string]string{
		"nodes/Company.jsonl": `{"stockCode": "600000", "registeredCapital": 200, "confidence": 0.4, "sources": [{"Source": {"citationKey": "paper"}}]}` + "\n" +
			`{"stockCode": "600001", "foundedOn": "2001-02"}`,
	}), ingest.Options{Actor: "zhang"})
	require.NoError(t, err)
	require.Equal(t, 2, report.Updated())
	return a
}

const changesQuery = `query ($since: DateTime, $after: String, $first: Int) { changes(since: $since, after: $after, first: $first) {
	edges { cursor node { id at by kind type of from to values { field before after } node { name } } }
	nodes { of node { __typename ... on Company { stockCode } } }
	pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
} }`

func TestChangesOverHTTP(t *testing.T) {
	a := disputed(t)
	all := a.Data(t, changesQuery, nil)
	require.Len(t, support.Get(t, all, "changes.edges"), 7)
	assert.Equal(t, "import", support.Get(t, all, "changes.edges.0.node.by"))
	assert.Equal(t, "SUPPLIES", support.Get(t, all, "changes.edges.4.node.type"))
	assert.NotNil(t, support.Get(t, all, "changes.edges.4.node.from"))
	assert.Nil(t, support.Get(t, all, "changes.edges.4.node.node"))
	assert.Equal(t, "zhang", support.Get(t, all, "changes.edges.6.node.by"))
	assert.Equal(t, "乙", support.Get(t, all, "changes.edges.6.node.node.name"))
	assert.Equal(t, []any{map[string]any{"field": "foundedOn", "before": nil, "after": "2001-02"}}, support.Get(t, all, "changes.edges.6.node.values"))
	assert.Equal(t, "600001", support.Get(t, all, "changes.nodes.6.node.stockCode"))

	var ids []string
	var after any
	for {
		page := a.Data(t, changesQuery, vars{"first": 2, "after": after})
		for _, id := range support.Texts(t, page, "changes.edges", "node.id") {
			require.NotContains(t, ids, id)
			ids = append(ids, id)
		}
		after = support.Get(t, page, "changes.pageInfo.endCursor")
		if support.Get(t, page, "changes.pageInfo.hasNextPage") == false {
			break
		}
	}
	assert.Equal(t, support.Texts(t, all, "changes.edges", "node.id"), ids)
	at := support.Get(t, all, "changes.edges.5.node.at")
	assert.Len(t, support.Get(t, a.Data(t, changesQuery, vars{"since": at}), "changes.edges"), 2)
	assert.Empty(t, support.Get(t, a.Data(t, changesQuery, vars{"since": "2999-01-01T00:00:00Z"}), "changes.edges"))
}

// TestChangesOfSomeKinds asks for a part of the changes in both orders, in pages of each size.
func TestChangesOfSomeKinds(t *testing.T) {
	a := disputed(t)
	const query = `query ($since: DateTime, $after: String, $first: Int, $types: [String!], $by: [String!], $kind: [ChangeKind!], $newest: Boolean) {
		changes(since: $since, after: $after, first: $first, types: $types, by: $by, kind: $kind, newestFirst: $newest) {
			edges { cursor node { id by kind type from fromNode { name } toNode { name } } } pageInfo { hasNextPage endCursor } } }`
	all := support.Get(t, a.Data(t, query, nil), "changes.edges").([]any)
	require.Len(t, all, 7)
	field := func(edge any, name string) any { return support.Get(t, edge.(map[string]any), "node."+name) }
	of := func(name string, values ...any) func(any) bool {
		return func(edge any) bool { return slices.Contains(values, field(edge, name)) }
	}
	tests := []struct {
		name string
		vars vars
		fits func(edge any) bool
	}{
		{"all", vars{}, func(any) bool { return true }},
		{"of an entity", vars{"types": []string{"Company"}}, of("type", "Company")},
		{"of a relationship", vars{"types": []string{"SUPPLIES", "RUNS"}}, of("type", "SUPPLIES")},
		{"by somebody", vars{"by": []string{"zhang", "li"}}, of("by", "zhang")},
		{"of a kind", vars{"kind": []string{"CREATE"}}, of("kind", "CREATE")},
		{"of everything at once", vars{"types": []string{"Company"}, "by": []string{"import"}, "kind": []string{"UPDATE"}}, func(any) bool { return false }},
	}
	for _, tt := range tests {
		for _, newest := range []bool{false, true} {
			for _, first := range []int{1, 2, 50} {
				t.Run(fmt.Sprintf("%s, newest %t, %d at a time", tt.name, newest, first), func(t *testing.T) {
					want := []any{}
					for _, edge := range all {
						if tt.fits(edge) {
							want = append(want, field(edge, "id"))
						}
					}
					if newest {
						slices.Reverse(want)
					}
					got, asked := []any{}, vars{"newest": newest, "first": first}
					maps.Copy(asked, tt.vars)
					for more := true; more; {
						page := a.Data(t, query, asked)
						for _, edge := range support.Get(t, page, "changes.edges").([]any) {
							got = append(got, field(edge, "id"))
						}
						more = support.Get(t, page, "changes.pageInfo.hasNextPage") == true
						asked["after"] = support.Get(t, page, "changes.pageInfo.endCursor")
						require.NotEmpty(t, asked["after"])
					}
					assert.Equal(t, want, got)
				})
			}
		}
	}
	t.Run("both ends are named", func(t *testing.T) {
		assert.Equal(t, "乙", field(all[4], "fromNode.name"))
		assert.Equal(t, "甲", field(all[4], "toNode.name"))
		assert.Nil(t, field(all[0], "fromNode"))
	})
	t.Run("a cursor of either order leads on in the other", func(t *testing.T) {
		last := a.Data(t, query, vars{"newest": true, "first": 3})
		cursor := support.Get(t, last, "changes.edges.2.cursor")
		behind := a.Data(t, query, vars{"after": cursor})
		assert.Len(t, support.Get(t, behind, "changes.edges"), 2, "those behind the third last")
		before := a.Data(t, query, vars{"after": support.Get(t, all[2].(map[string]any), "cursor"), "newest": true})
		assert.Len(t, support.Get(t, before, "changes.edges"), 3, "all up to the cursor")
	})
	t.Run("a live list begins at the cursor of now", func(t *testing.T) {
		now := support.Get(t, a.Data(t, `{ changesCursor }`, nil), "changesCursor")
		for _, newest := range []bool{false, true} {
			nothing := a.Data(t, query, vars{"after": now, "since": "2999-01-01T00:00:00Z", "newest": newest})
			assert.Empty(t, support.Get(t, nothing, "changes.edges"))
			assert.NotEmpty(t, support.Get(t, nothing, "changes.pageInfo.endCursor"), "the next poll goes on from it")
		}
		nothing := a.Data(t, query, vars{"after": now})
		assert.Empty(t, support.Get(t, nothing, "changes.edges"))
		assert.Equal(t, now, support.Get(t, nothing, "changes.pageInfo.endCursor"))
		a.Data(t, `mutation { createCompany(input: {name: "丙"}) { id } }`, nil)
		assert.Len(t, support.Get(t, a.Data(t, query, vars{"after": now}), "changes.edges"), 1)
		assert.Len(t, support.Get(t, a.Data(t, query, vars{"after": now, "newest": true}), "changes.edges"), 7, "what was there before")
	})
	t.Run("all that is wrong is told at once", func(t *testing.T) {
		r := a.Ask(t, query, vars{"since": "2022-13", "after": "x", "first": 201, "types": []string{"Firm"}, "by": []string{}})
		var arguments []any
		for _, e := range r.Errors {
			assert.Equal(t, "BAD_USER_INPUT", e.Code())
			arguments = append(arguments, e.Extensions["argument"].([]any)[0])
		}
		assert.Equal(t, []any{"since", "after", "first", "types", "by"}, arguments)
	})
}

func TestHistoryOverHTTP(t *testing.T) {
	a := disputed(t)
	id := support.Get(t, a.Data(t, `{ company(by: {stockCode: "600001"}) { id } }`, nil), "company.id").(string)
	query := `query ($id: ID!, $first: Int, $after: String) { history(id: $id, first: $first, after: $after) {
		nodes { by kind values { field before after } node { id } } pageInfo { hasNextPage endCursor } } }`
	first := support.Get(t, a.Data(t, query, vars{"id": id, "first": 1}), "history")
	assert.Equal(t, "CREATE", support.Get(t, first, "nodes.0.kind"))
	assert.Equal(t, []string{"illustrative", "name", "stockCode"}, support.Texts(t, first, "nodes.0.values", "field"))
	assert.Equal(t, id, support.Get(t, first, "nodes.0.node.id"))
	assert.Equal(t, true, support.Get(t, first, "pageInfo.hasNextPage"))
	second := support.Get(t, a.Data(t, query, vars{"id": id, "after": support.Get(t, first, "pageInfo.endCursor")}), "history")
	assert.Equal(t, []any{map[string]any{"field": "foundedOn", "before": nil, "after": "2001-02"}}, support.Get(t, second, "nodes.0.values"))
	assert.Equal(t, false, support.Get(t, second, "pageInfo.hasNextPage"))
}

func TestProvenanceOverHTTP(t *testing.T) {
	a := disputed(t)
	id := support.Get(t, a.Data(t, `{ company(by: {stockCode: "600000"}) { id } }`, nil), "company.id")
	p := support.Get(t, a.Data(t, `query ($id: ID!) { provenance(id: $id) {
		of type confidence recordedBy node { name } sources { text }
		fields { field value recordedBy sources { name } statements { value confidence displayed recordedBy sources { text } } }
	} }`, vars{"id": id}), "provenance")
	assert.Equal(t, []any{"Company", 0.9, "zhang", "甲"}, []any{support.Get(t, p, "type"), support.Get(t, p, "confidence"), support.Get(t, p, "recordedBy"), support.Get(t, p, "node.name")})
	assert.Equal(t, []string{"注册资本 100 元", "资本 200 元"}, support.Texts(t, p, "sources", "text"))
	fields := support.Texts(t, p, "fields", "field")
	assert.Equal(t, []string{"name", "illustrative", "stockCode", "registeredCapital"}, fields)
	capital := support.Get(t, p, "fields.3")
	assert.Equal(t, 100.0, support.Get(t, capital, "value"))
	assert.Equal(t, "import", support.Get(t, capital, "recordedBy"))
	assert.Equal(t, []string{"Register"}, support.Texts(t, capital, "sources", "name"))
	assert.Equal(t, []any{
		map[string]any{"value": 100.0, "confidence": 0.9, "displayed": true, "recordedBy": "import", "sources": []any{map[string]any{"text": "注册资本 100 元"}}},
		map[string]any{"value": 200.0, "confidence": 0.4, "displayed": false, "recordedBy": "zhang", "sources": []any{map[string]any{"text": "资本 200 元"}}},
	}, support.Get(t, capital, "statements"))

	edge := support.Get(t, a.Data(t, `query ($id: ID!) { node(id: $id) { ... on Company { suppliers { edges { relationship } } } } }`, vars{"id": id}), "node.suppliers.edges.0.relationship")
	p = support.Get(t, a.Data(t, `query ($id: ID!) { provenance(id: $id) { type to node { id } sources { name } fields { field value } } }`, vars{"id": edge}), "provenance")
	assert.Equal(t, []any{"SUPPLIES", id, nil}, []any{support.Get(t, p, "type"), support.Get(t, p, "to"), support.Get(t, p, "node")})
	assert.Equal(t, []string{"Newspaper"}, support.Texts(t, p, "sources", "name"))
	assert.Equal(t, "steel", support.Get(t, p, "fields.0.value"))
}

// What the scope hides has no changes, no history and no provenance either, and nor have
// its relationships.
func TestHistoryObeysTheScope(t *testing.T) {
	a := disputed(t)
	hidden := support.Get(t, a.Data(t, `{ company(by: {stockCode: "600001"}) { id } }`, nil), "company.id")
	edge := a.Run(t, "MATCH ()-[r:SUPPLIES]->() RETURN r.id", nil)[0][0]
	scoped := support.ServeLoaded(t, a.DB, app.Options{Grant: grant.Grant{Scope: grant.Scope{"Company": predicate.Is(support.Declared(t).Entity("Company").Field("name"), predicate.Ne, "乙")}}})
	all := scoped.Data(t, changesQuery, nil)
	assert.Len(t, support.Get(t, all, "changes.edges"), 4, "two sources, one company made and changed")
	assert.NotContains(t, support.Texts(t, all, "changes.edges", "node.of"), hidden)
	assert.Equal(t, support.Get(t, a.Data(t, changesQuery, nil), "changes.pageInfo.endCursor"), support.Get(t, all, "changes.pageInfo.endCursor"))
	for _, id := range []any{hidden, edge} {
		for _, query := range []string{"history(id: $id) { nodes { id } }", "provenance(id: $id) { of }"} {
			r := scoped.Ask(t, "query ($id: ID!) { "+query+" }", vars{"id": id})
			require.Len(t, r.Errors, 1)
			assert.Equal(t, "NOT_FOUND", r.Errors[0].Code())
		}
	}
}

func TestHistoryRefuses(t *testing.T) {
	a := disputed(t)
	tests := []struct{ name, query, code, argument string }{
		{"unknown id of a history", `{ history(id: "com_01fvk6dfhv0000000000000000") { nodes { id } } }`, "NOT_FOUND", "id"},
		{"unknown id of a provenance", `{ provenance(id: "rel_01fvk6dfhv0000000000000000") { of } }`, "NOT_FOUND", "id"},
		{"unknown id of a value's history", `{ valueHistory(id: "com_01fvk6dfhv0000000000000000", field: "name") { nodes { value } } }`, "NOT_FOUND", "id"},
		{"no id", `{ provenance(id: "") { of } }`, "BAD_USER_INPUT", "id"},
		{"first too large", `{ changes(first: 201) { nodes { id } } }`, "BAD_USER_INPUT", "first"},
		{"cursor", `{ changes(after: "x") { nodes { id } } }`, "BAD_USER_INPUT", "after"},
		{"cursor of changes for a history", fmt.Sprintf(`{ history(id: "com_01fvk6dfhv0000000000000000", after: %q) { nodes { id } } }`, "ZjEuMQ"), "BAD_USER_INPUT", "after"},
		{"moment", `{ changes(since: "2022-13") { nodes { id } } }`, "BAD_USER_INPUT", "since"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := a.Ask(t, tt.query, nil)
			require.Len(t, r.Errors, 1)
			assert.Equal(t, tt.code, r.Errors[0].Code(), r.Errors[0].Message)
			if tt.argument != "" {
				assert.Equal(t, []any{tt.argument}, r.Errors[0].Extensions["argument"])
			}
		})
	}
}
