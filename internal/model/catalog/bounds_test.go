package catalog_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func TestBounds(t *testing.T) {
	cat, err := catalog.Load(fstest.MapFS{"a.graphqls": {Data: []byte(`interface Entity { id: ID! name: String! }
		scalar Date @range(min: 1000, max: 2999)
		type A @node(prefix: "aa") @interval(from: "begun", to: "ended") {
			share: Float @range(min: 0, max: 100, unit: "per cent") staff: Int @range(min: 0) debt: Yuan @range(max: 0)
			begun: Date ended: Date @range(min: 1900) free: Int
			a: [A!]! @relationship(type: "A", direction: OUT, loops: true) b: [A!]! @relationship(type: "B", direction: OUT)
		}`)}})
	require.NoError(t, err)
	a := cat.Entity("A")
	words := map[string]string{}
	for _, f := range a.Fields {
		if f.Range != nil {
			words[f.Name] = f.Range.String() + " / " + f.Range.Expected()
		}
	}
	assert.Equal(t, map[string]string{
		"share": "from 0 to 100 per cent / 0 to 100 per cent", "staff": "0 or more / 0 or more", "debt": "at most 0 / at most 0",
		"begun": "from 1000 to 2999 / 1000 to 2999", "ended": "1900 or more / 1900 or more",
	}, words)
	assert.Equal(t, []catalog.Interval{{From: a.Field("begun"), To: a.Field("ended")}}, a.Intervals)
	assert.Same(t, a.Field("begun"), a.Field("ended").NotBefore)
	assert.True(t, cat.Edge("A", a, a).Loops)
	assert.False(t, cat.Edge("B", a, a).Loops)
}
