package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

func TestCost(t *testing.T) {
	tests := []struct {
		name, request string
		rows, hops    int
	}{
		{"one", `{ company(by: {uscc: "91350100M000100Y43"}) { name } }`, 1, 1},
		{"a page", `{ companies(first: 50) { nodes { name } } }`, 51, 1},
		{"pages in a page", `{ companies(first: 10) { nodes { segments(first: 5) { nodes { chain { name } } } } } }`, 121, 3},
		{"aggregates in a page", `{ companies(first: 10) { nodes { segments { aggregate { count } by: aggregate(groupBy: [CHAIN]) { count } } } } }`, 1031, 2},
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

// What the database must plan counts as often as the statement has it.
func TestCostOfPlanning(t *testing.T) {
	const small = `name: {contains: "a"}`
	tests := []struct {
		name, request                                string
		conditions, listed, followed, nested, values int
	}{
		{"nothing but values", `{ firms { nodes { id name } } }`, 0, 0, 0, 0, 2},
		{"aliases and fragments", `{ firms { nodes { a: name b: name ...f } more: nodes { ...f } } } fragment f on Firm { id }`, 0, 0, 0, 0, 4},
		{"fragments that spread others twice", `{ firms { nodes { ...f0 } } }` + twice(40), 0, 0, 0, 0, 1},
		{"a filter", `{ firms(where: {or: [{` + small + `}, {not: {staff: {gt: 3, isNull: false}}}]}) { nodes { id } } }`, 3, 0, 0, 0, 1},
		{"counted and listed", `{ firms(where: {` + small + `}) { nodes { id } totalCount all: aggregate { count } } }`, 3, 0, 0, 3, 2},
		{"in an order whose key may be missing", `{ firms(where: {` + small + `}, orderBy: [{staff: ASC}]) { nodes { id } } }`, 2, 0, 0, 0, 1},
		{"a list", `{ firms(where: {name: {in: ["a", "b", "c"], notIn: ["d"]}}) { totalCount } }`, 2, 4, 0, 0, 0},
		{"an empty list", `{ firms(where: {name: {in: []}}) { totalCount } }`, 1, 0, 0, 0, 0},
		{"some", `{ firms(where: {customers: {some: {node: {place: {` + small + `}}, edge: {worth: {gt: 5}}}}}) { totalCount } }`, 2, 0, 2, 0, 0},
		{"all, which looks for what does not fit twice", `{ firms(where: {customers: {all: {node: {` + small + `}, edge: {worth: {gt: 5}}}}}) { totalCount } }`, 2, 0, 2, 0, 0},
		{"within", `{ firms(where: {place: {within: {id: "plc_1"}}}) { totalCount } }`, 1, 0, 2, 0, 0},
		{"counts", `{ firms(where: {customers: {count: {in: [1, 2]}, countOf: {nodes: {eq: 1}, where: {node: {` + small + `}}}}}) { totalCount } }`, 3, 2, 2, 0, 0},
		{"a date", `{ firms(where: {branches: {some: {}, asOf: "2022"}}) { totalCount } }`, 5, 0, 1, 0, 0},
		{"an order by degrees", `{ firms(orderBy: [{customersCount: ASC}, {suppliersCount: ASC}]) { nodes { id } } }`, 0, 0, 2, 0, 1},
		{"groups", `{ firms { aggregate(groupBy: [COUNTRY, SIZE]) { key count staff { sum avg } } } }`, 0, 0, 2, 3, 6},
		{"nested", `{ firms(first: 200) { nodes { place { parent { name } } customers(where: {node: {` + small + `}}) { nodes { sources { totalCount } } edges { relationship: id worth } } } } }`, 1, 0, 0, 4, 3},
		{"nested aggregates", `{ firms { nodes { customers(where: {node: {` + small + `}}) { aggregate(groupBy: [PLACE]) { key } all: aggregate { count } totalCount } } } }`, 3, 0, 1, 7, 3},
		{"by id", `{ nodes(ids: ["firm_1", "firm_2", "plc_1"]) { id ... on Place { name } ... on Entity { sources { totalCount } } } }`, 0, 0, 0, 2, 3},
		{"a subscription", `subscription { changed { of { id ... on Firm { branches { totalCount } } } } }`, 0, 0, 0, 1, 3},
		{"a mutation", `mutation { createFirm(input: {name: "a"}) { name branches { totalCount } } }`, 0, 0, 0, 1, 1},
	}
	s := newSmall(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, _ := s.operation(t, grant.Grant{}, tt.request, nil)
			want := plan.Cost{Rows: o.Rows, Hops: o.Hops, Joined: o.Joined, Conditions: tt.conditions, Listed: tt.listed, Followed: tt.followed, Nested: tt.nested, Values: tt.values}
			assert.Equal(t, want, o.Cost)
		})
	}
}

