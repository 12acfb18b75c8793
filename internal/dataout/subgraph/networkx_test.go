//go:build networkx

package subgraph_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/dataout/subgraph"
)

// TestNetworkxOpensEveryFormat needs a Python with networkx, which scripts/networkx.sh finds
// or makes; it names it in PYTHON.
func TestNetworkxOpensEveryFormat(t *testing.T) {
	dir := t.TempDir()
	for _, f := range []subgraph.Format{subgraph.GraphML, subgraph.GEXF, subgraph.JSON} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "graph."+string(f)), written(t, made(), f), 0o600))
	}
	out, err := exec.CommandContext(t.Context(), os.Getenv("PYTHON"), "testdata/open.py", dir).Output()
	require.NoError(t, err, "run scripts/networkx.sh: it finds Python and networkx")
	var seen map[string]struct {
		Directed bool
		Graph    map[string]any
		Nodes    map[string]map[string]any
		Edges    []map[string]any
	}
	require.NoError(t, json.Unmarshal(out, &seen))
	require.Len(t, seen, 3)
	for name, g := range seen {
		t.Run(name, func(t *testing.T) {
			assert.True(t, g.Directed)
			require.Len(t, g.Nodes, 2)
			require.Len(t, g.Edges, 3)
			if name != "gexf" {
				assert.Equal(t, map[string]any{"truncated": true}, g.Graph)
			}
			firm := g.Nodes["com_1"]
			for attribute, want := range map[string]any{
				"type": "Company", "registeredCapital": 9007199254740992.0, "share": 0.5, "illustrative": true, "type_": "LARGE", "year": 2021.0,
			} {
				assert.Equal(t, want, firm[attribute], attribute)
			}
			text, _ := firm["label"].(string)
			assert.True(t, strings.Contains(text, "永钢 😀 <!-- -->"), text)
			assert.Equal(t, "李", g.Nodes["per_1"]["label"])
			types := map[any]int{}
			for _, e := range g.Edges {
				types[e["type"]]++
			}
			assert.Equal(t, map[any]int{"WORKS_AT": 2, "SUPPLIES": 1}, types)
		})
	}
}
