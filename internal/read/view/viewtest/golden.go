package viewtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const separator = "----------------------------------------\n"

// Golden compares statements with a golden file, or writes it. Statements that differ in
// nothing but their parameters stand there once.
func Golden(t testing.TB, file string, statements []query.Statement, update bool) {
	t.Helper()
	var texts []string
	seen := map[string]bool{}
	for _, s := range statements {
		if !seen[s.Text] {
			seen[s.Text] = true
			texts = append(texts, s.Text+"\n"+paramsText(t, s.Params))
		}
	}
	got := strings.Join(texts, separator)
	if update {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
		return
	}
	stored, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(stored), got, "%s: run the test with -update to write what it is now", file)
}

func paramsText(t testing.TB, params map[string]any) string {
	t.Helper()
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(params)) {
		value, err := json.Marshal(params[name])
		require.NoError(t, err)
		fmt.Fprintf(&b, "$%s = %s\n", name, value)
	}
	return b.String()
}

// UsesIndexes has the database plan statements: it must take each, and look at neither all
// nodes nor all of a label.
func UsesIndexes(t testing.TB, db *neo.DB, statements []query.Statement) {
	t.Helper()
	for _, s := range statements {
		plan, err := db.Explain(t.Context(), s)
		require.NoError(t, err, s.Text)
		plan.Walk(func(p neo.Plan) {
			scans := p.Operator == "AllNodesScan" || strings.Contains(p.Operator, "LabelScan")
			assert.False(t, scans, "scans where an index serves: %s\n%s", s.Text, plan)
		})
	}
}