// twice is a row of fragments, of which each spreads the next one twice and the last has a field.
func twice(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Firm { ...f%d ... on Node { ...f%[2]d } }", i, i+1)
	}
	return fmt.Sprintf("%s fragment f%d on Firm { id }", &b, n)
}

func TestJoined(t *testing.T) {
	s := newSmall(t)
	const a = `{name: {eq: "a"}}`
	tests := []struct {
		where string
		want  int
	}{
		{`{}`, 0},
		{`{staff: {gt: 3}, and: [` + a + `, {share: {gt: 5}}]}`, 0},
		{`{or: [` + a + `, {staff: {gt: 3}}]}`, 1},
		{`{or: [` + a + `, {staff: {gt: 3}, share: {gt: 5}}]}`, 2},
		{`{staff: {gt: 3}, or: [` + a + `, {not: {or: [` + a + `, {staff: {gt: 3}}]}}]}`, 3},
		{`{customers: {some: {node: {or: [` + a + `, {staff: {gt: 3}}]}}}}`, 1},
	}
	for _, tt := range tests {
		o, _ := s.operation(t, grant.Grant{}, `{ firms(where: `+tt.where+`) { totalCount } }`, nil)
		assert.Equal(t, tt.want, o.Joined, tt.where)
	}
}

// Scopes of a grant cost the reader nothing.
func TestCostWithoutScopes(t *testing.T) {
	s := newSmall(t)
	const request = `{ firms(where: {customers: {some: {}}}) { totalCount } }`
	free, _ := s.operation(t, grant.Grant{}, request, nil)
	scoped, _ := s.operation(t, s.only("Firm", "F"), request, nil)
	assert.Equal(t, free.Cost, scoped.Cost)
}

// Root fields of one shape are planned once.
func TestCostOfShapes(t *testing.T) {
	s := newSmall(t)
	o, _ := s.operation(t, grant.Grant{}, `{
		a: firms(where: {branches: {some: {node: {name: {eq: "A"}}}}}) { totalCount }
		b: firms(where: {branches: {some: {node: {name: {eq: "B"}}}}}) { totalCount }
		c: firms(where: {branches: {none: {node: {name: {eq: "B"}}}}}) { totalCount }
	}`, nil)
	assert.Equal(t, 3, o.Followed)
	assert.Equal(t, 2, o.Planned().Followed)
}

func TestHeaviest(t *testing.T) {
	const request = `query($w: FirmFilter) {
		small: places { nodes { name } }
		big: firms(first: 100, where: $w) {
			few: nodes { id }
			edges { node { customers(first: 50) { nodes { place { name } suppliers(first: 10) { totalCount nodes { id } } } } } }
		}
		lines { edges { node { of { id ... on Entity { sources { nodes { name } } } } } } }
	}`
	tests := []struct {
		name string
		of   plan.Measure
		want string
	}{
		{"rows", func(c plan.Cost) int { return c.Rows }, "big.edges.node.customers.nodes.suppliers"},
		{"hops", func(c plan.Cost) int { return c.Hops }, "big.edges.node.customers.nodes.place"},
		{"conditions", func(c plan.Cost) int { return c.Conditions }, "big"},
		{"values", func(c plan.Cost) int { return c.Values }, "lines.edges.node.of"},
		{"nothing", func(plan.Cost) int { return 0 }, ""},
	}
	s := newSmall(t)
	o, _ := s.operation(t, grant.Grant{}, request, map[string]any{"w": map[string]any{"name": map[string]any{"eq": "A"}}})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, o.Heaviest(tt.of)) })
	}
}
