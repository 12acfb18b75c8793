package reading_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

// orderedCompanies are the ids of the companies sorted by a key and, in ties, by id in the
// same direction; those without the key come last both ways.
func orderedCompanies[K cmp.Ordered](descending bool, key func(i int) (K, bool)) []string {
	var zero K
	list := make([]int, support.CompanyCount)
	for i := range list {
		list[i] = i
	}
	slices.SortFunc(list, func(x, y int) int {
		kx, hasX := key(x)
		ky, hasY := key(y)
		switch {
		case hasX != hasY:
			return map[bool]int{true: -1, false: 1}[hasX]
		case !hasX:
			kx, ky = zero, zero
		}
		order := cmp.Or(cmp.Compare(kx, ky), cmp.Compare(x, y))
		if descending {
			return -order
		}
		return order
	})
	ids := make([]string, len(list))
	for n, i := range list {
		ids[n] = support.NodeID("com", i)
	}
	return ids
}

func byInitial(i int) (int, bool) { return i * 5 % 22, true }

func byDate(i int) (string, bool) { return support.FoundedOn(i), support.FoundedOn(i) != "" }

func byDegree(i int) (int, bool) { return len(support.CompanySegments(i)), true }

func byNothing(i int) (int, bool) { return 0, true }

func byCapital(i int) (int, bool) { return support.CompanyCapital(i) }

// byTwoKeys is by capital, then by name; those without capital are sorted by name too.
func byTwoKeys(i int) (int, bool) {
	yuan, known := support.CompanyCapital(i)
	if !known {
		yuan = 1_000_000_000
	}
	return yuan + i*5%22, true
}

func reversed(s []string) []string { s = slices.Clone(s); slices.Reverse(s); return s }

// pages reads every order to its end, forward and backward, in pages that do not divide it.
func pages(t *testing.T, a *support.API) {
	tests := []struct {
		order string
		want  []string
	}{
		{`[]`, orderedCompanies(false, byNothing)},
		{`[{name: ASC}]`, orderedCompanies(false, byInitial)},
		{`[{name: DESC}]`, orderedCompanies(true, byInitial)},
		{`[{foundedOn: ASC}]`, orderedCompanies(false, byDate)},
		{`[{foundedOn: DESC}]`, orderedCompanies(true, byDate)},
		{`[{registeredCapital: DESC}]`, orderedCompanies(true, byCapital)},
		{`[{registeredCapital: ASC}, {name: ASC}]`, orderedCompanies(false, byTwoKeys)},
		{`[{segmentsCount: DESC}]`, orderedCompanies(true, byDegree)},
	}
	for _, tt := range tests {
		t.Run(tt.order, func(t *testing.T) {
			forward := walk(t, a, tt.order, "first", "after", "endCursor", "hasNextPage")
			assert.Equal(t, tt.want, forward)
			backward := walk(t, a, tt.order, "last", "before", "startCursor", "hasPreviousPage")
			assert.Equal(t, reversed(tt.want), backward)
		})
	}
}

// walk follows the cursors from page to page; backward pages are read from their end.
func walk(t *testing.T, a *support.API, order, size, after, cursor, more string) []string {
	t.Helper()
	query := fmt.Sprintf(`query ($at: String) { companies(%s: 7, %s: $at, orderBy: %s) {
		totalCount nodes { id } pageInfo { %s %s } } }`, size, after, order, cursor, more)
	var all []string
	var at any
	for range support.CompanyCount {
		page := support.Get(t, a.Data(t, query, vars{"at": at}), "companies")
		assert.Equal(t, support.CompanyCount, support.Number(t, page, "totalCount"))
		ids := support.Texts(t, page, "nodes", "id")
		if size == "last" {
			slices.Reverse(ids)
		}
		all = append(all, ids...)
		if support.Get(t, page, "pageInfo."+more) == false {
			return all
		}
		at = support.Get(t, page, "pageInfo."+cursor)
	}
	require.Fail(t, "the pages have no end")
	return nil
}

