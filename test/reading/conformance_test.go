package reading_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
	"github.com/clustergraph/clustergraph/test/support"
)

// breaking are changes that break what the schema promises, as a foreign program could.
var breaking = []string{
	"MATCH (n:Project {registrationCode: 'P-5'}) REMOVE n.name",
	"MATCH (n:IndustryChain {code: 'chain-1'}) REMOVE n.name",
	"MATCH (n:Cluster {code: 'cluster-2'}) REMOVE n.name",
	"MATCH (n:Person) WHERE n.id ENDS WITH '10' SET n.highestDegree = 'GENIUS'",
	"MATCH (:Company {stockCode: '600004'})-[r:OPERATES_IN]->() WITH r ORDER BY r.id LIMIT 1 REMOVE r.id",
	"MATCH (:Person)-[r:WORKS_ON]->(:Project {registrationCode: 'P-3'}) SET r.role = 'BOSS'",
	"MATCH (n:Company {stockCode: '600009'}) REMOVE n.version",
	"MATCH (n:Company {stockCode: '600010'}) SET n.illustrative = null",
}

// TestConformance compares answers with those of graphql-js over the same rows: the data
// byte for byte, the errors by their paths.
func TestConformance(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	for _, change := range breaking {
		a.Run(t, change, nil)
	}
	operations := conforming()
	wanted := reference(t, a, operations)
	require.Len(t, wanted, len(operations))
	failed := 0
	for i, o := range operations {
		t.Run(o.Name, func(t *testing.T) {
			var got executed
			require.NoError(t, a.PostInto(t.Context(), o.Query, o.Variables, &got))
			want := wanted[i]
			assert.Equal(t, string(want.Data), string(got.Data))
			assert.Equal(t, want.paths(), got.paths(), "%v", want.Errors)
		})
		failed += min(1, len(wanted[i].Errors))
	}
	assert.GreaterOrEqual(t, failed, 8, "the operations must meet what was broken")
}

type executed struct {
	Data   json.RawMessage      `json:"data"`
	Errors []support.ReplyError `json:"errors"`
}

// paths are the errors' paths in order; errors come in no order.
func (e executed) paths() []string {
	all := []string{}
	for _, err := range e.Errors {
		all = append(all, fmt.Sprint(err.Path))
	}
	slices.Sort(all)
	return all
}

// reference executes the operations with graphql-js over the rows of the database.
func reference(t *testing.T, a *support.API, operations []operation) (answers []executed) {
	t.Helper()
	dir := filepath.Join("testdata", "conformance")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "graphql")); err != nil {
		command(t, dir, nil, "npm", "ci")
	}
	input, err := json.Marshal(graphRows(t, a, operations))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(command(t, dir, input, "node", "execute.mjs"), &answers))
	return answers
}

func command(t *testing.T, dir string, input []byte, name string, args ...string) []byte {
	t.Helper()
	c := exec.CommandContext(t.Context(), name, args...)
	c.Dir, c.Stdin = dir, bytes.NewReader(input)
	var problems bytes.Buffer
	c.Stderr = &problems
	output, err := c.Output()
	require.NoError(t, err, "%s: %s", name, &problems)
	return output
}

// graphRows are the graph and its shape, as execute.mjs reads them.
func graphRows(t *testing.T, a *support.API, operations []operation) map[string]any {
	t.Helper()
	_, sdl, err := graph.LoadServed(schema.Served())
	require.NoError(t, err)
	var entities, relations, nodes, edges []map[string]any
	for _, e := range support.Declared(t).Entities {
		entities = append(entities, map[string]any{"name": e.Name, "singular": e.Singular, "plural": e.Plural})
		for _, r := range e.Relations {
			relations = append(relations, map[string]any{
				"owner": e.Name, "name": r.Name, "type": r.Type, "out": r.Out, "many": r.Many, "target": r.Target.Name,
			})
		}
	}
	for _, row := range a.Run(t, "MATCH (n) WHERE n.id IS NOT NULL RETURN labels(n)[0], properties(n)", nil) {
		node := row[1].(map[string]any)
		node["__typename"] = row[0]
		nodes = append(nodes, node)
	}
	for _, row := range a.Run(t, "MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)", nil) {
		edges = append(edges, map[string]any{"type": row[0], "from": row[1], "to": row[2], "properties": row[3]})
	}
	return map[string]any{
		"sdl": sdl, "entities": entities, "relations": relations, "nodes": nodes, "edges": edges, "operations": operations,
	}
}
