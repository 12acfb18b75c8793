package plan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCost(t *testing.T) {
	tests := []struct {
		name, request string
		rows, hops    int
	}{
		{"one", `{ company(by: {uscc: "91350100M000100Y43"}) { name } }`, 1, 1},
		{"a page", `{ companies(first: 50) { nodes { name } } }`, 51, 1},
		{"pages in a page", `{ companies(first: 10) { nodes { segments(first: 5) { nodes { chain { name } } } } } }`, 121, 3},
		{"a total alone", `{ companies(where: {projects: {some: {node: {team: {some: {}}}}}}) { totalCount } }`, 1, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root, err := compile(t, "secret", tt.request, nil)
			require.NoError(t, err)
			assert.Equal(t, tt.rows, root.Rows, "rows")
			assert.Equal(t, tt.hops, root.Hops, "hops")
		})
	}
}

// An estimate beyond all numbers must not come round to a small one.
func TestCostDoesNotOverflow(t *testing.T) {
	for depth := 6; depth <= 14; depth++ {
		request := `{ companies(first: 200) { nodes ` + strings.Repeat(`{ customers(first: 200) { nodes `, depth) + `{ id }` + strings.Repeat(" } }", depth) + " } }"
		root, err := compile(t, "secret", request, nil)
		require.NoError(t, err)
		assert.Greater(t, root.Rows, 1_000_000_000, "depth %d", depth)
	}
}