func pageEdges(t *testing.T, a *support.API) {
	all := orderedCompanies(false, byInitial)
	cursors := support.Texts(t, a.Data(t, `{ companies(first: 200, orderBy: [{name: ASC}]) { edges { cursor } } }`, nil), "companies.edges", "cursor")
	require.Len(t, cursors, support.CompanyCount)
	tests := []struct {
		name, args string
		from, to   int
		next, prev bool
	}{
		{"after", `first: 3, after: $a`, 11, 14, true, true},
		{"before", `last: 3, before: $b`, 27, 30, true, true},
		{"between, from the start", `first: 3, after: $a, before: $b`, 11, 14, true, true},
		{"between, from the end", `last: 3, after: $a, before: $b`, 27, 30, true, true},
		{"between, all", `first: 200, after: $a, before: $b`, 11, 30, false, true},
		{"default size", `after: $a`, 11, 31, true, true},
		{"null is as left out", `first: null, after: $a`, 11, 31, true, true},
		{"none wanted", `first: 0`, 0, 0, true, false},
		{"last without a cursor", `last: 2`, support.CompanyCount - 2, support.CompanyCount, false, true},
		{"all", `first: 57`, 0, support.CompanyCount, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := support.Get(t, a.Data(t, `query ($a: String, $b: String) { companies(`+tt.args+`, orderBy: [{name: ASC}]) {
				edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
				bothVariablesUsed: companies(first: 0, after: $a, before: $b, orderBy: [{name: ASC}]) { __typename } }`,
				vars{"a": cursors[10], "b": cursors[30]}), "companies")
			want := all[tt.from:tt.to]
			assert.Equal(t, want, support.Texts(t, page, "nodes", "id"))
			assert.Equal(t, want, support.Texts(t, page, "edges", "node.id"))
			assert.Equal(t, cursors[tt.from:tt.to], support.Texts(t, page, "edges", "cursor"))
			info := map[string]any{"hasNextPage": tt.next, "hasPreviousPage": tt.prev, "startCursor": nil, "endCursor": nil}
			if len(want) > 0 {
				info["startCursor"], info["endCursor"] = cursors[tt.from], cursors[tt.to-1]
			}
			assert.Equal(t, info, support.Get(t, page, "pageInfo"))
		})
	}
}

// nestedPages pages within one answer, and with different arguments side by side.
func nestedPages(t *testing.T, a *support.API) {
	first := a.Data(t, `{ cluster(by: {code: "cluster-0"}) { chains(first: 1) { totalCount pageInfo { endCursor hasNextPage } nodes { code } } } }`, nil)
	assert.Equal(t, 2, support.Number(t, first, "cluster.chains.totalCount"))
	assert.Equal(t, "chain-0", support.Get(t, first, "cluster.chains.nodes.0.code"))
	second := a.Data(t, `query ($at: String) { cluster(by: {code: "cluster-0"}) {
		chains(first: 1, after: $at) { totalCount pageInfo { hasNextPage } nodes { code } }
		last: chains(last: 1) { nodes { code } } byName: chains(orderBy: [{name: DESC}]) { nodes { code } } } }`,
		vars{"at": support.Get(t, first, "cluster.chains.pageInfo.endCursor")})
	assert.Equal(t, 2, support.Number(t, second, "cluster.chains.totalCount"))
	assert.Equal(t, false, support.Get(t, second, "cluster.chains.pageInfo.hasNextPage"))
	assert.Equal(t, []string{"chain-3"}, support.Texts(t, second, "cluster.chains.nodes", "code"))
	assert.Equal(t, []string{"chain-3"}, support.Texts(t, second, "cluster.last.nodes", "code"))
	assert.Equal(t, []string{"chain-3", "chain-0"}, support.Texts(t, second, "cluster.byName.nodes", "code"))
}

// orders are by properties of the relationship, and by the degree of its far end.
func orders(t *testing.T, a *support.API) {
	got := a.Data(t, `{ chainSegments(first: 200, orderBy: [{order: DESC}]) { nodes { code upstream(edgeOrderBy: [{weight: DESC}]) { edges { weight node { order } } } } } }`, nil)
	assert.Equal(t, "seg-11", support.Get(t, got, "chainSegments.nodes.0.code"))
	assert.InDelta(t, 10.5, support.Get(t, got, "chainSegments.nodes.0.upstream.edges.0.weight"), 0)
	degree := map[int]int{}
	for i := range support.CompanyCount {
		for _, s := range support.CompanySegments(i) {
			degree[s]++
		}
	}
	want := []int{2, 7} // the segments of chain 2
	if degree[7] > degree[2] {
		want = []int{7, 2}
	}
	require.NotEqual(t, degree[2], degree[7])
	chain := a.Data(t, `{ industryChain(by: {code: "chain-2"}) { segments(orderBy: [{companiesCount: DESC}]) { nodes { order companies { totalCount } } } } }`, nil)
	for n, s := range want {
		assert.Equal(t, s, support.Number(t, chain, fmt.Sprintf("industryChain.segments.nodes.%d.order", n)))
		assert.Equal(t, degree[s], support.Number(t, chain, fmt.Sprintf("industryChain.segments.nodes.%d.companies.totalCount", n)))
	}
}
