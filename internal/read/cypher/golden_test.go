package cypher_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

var update = flag.Bool("update", false, "write what the compiler gives into the golden files")

const separator = "----------------------------------------"

// A golden file is a GraphQL request, and the plan and statement of each root field, parted
// by lines of dashes. Comments at the head of the request tell what else goes in:
//
//	# variables {"name": "value"}
//	# cursor NAME CONNECTION [order values] ID    a variable that is a cursor of that page
//	# scope ENTITY FIELD VALUE                    who is not FIELD = VALUE is not to be seen
type golden struct {
	request   string
	variables map[string]any
	scope     grant.Scope
}

func goldenFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.golden")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	return files
}

func readGolden(t testing.TB, c *compiler, text string) golden {
	t.Helper()
	request, _, _ := strings.Cut(text, separator+"\n")
	g := golden{request: request, variables: map[string]any{}, scope: grant.Scope{}}
	for line := range strings.Lines(request) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(strings.TrimPrefix(line, "# "), " ")
		switch {
		case !strings.HasPrefix(line, "# "):
		case word == "variables":
			require.NoError(t, json.Unmarshal([]byte(rest), &g.variables))
		case word == "cursor":
			parts := strings.Fields(rest)
			var values []any
			require.NoError(t, json.Unmarshal([]byte(parts[2]), &values))
			cursor, err := c.cursor(request, parts[1], values, parts[3])
			require.NoError(t, err)
			g.variables[parts[0]] = cursor
		case word == "scope":
			parts := strings.Fields(rest)
			f := c.cat.Entity(parts[0]).Field(parts[1])
			restrictions, _ := g.scope[parts[0]].(predicate.And)
			g.scope[parts[0]] = append(restrictions, predicate.Is(f, predicate.Eq, parts[2]))
		}
	}
	return g
}

func (g golden) compile(t testing.TB, c *compiler) []compiled {
	t.Helper()
	all, err := c.compile(g.request, g.variables, g.scope)
	require.NoError(t, err)
	return all
}

func TestGolden(t *testing.T) {
	c := newCompiler(t)
	for _, file := range goldenFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".golden"), func(t *testing.T) {
			stored, err := os.ReadFile(file)
			require.NoError(t, err)
			g := readGolden(t, c, string(stored))
			got := g.request
			for _, one := range g.compile(t, c) {
				got += separator + "\n" + one.root.Explain() + separator + "\n" + one.Text + "\n" + paramsText(t, one.Params)
			}
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
				return
			}
			assert.Equal(t, string(stored), got, "go test ./internal/read/cypher -update writes what it is now")
		})
	}
}

func paramsText(t testing.TB, params map[string]any) string {
	t.Helper()
	var b strings.Builder
	for i := range len(params) {
		name := fmt.Sprintf("p%d", i)
		require.Contains(t, params, name)
		value, err := json.Marshal(params[name])
		require.NoError(t, err)
		fmt.Fprintf(&b, "$%s = %s\n", name, value)
	}
	return b.String()
}

// Values are parameters: a request with other values gives the same text, and no value is
// in it.
func TestTextDependsOnTheShapeAlone(t *testing.T) {
	c := newCompiler(t)
	const request = `query($a: String!, $b: Yuan!, $c: Date!, $d: [String!]!, $n: Int!, $f: Float!, $l: Int!) {
		companies(first: $n, orderBy: [{registeredCapital: DESC}], where: {
			name: {eq: $a, contains: $a, in: $d}, formerNames: {hasAny: $d, has: $a}, registeredCapital: {gt: $b, ne: $b},
			foundedOn: {lt: $c, gte: $c, ne: $c}, customers: {count: {in: [$l]}, some: {node: {uscc: {in: []}}}},
			shareholders: {all: {edge: {share: {lte: $f}}, node: {name: {startsWith: $a}}}}
		}) { totalCount nodes { id customers(first: $n, where: {edge: {product: {endsWith: $a}}}) { totalCount nodes { id } } } }
	}`
	values := []map[string]any{
		{"a": "Zq1", "b": 7654321, "c": "1987", "d": []any{"Zq2"}, "n": 173, "f": 98.125, "l": 65432},
		{"a": "Zq3\"' }) RETURN 1 //", "b": 7654322, "c": "1987-03-05", "d": []any{"Zq4", "Zq5`", "Zq6\\"}, "n": 174, "f": 97.125, "l": 65433},
		{"a": "", "b": 0, "c": "1987-03", "d": []any{}, "n": 0, "f": -1.5, "l": 0},
	}
	first := c.compileOne(t, request, values[0])
	for _, vars := range values {
		one := c.compileOne(t, request, vars)
		assert.Equal(t, first.Text, one.Text)
		assert.Equal(t, slices.Sorted(maps.Keys(first.Params)), slices.Sorted(maps.Keys(one.Params)))
	}
	for _, value := range []string{"Zq", "7654321", "1987", "173", "174", "98.125", "65432"} {
		assert.NotContains(t, first.Text, value)
	}
	assert.NotContains(t, first.Text, "'")
	assert.NotContains(t, first.Text, `"`)
}
