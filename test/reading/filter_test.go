package reading_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

// matching are the ids of the companies that a condition holds for.
func matching(holds func(i int) bool) []string {
	ids := []string{}
	for i := range support.CompanyCount {
		if holds(i) {
			ids = append(ids, support.NodeID("com", i))
		}
	}
	return ids
}

type filterTest struct {
	where string
	holds func(i int) bool
}

// check compares the page and the count of a filter with what plain Go says.
func (tt filterTest) check(t *testing.T, a *support.API) {
	t.Helper()
	t.Run(tt.where, func(t *testing.T) {
		want := matching(tt.holds)
		got := a.Data(t, `{ companies(first: 200, where: `+tt.where+`) { totalCount nodes { id } } }`, nil)
		assert.Equal(t, want, support.Texts(t, got, "companies.nodes", "id"))
		assert.Equal(t, len(want), support.Number(t, got, "companies.totalCount"))
	})
}

func capitalOver(i, yuan int) bool { c, known := support.CompanyCapital(i); return known && c > yuan }

func filters(t *testing.T, a *support.API) {
	north := func(i int) bool { return strings.HasPrefix(support.CompanyName(i), "北") }
	local := func(i int) bool { return i%4 == 0 }
	for _, tt := range []filterTest{
		{`{}`, func(int) bool { return true }},
		{`{name: {eq: "北城股份有限公司"}}`, north},
		{`{name: {ne: "北城股份有限公司"}}`, func(i int) bool { return !north(i) }},
		{`{name: {startsWith: "北", endsWith: "公司", contains: "股份"}}`, north},
		{`{name: {in: ["北城股份有限公司", "none"]}}`, north},
		{`{name: {notIn: ["北城股份有限公司"]}}`, func(i int) bool { return !north(i) }},
		{`{name: {in: []}}`, func(int) bool { return false }},
		{`{id: {in: ["` + support.NodeID("com", 3) + `", "` + support.NodeID("com", 5) + `"]}}`, func(i int) bool { return i == 3 || i == 5 }},
		{`{formerNames: {has: "乙"}}`, func(i int) bool { return i == 0 }},
		{`{formerNames: {hasAny: ["x", "甲"]}}`, func(i int) bool { return i == 0 }},
		{`{formerNames: {isNull: true}}`, func(i int) bool { return i != 0 }},
		{`{stockCode: {eq: "600004.SH"}}`, func(i int) bool { return i == 4 }},
		{`{registeredCapital: {gt: 9000000}}`, func(i int) bool { return capitalOver(i, 9_000_000) }},
		{`{registeredCapital: {lte: 9000000}}`, func(i int) bool { _, known := support.CompanyCapital(i); return known && !capitalOver(i, 9_000_000) }},
		{`{registeredCapital: {gte: 2000000, lt: 3000000}}`, func(i int) bool { c, known := support.CompanyCapital(i); return known && c == 2_000_000 }},
		{`{registeredCapital: {ne: 9000000}}`, func(i int) bool { c, known := support.CompanyCapital(i); return !known || c != 9_000_000 }},
		{`{registeredCapital: {isNull: true}}`, func(i int) bool { return i%4 == 3 }},
		{`{registeredCapital: {isNull: false}}`, func(i int) bool { return i%4 != 3 }},
		{`{not: {registeredCapital: {gt: 9000000}}}`, func(i int) bool { return !capitalOver(i, 9_000_000) }},
		{`{illustrative: {eq: false}}`, func(int) bool { return false }},
		{`{and: []}`, func(int) bool { return true }},
		{`{or: []}`, func(int) bool { return false }},
		{`{or: [{name: {startsWith: "北"}}, {district: {code: {eq: "320582"}}}]}`, func(i int) bool { return north(i) || local(i) }},
		{`{and: [{not: {name: {startsWith: "北"}}}, {district: {code: {eq: "320582"}}}]}`, func(i int) bool { return !north(i) && local(i) }},
		{`{district: {code: {eq: "320582"}}}`, local},
		{`{district: {name: {eq: "张家港市"}}}`, local},
		{`{district: {isNull: true}}`, func(i int) bool { return i%4 == 3 }},
		{`{district: {isNull: false}}`, func(i int) bool { return i%4 != 3 }},
		{`{district: {or: [{isNull: true}, {code: {eq: "320582"}}]}}`, func(i int) bool { return i%4 == 3 || local(i) }},
		{`{not: {district: {code: {eq: "320582"}}}}`, func(i int) bool { return !local(i) }},
	} {
		tt.check(t, a)
	}
	got := a.Data(t, `query ($where: CompanyFilter, $first: Int) { companies(where: $where, first: $first) { totalCount nodes { id } } }`,
		// A single value stands for a list of one.
		vars{"where": vars{"and": vars{"district": vars{"code": vars{"in": "320582"}}}}, "first": 2})
	assert.Equal(t, matching(local)[:2], support.Texts(t, got, "companies.nodes", "id"))
	assert.Equal(t, len(matching(local)), support.Number(t, got, "companies.totalCount"))
}

