package view_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/schema"
)

// compiler has a door that reads no database: what is refused is refused before.
type compiler struct {
	door   *view.Door
	served *ast.Schema
}

func newCompiler(t *testing.T) compiler {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	var sources []*ast.Source
	names, err := fs.Glob(schema.Served(), "*")
	require.NoError(t, err)
	for _, name := range names {
		text, err := fs.ReadFile(schema.Served(), name)
		require.NoError(t, err)
		sources = append(sources, &ast.Source{Name: name, Input: string(text)})
	}
	served, err := gqlparser.LoadSchema(sources...)
	require.NoError(t, err)
	return compiler{view.NewDoor(cat, nil, plan.NewSigner([]byte("a secret")), func() scalar.Date { return scalar.Date{} }), served}
}

func (c compiler) compile(t *testing.T, request string, variables map[string]any) error {
	t.Helper()
	doc, problems := gqlparser.LoadQueryWithRules(c.served, request, rules.NewDefaultRules())
	require.Empty(t, problems, request)
	_, err := c.door.Open(grant.Default()).Compile(doc.Operations[0], variables)
	return err
}

// TestLimits has requests just within the limits and just beyond, wherever filters, orders and
// groups may stand.
func TestLimits(t *testing.T) {
	c := newCompiler(t)
	limits := grant.DefaultLimits()
	const where, total = `query($w: CompanyFilter) { companies(where: $w) { %s } }`, "totalCount"
	one := vars{"name": vars{"contains": "a"}}
	some := vars{"projects": vars{"some": vars{"node": vars{"name": vars{"contains": "a"}}}}}
	counted := vars{"projects": vars{"count": vars{"gt": 1}}}
	two := vars{"projects": vars{"none": vars{"node": vars{"team": vars{"some": vars{}}}}}}
	dated := vars{"projects": vars{"some": vars{"edge": vars{"since": vars{"lt": "2020"}}}}}
	tests := []struct {
		name    string
		request func(n int) (string, vars)
		most    int
		says    string
	}{
		{"or", filtered(where, total, "or", one), limits.Conditions, "401 comparisons, counted for each of nodes, totalCount and aggregate, at most 400 are allowed; compare with a list (in) instead of one by one at companies,"},
		{"and", filtered(where, total, "and", one), limits.Conditions, "401 comparisons"},
		{"listed and counted", filtered(where, "totalCount nodes { id }", "or", one), limits.Conditions / 2, "402 comparisons"},
		{"summed up", filtered(where, "aggregate { count } totalCount", "or", one), limits.Conditions / 2, "402 comparisons"},
		{"in one another", joined, plan.MaxJoined, "in one another 21 deep, at most 20 are allowed; join less deep at companies,"},
		{"some", filtered(where, total, "or", some), limits.Followed, "follow 51 relationships, counted for each of nodes, totalCount and aggregate, at most 50 are allowed; ask for less at once at companies,"},
		{"counts", filtered(where, total, "and", counted), limits.Followed, "51 relationships"},
		{"two hops", filtered(where, total, "or", two), limits.Followed / 2, "52 relationships"},
		{"edges", filtered(where, total, "or", dated), limits.Followed, "51 relationships"},
		{"of nested pages", filtered(`query($w: ProjectFilter) { people { nodes { projects(where: {node: $w}) { %s } } } }`, total, "or", one), limits.Conditions, "one by one at people.nodes.projects,"},
		{"lists", listed, limits.Listed, "20001 values, at most 20000 are allowed; split the longest, at companies,"},
		{"nested pages", repeated(`{ companies { nodes { %s } } }`, "a%d: segments { totalCount }"), limits.Nested, "81 nested pages, related entities and aggregates (three each), at most 80 are allowed; ask for a part of companies"},
		{"related entities", repeated(`{ companies { nodes { %s } } }`, "a%d: district { id }"), limits.Nested, "81 nested pages"},
		{"aggregates", repeated(`{ companies { %s } }`, "a%d: aggregate { count }"), limits.Nested / 3, "81 nested pages"},
		{"values", repeated(`{ companies { nodes { %s } } }`, "a%d: name"), limits.Values, "601 values, at most 600 are allowed; ask for a part of companies"},
		{"groups", repeated(`{ companies { aggregate(groupBy: [%s]) { count } } }`, "DISTRICT"), limits.Followed, "51 relationships"},
		{"root fields of different shapes", shapes, limits.Followed / 2, "52 relationships"},
		{"a mutation's answer", repeated(`mutation { updateCompany(id: "com_1", patch: {}) { %s } }`, "a%d: segments { totalCount }"), limits.Nested, "ask for a part of updateCompany"},
		{"an answer that others give", repeated(`{ search(text: "a") { edges { node { ... on Company { %s } } } } }`, "a%d: segments { totalCount }"), limits.Nested, "ask for a part of search.edges.node"},
		{"a subscription", repeated(`subscription { changed { node { node { ... on Company { %s } } } } }`, "a%d: segments { totalCount }"), limits.Nested, "ask for a part of changed.node.node"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			request, variables := tt.request(tt.most)
			require.NoError(t, c.compile(t, request, variables), "just within")
			request, variables = tt.request(tt.most + 1)
			err := c.compile(t, request, variables)
			require.Error(t, err)
			assert.Equal(t, fault.QueryTooComplex, fault.CodeOf(err))
			assert.Contains(t, err.Error(), tt.says)
		})
	}
	t.Run("a shape that is asked for often", func(t *testing.T) {
		request, variables := repeated(`{ %s }`, `a%d: company(by: {id: "com_1"}) { segments { totalCount } }`)(20 * limits.Nested)
		require.NoError(t, c.compile(t, request, variables))
	})
}

type vars = map[string]any

// filtered is a request with a filter of so many conditions.
func filtered(request, answer, connective string, condition vars) func(int) (string, vars) {
	return func(n int) (string, vars) {
		list := make([]any, n)
		for i := range list {
			list[i] = condition
		}
		return fmt.Sprintf(request, answer), vars{"w": vars{connective: list}}
	}
}

// joined is a request with so many alternatives in one another.
func joined(n int) (string, vars) {
	one := vars{"name": vars{"contains": "a"}}
	all := one
	for range n {
		all = vars{"or": []any{one, all}}
	}
	return `query($w: CompanyFilter) { companies(where: $w) { totalCount } }`, vars{"w": all}
}

func listed(n int) (string, vars) {
	list := make([]any, n)
	for i := range list {
		list[i] = fmt.Sprint(i)
	}
	return `query($w: CompanyFilter) { companies(where: $w) { totalCount } }`, vars{"w": vars{"name": vars{"in": list}}}
}

// repeated is a request with a part so many times, each with a number.
func repeated(request, part string) func(int) (string, vars) {
	return func(n int) (string, vars) {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = strings.ReplaceAll(part, "%d", fmt.Sprint(i))
		}
		return fmt.Sprintf(request, strings.Join(parts, " ")), nil
	}
}

// shapes is a request of two root fields that differ in more than their values.
func shapes(n int) (string, vars) {
	list := func(quantifier string) []any {
		all := make([]any, n)
		for i := range all {
			all[i] = vars{"projects": vars{quantifier: vars{}}}
		}
		return all
	}
	return `query($v: CompanyFilter, $w: CompanyFilter) { a: companies(where: $v) { totalCount } b: companies(where: $w) { totalCount } }`,
		vars{"v": vars{"and": list("some")}, "w": vars{"and": list("none")}}
}
