package writing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// Every derived mutation of every entity refuses whatever can be wrong with its input, with
// the code and the path, and writes nothing.
func TestEveryMutationRefusesBadInput(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.RowsOf(map[string]string{"nodes/Source.jsonl": `{"name": "x"}`}), app.Options{})
	w := &wrong{cat: support.Declared(t), made: map[string]string{}}
	for _, e := range w.cat.Entities {
		made := a.Data(t, mutationText(catalog.Create, e), vars{"input": w.good(e)})
		w.made[e.Name] = support.Get(t, made, "create"+e.Name+".id").(string)
	}
	w.mark = "another " // so that no name is taken
	tried := 0
	for _, e := range w.cat.Entities {
		t.Run(e.Name, func(t *testing.T) {
			before := amount(t, a)
			for _, c := range w.of(e) {
				refuses(t, a, e, c)
				tried++
			}
			assert.Equal(t, before, amount(t, a), "nothing is written")
		})
	}
	assert.Greater(t, tried, 50*len(w.cat.Entities), "the walk lists something")
}

// amount counts nodes, relationships and changes.
func amount(t testing.TB, a *support.API) []any {
	t.Helper()
	return a.Run(t, "MATCH (n) WHERE NOT n:"+catalog.FeedLabel+" WITH count(n) AS nodes OPTIONAL MATCH ()-[r]->() WITH nodes, count(r) AS relationships "+
		"OPTIONAL MATCH (c:"+catalog.ChangeLabel+") WITH nodes, relationships, count(c) AS changes "+
		"OPTIONAL MATCH (v) RETURN nodes, relationships, changes, sum(v.version)", nil)[0]
}

func refuses(t *testing.T, a *support.API, e *catalog.Entity, c refusal) {
	t.Helper()
	what := fmt.Sprintf("%s %s: %s", c.kind, e.Name, c.name)
	r := a.Ask(t, mutationText(c.kind, e), c.vars)
	require.NotEmpty(t, r.Errors, what)
	assert.Nil(t, r.Data, what)
	if !assert.Len(t, r.Errors, 1, what) {
		return
	}
	switch c.code {
	case "":
		assert.Contains(t, []string{badInput, invalidRequest}, r.Errors[0].Code(), "%s: %s", what, r.Errors[0].Message)
	default:
		assert.Equal(t, c.code, r.Errors[0].Code(), "%s: %s", what, r.Errors[0].Message)
	}
	switch {
	case c.where == nil:
	case c.code == invalidRequest:
		assert.Equal(t, append([]any{"variable"}, c.where...), r.Errors[0].Path, "%s: %s", what, r.Errors[0].Message)
	default:
		assert.Equal(t, c.where, r.Errors[0].Extensions["argument"], "%s: %s", what, r.Errors[0].Message)
	}
}