// span is the first and the last day of a date, by which dates compare as intervals. That
// every month has 31 days does not matter to the order of texts.
func span(date string) (first, last string) {
	return date + "-01-01"[len(date)-4:], date + "-12-31"[len(date)-4:]
}

func dates(t *testing.T, a *support.API) {
	for _, at := range []string{"1993", "1993-05", "1993-04-20"} {
		from, to := span(at)
		over := func(holds func(first, last string) bool) func(int) bool {
			return func(i int) bool {
				if support.FoundedOn(i) == "" {
					return false
				}
				return holds(span(support.FoundedOn(i)))
			}
		}
		before := func(_, last string) bool { return last < from }
		after := func(first, _ string) bool { return first > to }
		for op, holds := range map[string]func(int) bool{
			"lt":  over(before),
			"gt":  over(after),
			"lte": over(func(first, last string) bool { return !after(first, last) }),
			"gte": over(func(first, last string) bool { return !before(first, last) }),
			"eq":  func(i int) bool { return support.FoundedOn(i) == at },
			"ne":  func(i int) bool { return support.FoundedOn(i) != at },
		} {
			filterTest{fmt.Sprintf(`{foundedOn: {%s: %q}}`, op, at), holds}.check(t, a)
		}
	}
}

// quantifiers are about to-many relationships, on their ends and their properties.
func quantifiers(t *testing.T, a *support.API) {
	in := func(i int, fits func(n, s int) bool) int {
		count := 0
		for n, s := range support.CompanySegments(i) {
			if fits(n, s) {
				count++
			}
		}
		return count
	}
	every := func(int, int) bool { return true }
	second := func(n, _ int) bool { return n == 1 }
	upstream := func(_, s int) bool { return s%4 == 0 }
	semi := func(_, s int) bool { return support.ChainCluster(support.SegmentChain(s)) == 1 }
	for _, tt := range []filterTest{
		{`{segments: {}}`, func(int) bool { return true }},
		{`{segments: {some: {}}}`, func(i int) bool { return in(i, every) > 0 }},
		{`{segments: {none: {}}}`, func(i int) bool { return in(i, every) == 0 }},
		{`{segments: {all: {}}}`, func(int) bool { return true }},
		{`{segments: {some: {edge: {role: {eq: "配套"}}}}}`, func(i int) bool { return in(i, second) > 0 }},
		{`{segments: {none: {edge: {role: {eq: "配套"}}}}}`, func(i int) bool { return in(i, second) == 0 }},
		{`{segments: {some: {node: {position: {eq: UPSTREAM}}}}}`, func(i int) bool { return in(i, upstream) > 0 }},
		{`{segments: {all: {node: {position: {eq: UPSTREAM}}}}}`, func(i int) bool { return in(i, upstream) == in(i, every) }},
		{`{segments: {some: {node: {position: {eq: UPSTREAM}}, edge: {role: {eq: "配套"}}}}}`, func(i int) bool {
			return in(i, func(n, s int) bool { return second(n, s) && upstream(n, s) }) > 0
		}},
		{`{segments: {all: {node: {position: {eq: UPSTREAM}}, edge: {role: {eq: "链主"}}}}}`, func(i int) bool {
			return in(i, func(n, s int) bool { return !second(n, s) && upstream(n, s) }) == in(i, every)
		}},
		{`{segments: {count: {eq: 2}}}`, func(i int) bool { return in(i, every) == 2 }},
		{`{segments: {count: {lt: 1}}}`, func(i int) bool { return in(i, every) == 0 }},
		{`{segments: {count: {in: [0, 2]}}}`, func(i int) bool { return in(i, every) != 1 }},
		{`{segments: {some: {node: {chain: {cluster: {name: {eq: "特色半导体"}}}}}}}`, func(i int) bool { return in(i, semi) > 0 }},
		{`{segments: {none: {node: {chain: {cluster: {name: {eq: "特色半导体"}}}}}}}`, func(i int) bool { return in(i, semi) == 0 }},
		{`{segments: {some: {node: {chain: {cluster: {isNull: true}}}}}}`, func(i int) bool {
			return in(i, func(_, s int) bool { return support.ChainCluster(support.SegmentChain(s)) < 0 }) > 0
		}},
		{`{suppliers: {some: {edge: {product: {eq: "硅片"}, since: {lte: "2020-06"}}}}}`, func(i int) bool { return i%2 == 1 }},
		{`{customers: {some: {node: {suppliers: {some: {node: {stockCode: {eq: "600002"}}}}}}}}`, func(i int) bool { return i == 2 }},
	} {
		tt.check(t, a)
	}
	ordered := a.Data(t, `{ companies(first: 200, where: {segments: {some: {node: {chain: {cluster: {name: {eq: "特色半导体"}}}}}}, not: {name: {startsWith: "安"}}}, orderBy: [{foundedOn: DESC}]) {
		totalCount aggregate { count } nodes { id } } }`, nil)
	want := slices.DeleteFunc(orderedCompanies(true, byDate), func(id string) bool {
		return !slices.Contains(matching(func(i int) bool { return in(i, semi) > 0 && i%22 != 0 }), id)
	})
	assert.Equal(t, want, support.Texts(t, ordered, "companies.nodes", "id"))
	assert.Equal(t, len(want), support.Number(t, ordered, "companies.totalCount"))
	assert.Equal(t, len(want), support.Number(t, ordered, "companies.aggregate.0.count"))
	for _, many := range []string{"projects", "segments", "suppliers", "employees"} {
		got := a.Data(t, fmt.Sprintf(`{ has: companies(where: {%[1]s: {some: {}}}) { totalCount } not: companies(where: {%[1]s: {none: {}}}) { totalCount } companies { totalCount } }`, many), nil)
		assert.Equal(t, support.Number(t, got, "companies.totalCount"), support.Number(t, got, "has.totalCount")+support.Number(t, got, "not.totalCount"), many)
	}
}

