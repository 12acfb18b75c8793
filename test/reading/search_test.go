package reading_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

func TestSearch(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	a.Index(t)

	t.Run("entities of any selection in three statements", func(t *testing.T) {
		before := a.DB.Runs()
		got := a.Data(t, `query($text: String!) { search(text: $text, first: 1) {
			totalCount types { type count } pageInfo { hasNextPage }
			edges { score matched text node { __typename id name ... on Company { uscc segments(first: 1) { nodes { name chain { name } } } } } }
		} }`, vars{"text": "91320582pdy0-0001x7"})
		assert.Equal(t, int64(3), a.DB.Runs()-before, "hits, the names of who is withheld, entities")
		assert.Equal(t, "uscc", support.Get(t, got, "search.edges.0.matched"))
		assert.Equal(t, "91320582PDY00001X7", support.Get(t, got, "search.edges.0.text"))
		assert.Equal(t, "Company", support.Get(t, got, "search.edges.0.node.__typename"))
		assert.Equal(t, support.NodeID("com", 0), support.Get(t, got, "search.edges.0.node.id"))
		assert.Contains(t, support.Get(t, got, "search.edges.0.node.segments.nodes.0.name"), "环节")
	})
	t.Run("aliases of one place with different selections", func(t *testing.T) {
		got := a.Data(t, `{ search(text: "xinnengyuan") { hits: edges { what: node { name } } nodes { id } more: nodes { ... on Cluster { code } } } }`, nil)
		assert.Equal(t, "新能源", support.Get(t, got, "search.hits.0.what.name"))
		assert.Equal(t, support.NodeID("clu", 0), support.Get(t, got, "search.nodes.0.id"))
		assert.Equal(t, "cluster-0", support.Get(t, got, "search.more.0.code"))
	})
	t.Run("pages add up to the count", func(t *testing.T) {
		const page = `query($after: String) { search(text: "城股份", types: ["Company"], first: 25, after: $after) {
			totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }`
		seen, v := map[string]bool{}, vars{}
		for {
			got := a.Data(t, page, v)
			assert.Equal(t, support.CompanyCount, support.Number(t, got, "search.totalCount"))
			for _, id := range support.Texts(t, got, "search.nodes", "id") {
				assert.False(t, seen[id], "%s comes twice", id)
				seen[id] = true
			}
			if support.Get(t, got, "search.pageInfo.hasNextPage") == false {
				break
			}
			v["after"] = support.Get(t, got, "search.pageInfo.endCursor")
		}
		assert.Len(t, seen, support.CompanyCount)
	})
	t.Run("nothing found", func(t *testing.T) {
		a.Same(t, `{"search": {"edges": [], "nodes": [], "totalCount": 0, "types": [], "pageInfo": {"endCursor": null}}}`,
			`{ search(text: "+++") { edges { cursor } nodes { id } totalCount types { type } pageInfo { endCursor } } }`, nil)
	})
}

func TestSearchRefuses(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	tests := []struct {
		name, query, code string
		argument          []any
	}{
		{"empty text", `{ search(text: "") { totalCount } }`, "BAD_USER_INPUT", []any{"text"}},
		{"unknown type", `{ search(text: "a", types: ["Firm"]) { totalCount } }`, "BAD_USER_INPUT", []any{"types", float64(0)}},
		{"page too large", `{ search(text: "a", first: 500) { totalCount } }`, "BAD_USER_INPUT", []any{"first"}},
		{"too much behind each hit", `{ search(text: "a", first: 200) { nodes { ... on Company { segments(first: 200) { nodes { companies(first: 200) { nodes { id } } } } } } } }`, "QUERY_TOO_COMPLEX", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := a.Ask(t, tt.query, nil)
			require.Len(t, r.Errors, 1)
			assert.Equal(t, tt.code, r.Errors[0].Code(), r.Errors[0].Message)
			if tt.argument != nil {
				assert.Equal(t, tt.argument, r.Errors[0].Extensions["argument"])
			}
		})
	}
}

// What the scope hides is neither in the page nor in the counts.
func TestSearchObeysTheScope(t *testing.T) {
	hide := grant.Grant{Scope: grant.Scope{"Cluster": predicate.Is(support.Declared(t).Entity("Cluster").Field("code"), predicate.Ne, "cluster-0")}}
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{Grant: hide})
	a.Index(t)
	a.Same(t, `{"hidden": {"totalCount": 0, "types": [], "nodes": []}, "seen": {"totalCount": 1, "types": [{"type": "Cluster", "count": 1}], "nodes": [{"name": "特色半导体"}]}}`,
		`{ hidden: search(text: "新能源") { totalCount types { type count } nodes { name } }
		   seen: search(text: "特色半导体") { totalCount types { type count } nodes { name } } }`, nil)
}
