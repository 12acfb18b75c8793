package cypher_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/neo"
)

// largeWorld is large enough for the planner to prefer an index to a scan.
func largeWorld(t *testing.T) (*world, asker) {
	c := newCompiler(t)
	nodes := func(name string) int {
		if n, given := map[string]int{"Company": 2000, "Person": 800, "Project": 600, "ChainSegment": 300, "IndustryChain": 40, "Cluster": 3}[name]; given {
			return n
		}
		return 100
	}
	w := newWorld(c.cat, rand.New(rand.NewPCG(4, 1)), sizes{nodes, same(3000)})
	return w, asker{c, w.store(t)}
}

// Every statement is one that Neo4j takes, that never looks at all nodes, and that scans a
// label only where it asks for all of a type.
func TestStatementsUseIndexes(t *testing.T) {
	_, a := largeWorld(t)
	for _, file := range goldenFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".golden"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, one := range readGolden(t, a.compiler, string(text)).compile(t, a.compiler) {
				usesIndexes(t, a.db, one.Statement)
			}
		})
	}
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

func usesIndexes(t rapid.TB, db *neo.DB, stmt neo.Statement) {
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