func aggregates(t *testing.T, a *support.API) {
	got := a.Data(t, `{ companies { aggregate { key count registeredCapital { sum min max avg } }
		byDistrict: aggregate(groupBy: [DISTRICT]) { key ids count } byCluster: aggregate(groupBy: [CLUSTER]) { key count } } }`, nil)
	sum, known, largest := 0, 0, 0
	districts, byCluster := map[string]int{}, map[string]int{}
	for i := range support.CompanyCount {
		if c, has := support.CompanyCapital(i); has {
			sum, known, largest = sum+c, known+1, max(largest, c)
		}
		districts[[]string{"张家港市", "苏州市", "江苏省", ""}[i%4]]++
		seen := []string{}
		for _, s := range support.CompanySegments(i) {
			k := support.ChainCluster(support.SegmentChain(s))
			if k < 0 {
				continue
			}
			name := support.Clusters[k]
			if !slices.Contains(seen, name) {
				seen = append(seen, name)
				byCluster[name]++
			}
		}
		if len(seen) == 0 {
			byCluster[""]++
		}
	}
	assert.Equal(t, support.CompanyCount, support.Number(t, got, "companies.aggregate.0.count"))
	assert.Equal(t, sum, support.Number(t, got, "companies.aggregate.0.registeredCapital.sum"))
	assert.Equal(t, 0, support.Number(t, got, "companies.aggregate.0.registeredCapital.min"))
	assert.Equal(t, largest, support.Number(t, got, "companies.aggregate.0.registeredCapital.max"))
	assert.InDelta(t, float64(sum)/float64(known), support.Get(t, got, "companies.aggregate.0.registeredCapital.avg"), 1e-6)
	assert.Equal(t, districts, groups(t, support.Get(t, got, "companies.byDistrict")))
	assert.Equal(t, byCluster, groups(t, support.Get(t, got, "companies.byCluster")))
}

func groups(t *testing.T, list any) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for _, g := range list.([]any) {
		require.Len(t, support.Get(t, g, "key"), 1)
		counts[support.Get(t, g, "key.0").(string)] = support.Number(t, g, "count")
	}
	return counts
}
