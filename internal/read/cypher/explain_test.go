package cypher_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// largeWorld is large enough for the planner to prefer an index to a scan.
func largeWorld(t *testing.T) (*world, client) {
	c := newCompiler(t)
	nodes := func(name string) int {
		if n, given := map[string]int{"Company": 2000, "Person": 800, "Project": 600, "ChainSegment": 300, "IndustryChain": 40, "Cluster": 3}[name]; given {
			return n
		}
		return 100
	}
	w := newWorld(c.cat, rand.New(rand.NewPCG(4, 1)), sizes{nodes, same(3000)})
	return w, client{c, w.store(t)}
}

// Every statement is one that Neo4j takes, that never looks at all nodes, and that scans a
// label only where all of a type are requested.
func TestStatementsUseIndexes(t *testing.T) {
	w, a := largeWorld(t)
	for _, file := range goldenFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".golden"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, one := range readGolden(t, a.compiler, string(text)).compile(t, a.compiler) {
				usesIndexes(t, a.db, one.Statement)
			}
		})
	}
	t.Run("along the order", func(t *testing.T) { checkWalkAlongOrder(t, w, a) })
	t.Run("hits", func(t *testing.T) { checkHits(t, w, a) })
	t.Run("hits of a text", func(t *testing.T) { checkTextHits(t, w, a) })
	t.Run("questions", func(t *testing.T) { checkQuestions(t, a) })
	t.Run("drawn", rapid.MakeCheck(func(rt *rapid.T) {
		d := drawn{rt, a.cat}
		e := from(d, a.cat.Entities, "entity")
		_, order := d.order(e)
		vars := map[string]any{"where": d.filter(e, 2), "orderBy": order}
		all, err := a.compile(fmt.Sprintf(rootRequest, e.Name, e.Plural), vars, nil)
		require.NoError(rt, err)
		usesIndexes(rt, a.db, all[0].Statement)
	}))
}

// Many relationships lead to what the filter names, so the page is walked along its order;
// what a page costs does not grow with how deep in the list it lies.
func checkWalkAlongOrder(t *testing.T, w *world, a client) {
	e := a.cat.Entity("Company")
	filter := map[string]any{"segments": map[string]any{"some": map[string]any{"node": map[string]any{
		"chain": map[string]any{"cluster": map[string]any{"id": map[string]any{"in": []any{"clu_00000", "clu_00001", "clu_00002"}}}},
	}}}}
	for _, field := range []string{"name", "foundedOn"} {
		t.Run(field, func(t *testing.T) {
			key := orderKey{name: field, field: e.Field(field), descending: true}
			var links []link
			for _, n := range w.nodes[e] {
				if w.holds(e, n, filter) {
					links = append(links, link{end: n})
				}
			}
			require.Greater(t, len(links), 1000)
			w.sorted(links, nil, []orderKey{key})
			l := list{variables: map[string]any{"where": filter, "orderBy": []any{map[string]any{field: "DESC"}}}}
			for _, one := range links {
				l.want = append(l.want, one.end.id)
			}
			l.read = func(vars map[string]any) (page connection) {
				a.answer(t, fmt.Sprintf(rootRequest, e.Name, e.Plural), vars, &page)
				return page
			}
			assert.Equal(t, l.want, l.walk(t, 200, false))
			assert.Equal(t, l.want, l.walk(t, 200, true))
		})
	}
}

// A page deep in the list costs what the first one costs, and a total costs nothing.
func checkHits(t *testing.T, w *world, a client) {
	hits := func(stmt query.Statement) int64 {
		plan, err := a.db.Profile(t.Context(), stmt)
		require.NoError(t, err)
		return plan.TotalHits()
	}
	// A name sorts by pinyin, a short name by its characters, and a capital by itself.
	for _, field := range []string{"name", "shortName", "registeredCapital"} {
		request := `query($after: String) { companies(first: 50, after: $after, orderBy: [{` + field + `: ASC}]) { nodes { id name } } }`
		first := hits(a.compileOne(t, request, nil).Statement)
		company := a.cat.Entity("Company")
		key := company.Field(field).SortProperty()
		middle := w.nodes[company][slices.IndexFunc(w.nodes[company], func(n *element) bool { return n.props[key] != nil })]
		cursor, err := a.cursor(request, "CompanyConnection", []any{middle.props[key]}, middle.id)
		require.NoError(t, err)
		deep := hits(a.compileOne(t, request, map[string]any{"after": cursor}).Statement)
		t.Logf("database hits by %s: first page %d, deep page %d", field, first, deep)
		assert.Less(t, first, int64(400))
		assert.LessOrEqual(t, deep, first*3/2)
	}
	assert.LessOrEqual(t, hits(a.compileOne(t, `{ companies { totalCount } }`, nil).Statement), int64(1))
}

// What is found by a text, however it is written, is found through an index.
func checkTextHits(t *testing.T, w *world, a client) {
	for _, tt := range []struct{ request, entity, field string }{
		{`query($v: String!) { companies(where: {name: {eq: $v}}) { totalCount } }`, "Company", "name"},
		{`query($v: String!) { companies(where: {shortName: {in: [$v]}}) { totalCount } }`, "Company", "shortName"},
		{`query($v: String!) { cluster(by: {name: $v}) { id } }`, "Cluster", "name"},
	} {
		nodes := w.nodes[a.cat.Entity(tt.entity)]
		for _, invisible := range []string{"", "\u200b"} {
			text := nodes[1].props["name"].(string) + invisible
			plan, err := a.db.Profile(t.Context(), a.compileOne(t, tt.request, map[string]any{"v": text}).Statement)
			require.NoError(t, err)
			fitting := 0
			for _, n := range nodes {
				if value, is := n.props[tt.field].(string); is && canon.Value(value) == canon.Value(text) {
					fitting++
				}
			}
			t.Logf("%d database hits for %d: %s", plan.TotalHits(), fitting, tt.request)
			// A seek looks at one entry more than it finds; what is found is read once or twice.
			assert.LessOrEqual(t, plan.TotalHits(), int64(4*fitting+4), "%s", plan)
		}
	}
}

func usesIndexes(t rapid.TB, db *neo.DB, stmt query.Statement) {
	t.Helper()
	plan, err := db.Explain(ctx(), stmt)
	require.NoError(t, err, stmt.Text)
	plan.Walk(func(p neo.Plan) {
		switch {
		case p.Operator == "AllNodesScan":
			assert.Fail(t, "looks at all nodes", "%s\n%s", stmt.Text, plan)
		case strings.Contains(p.Operator, "LabelScan") && !asksForAll(stmt.Text, p.Details):
			assert.Fail(t, "scans a label where an index serves", "%s\n%s", stmt.Text, plan)
		}
	})
}

// asksForAll tells whether the scanned variable, as in n1:Company, stands in a MATCH without
// any condition. What an anchor matches always leads to a unique value.
func asksForAll(text, scanned string) bool {
	return strings.Contains(text, "MATCH ("+scanned+")\n") && !strings.HasPrefix(scanned, "m")
}
