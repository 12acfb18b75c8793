package searchindex_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/sample"
)

// pair is a query and what must be among the first three hits.
type pair struct{ Query, Expect, Type, Why string }

func pairs(t *testing.T) []pair {
	t.Helper()
	text, err := os.ReadFile("testdata/relevance.jsonl")
	require.NoError(t, err)
	var list []pair
	for line := range strings.Lines(string(text)) {
		var p pair
		require.NoError(t, json.Unmarshal([]byte(line), &p), line)
		list = append(list, p)
	}
	require.GreaterOrEqual(t, len(list), 60)
	return list
}

func TestRelevance(t *testing.T) {
	g := open(t)
	g.load(sample.Files())
	g.load(os.DirFS("testdata/made-up"))
	g.index()
	for _, p := range pairs(t) {
		t.Run(p.Query+" "+p.Type, func(t *testing.T) {
			page := g.find(p.Query)
			names := g.names(page)
			shown := min(3, len(names))
			var found bool
			for i := range shown {
				found = found || names[i] == p.Expect && page.Hits[i].Entity == p.Type
			}
			assert.True(t, found, "%s: expected the %s %s among the first three, got %v", p.Why, p.Type, p.Expect, names[:shown])
		})
	}
}
