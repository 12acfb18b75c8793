package searchindex_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/read/search/searchtest"
)

func TestPages(t *testing.T) {
	g := open(t)
	for i := range 25 {
		g.write(company(fmt.Sprintf("望舒%02d", i)))
	}
	g.index()
	r := request("望舒")
	r.First = 10
	var ids []string
	for page := 0; ; page++ {
		got, err := g.answer(g.view(grant.Default()), r)
		require.NoError(t, err)
		assert.Equal(t, 25, got.Total)
		assert.Equal(t, []bool{page > 0, page < 2}, []bool{got.Before, got.Further})
		for _, h := range got.Hits {
			ids = append(ids, h.ID)
		}
		if !got.Further {
			break
		}
		r.After = got.Cursor(got.Hits[len(got.Hits)-1])
	}
	seen := map[string]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	assert.Len(t, ids, 25)
	assert.Len(t, seen, 25, "none twice")

	g.run("MATCH (c:Company {id: $id}) DETACH DELETE c", map[string]any{"id": ids[19]})
	got, err := g.answer(g.view(grant.Default()), r)
	require.NoError(t, err)
	assert.Len(t, got.Hits, 5, "the page goes on behind a hit that is gone")
	r.First = 0
	got, err = g.answer(g.view(grant.Default()), r)
	require.NoError(t, err)
	assert.Empty(t, got.Hits)
}

func TestTypes(t *testing.T) {
	g := open(t)
	g.run("CREATE (:Company {id: 'com_1', name: '望舒'}), (:Person {id: 'per_1', name: '望舒'}), (:Person {id: 'per_2', name: '江望舒'}), (:IndustryChain {id: 'chn_1', name: '望舒'})", nil)
	g.index()
	assert.Equal(t, []search.TypeCount{{Type: "Person", Count: 2}, {Type: "Company", Count: 1}, {Type: "IndustryChain", Count: 1}}, g.find("望舒").Types)
	assert.Equal(t, []search.TypeCount{{Type: "Person", Count: 2}}, g.find("望舒", "Person").Types)
	assert.Equal(t, 2, g.find("望舒", "IndustryChain", "Company").Total)
}

// Whatever is typed, the database takes it.
func FuzzEveryTextRuns(f *testing.F) {
	for _, text := range searchtest.Hostile() {
		f.Add(text)
	}
	g := open(f)
	g.run("CREATE (:Company {id: 'com_1', name: '张家港望舒半导体'})", nil)
	g.index()
	f.Fuzz(func(t *testing.T, text string) {
		inside := *g
		inside.TB = t // a fuzz target may not use that of the fuzz test
		if _, err := inside.answer(inside.view(grant.Default()), request(text)); err != nil {
			require.Equal(t, fault.BadUserInput, fault.CodeOf(err), "%q: %v", text, err)
		}
	})
}

func TestScopes(t *testing.T) {
	g := open(t)
	g.write(company("望舒半导体", "stockCode", "600000"), company("望舒微电子"))
	g.index()
	scope := grant.Scope{"Company": predicate.Lacks(g.cat.Entity("Company").Field("stockCode"))}
	page, err := g.answer(g.view(grant.Grant{Scope: scope}), request("望舒"))
	require.NoError(t, err)
	assert.Equal(t, []string{"望舒微电子"}, g.names(page))
	assert.Equal(t, 1, page.Total)
	assert.Equal(t, []search.TypeCount{{Type: "Company", Count: 1}}, page.Types)
}
