package reading_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

// faults is every kind of bad input: its code, the path of its field, the argument it names.
func faults(t *testing.T, a *support.API) {
	foreign := support.Get(t, a.Data(t, `{ companies(first: 1, orderBy: [{name: ASC}]) { pageInfo { endCursor } } }`, nil), "companies.pageInfo.endCursor").(string)
	manyIDs := strings.Repeat(fmt.Sprintf("%q ", support.NodeID("com", 0)), 201)
	const bad, invalid = "BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"
	tests := []struct {
		name, query    string
		vars           vars
		code           string
		path, argument []any
		says           string
	}{
		{"cursor of nonsense", `{ companies(after: "nonsense") { totalCount } }`, nil, bad, []any{"companies"}, []any{"after"}, "cursor"},
		{"cursor of another order", `query ($c: String) { x: companies(before: $c) { totalCount } }`, vars{"c": foreign}, bad, []any{"x"}, []any{"before"}, "orderBy"},
		{"cursor of another list", `query ($c: String) { people(after: $c, orderBy: [{name: ASC}]) { totalCount } }`, vars{"c": foreign}, bad, []any{"people"}, []any{"after"}, "cursor"},
		{"altered cursor", `query ($c: String) { companies(after: $c, orderBy: [{name: ASC}]) { totalCount } }`, vars{"c": "A" + foreign[:len(foreign)-1]}, bad, []any{"companies"}, []any{"after"}, "cursor"},
		{"first too large", `{ companies(first: 201) { totalCount } }`, nil, bad, []any{"companies"}, []any{"first"}, "0 to 200"},
		{"first negative", `{ companies(first: -1) { totalCount } }`, nil, bad, []any{"companies"}, []any{"first"}, "0 to 200"},
		{"last too large", `query ($n: Int) { companies(last: $n) { totalCount } }`, vars{"n": 201}, bad, []any{"companies"}, []any{"last"}, "0 to 200"},
		{"last negative", `{ companies(last: -1) { totalCount } }`, nil, bad, []any{"companies"}, []any{"last"}, "0 to 200"},
		{"first and last", `{ companies(first: 1, last: 1) { totalCount } }`, nil, bad, []any{"companies"}, []any{"last"}, "not both"},
		{"nested page", `{ companies { nodes { s: segments(first: 201) { totalCount } } } }`, nil, bad, []any{"companies"}, []any{"nodes", "s", "first"}, "0 to 200"},
		{"unknown prefix", `{ node(id: "xyz_00000000000000000000000000") { id } }`, nil, bad, []any{"node"}, []any{"id"}, "is not the id of an entity"},
		{"no id", `{ node(id: "600000") { id } }`, nil, bad, []any{"node"}, []any{"id"}, "is not the id of an entity"},
		{"unknown prefix among ids", `{ nodes(ids: ["` + support.NodeID("com", 0) + `", "xyz_1"]) { id } }`, nil, bad, []any{"nodes"}, []any{"ids", 1.0}, "is not the id of an entity"},
		{"too many ids", `{ nodes(ids: [` + manyIDs + `]) { id } }`, nil, bad, []any{"nodes"}, []any{"ids"}, "at most 200"},
		{"USCC with a wrong check", `{ company(by: {uscc: "91110000600037342L"}) { id } }`, nil, bad, []any{"company"}, []any{"by", "uscc"}, ""},
		{"ORCID with a wrong check", `{ person(by: {orcid: "0000-0002-1825-0098"}) { id } }`, nil, bad, []any{"person"}, []any{"by", "orcid"}, ""},
		{"null condition", `{ companies(where: {name: null}) { totalCount } }`, nil, bad, []any{"companies"}, []any{"where", "name"}, "isNull"},
		{"null operand", `{ companies(where: {name: {eq: null}}) { totalCount } }`, nil, bad, []any{"companies"}, []any{"where", "name", "eq"}, "isNull"},
		{"null quantifier in a variable", `query ($w: CompanyFilter) { companies(where: $w) { totalCount } }`, vars{"w": vars{"segments": vars{"some": nil}}}, bad, []any{"companies"}, []any{"where", "segments", "some"}, "null"},
		{"null to-one", `{ companies(where: {district: {name: null}}) { totalCount } }`, nil, bad, []any{"companies"}, []any{"where", "district", "name"}, "null"},
		{"date", `{ companies(where: {foundedOn: {lt: "2022-13"}}) { totalCount } }`, nil, bad, []any{"companies"}, []any{"where", "foundedOn", "lt"}, "month"},
		{"date that is none", `query ($d: Date) { companies(where: {or: [{foundedOn: {eq: $d}}]}) { totalCount } }`, vars{"d": "yesterday"}, bad, []any{"companies"}, []any{"where", "or", 0.0, "foundedOn", "eq"}, ""},
		{"yuan with a fraction", `{ companies(where: {registeredCapital: {gt: 1.5}}) { totalCount } }`, nil, bad, []any{"companies"}, []any{"where", "registeredCapital", "gt"}, ""},
		{"key twice in an order", `{ companies(orderBy: [{name: ASC}, {name: DESC}]) { totalCount } }`, nil, bad, []any{"companies"}, []any{"orderBy", 1.0}, "twice"},

		{"unknown field", `{ companies { total } }`, nil, invalid, nil, nil, "total"},
		{"unknown filter key", `{ companies(where: {nam: {eq: "x"}}) { totalCount } }`, nil, invalid, nil, nil, "nam"},
		{"unknown operator", `{ companies(where: {name: {like: "x"}}) { totalCount } }`, nil, invalid, nil, nil, "like"},
		{"unknown filter key in a variable", `query ($w: CompanyFilter) { companies(where: $w) { totalCount } }`, vars{"w": vars{"nam": vars{"eq": "x"}}}, invalid, []any{"variable", "w", "nam"}, nil, "unknown field"},
		{"unknown enum value", `{ people(where: {highestDegree: {eq: GENIUS}}) { totalCount } }`, nil, invalid, nil, nil, "GENIUS"},
		{"unknown enum value in a variable", `query ($d: Degree) { people(where: {highestDegree: {eq: $d}}) { totalCount } }`, vars{"d": "GENIUS"}, invalid, []any{"variable", "d"}, nil, "GENIUS"},
		{"unknown group key", `{ companies { aggregate(groupBy: [COLOUR]) { count } } }`, nil, invalid, nil, nil, "COLOUR"},
		{"two keys", `{ company(by: {uscc: "91320582PDY00001X7", stockCode: "600000"}) { id } }`, nil, invalid, nil, nil, "CompanyKey"},
		{"two keys of an order", `{ companies(orderBy: [{name: ASC, foundedOn: ASC}]) { totalCount } }`, nil, invalid, nil, nil, "CompanyOrder"},
		{"no key", `{ company(by: {}) { id } }`, nil, invalid, nil, nil, "CompanyKey"},
		{"syntax", `{ companies { `, nil, "GRAPHQL_PARSE_FAILED", nil, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := a.DB.Runs()
			r := a.Ask(t, tt.query, tt.vars)
			require.Len(t, r.Errors, 1, "%v", r)
			if r.Data != nil {
				assert.Nil(t, support.Get(t, r.Data, tt.path[0].(string)), "a field that may be null is null")
			}
			assert.Equal(t, tt.code, r.Errors[0].Code(), r.Errors[0].Message)
			assert.Equal(t, tt.path, r.Errors[0].Path)
			assert.Contains(t, r.Errors[0].Message, tt.says)
			if tt.argument != nil {
				assert.Equal(t, tt.argument, r.Errors[0].Extensions["argument"])
			}
			assert.Equal(t, before, a.DB.Runs(), "nothing is asked of the database")
		})
	}
	t.Run("one key too many in a variable", func(t *testing.T) {
		r := a.Ask(t, `query ($by: CompanyKey!) { company(by: $by) { id } }`, vars{"by": vars{"uscc": "91320582PDY00001X7", "stockCode": "600000"}})
		require.Len(t, r.Errors, 1)
		assert.Contains(t, []string{bad, invalid}, r.Errors[0].Code())
	})
	t.Run("beside a good field", func(t *testing.T) {
		r := a.Ask(t, `{ node(id: "xyz_1") { id } person(by: {orcid: "0000-0002-1825-0097"}) { name } }`, nil)
		require.Len(t, r.Errors, 1)
		assert.Equal(t, []any{"node"}, r.Errors[0].Path)
		assert.Equal(t, "安一鸣", support.Get(t, r.Data, "person.name"))
		assert.Nil(t, support.Get(t, r.Data, "node"))
	})
}

// deep nests companies in companies so many times.
func deep(levels int) string {
	return strings.Repeat(`customers(first: 1) { nodes { `, levels) + "id" + strings.Repeat(" } }", levels)
}

func limits(t *testing.T, a *support.API) {
	filter := strings.Repeat(`{customers: {some: {node: `, 12) + "{}" + strings.Repeat("}}}", 12)
	tests := []struct {
		name, query, code, says string
	}{
		{"deep enough", `{ company(by: {stockCode: "600000"}) { ` + deep(11) + ` } }`, "", ""},
		{"too deep", `{ company(by: {stockCode: "600000"}) { ` + deep(12) + ` } }`, "QUERY_TOO_COMPLEX", "13 entities in a row, at most 12"},
		{"filter too deep", `{ companies(where: ` + filter + `) { totalCount } }`, "QUERY_TOO_COMPLEX", "entities in a row"},
		{"many rows", `{ companies(first: 200) { nodes { segments(first: 200) { nodes { id } } } } }`, "", ""},
		{"too many rows", `{ companies(first: 200) { nodes { segments(first: 200) { nodes { companies(first: 20) { nodes { id } } } } } } }`, "QUERY_TOO_COMPLEX", "lower first"},
		{"too many rows in aliases", `{ ` + aliases(30) + ` }`, "QUERY_TOO_COMPLEX", "lower first"},
		{"many comparisons", `{ companies(where: {or: [` + strings.Repeat(`{name: {eq: "a"}} `, 400) + `]}) { totalCount } }`, "", ""},
		{"too many comparisons", `{ companies(where: {or: [` + strings.Repeat(`{name: {eq: "a"}} `, 401) + `]}) { totalCount } }`, "QUERY_TOO_COMPLEX", "401 comparisons"},
		{"too many hops", `{ companies(where: {and: [` + strings.Repeat(`{projects: {some: {node: {team: {some: {}}}}}} `, 60) + `]}) { totalCount } }`, "QUERY_TOO_COMPLEX", "follow 120 relationships"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := a.Ask(t, tt.query, nil)
			if tt.code == "" {
				assert.Empty(t, r.Errors)
				return
			}
			require.Len(t, r.Errors, 1)
			assert.Equal(t, tt.code, r.Errors[0].Code())
			assert.Contains(t, r.Errors[0].Message, tt.says)
			assert.Nil(t, r.Data)
		})
	}
}

func aliases(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d: companies(first: 200) { nodes { segments(first: 50) { nodes { id } } } } ", i)
	}
	return b.String()
}

// introspection is deep, and never refused for it.
func introspection(t *testing.T, a *support.API) {
	ofType := strings.Repeat("ofType { name kind ", 14) + strings.Repeat("} ", 14)
	got := a.Data(t, `{ __schema { types { name fields { name args { name type { name `+ofType+` } } type { name `+ofType+` } } inputFields { name } } } __type(name: "Company") { name } }`, nil)
	names := support.Texts(t, got, "__schema.types", "name")
	for _, name := range []string{"Company", "CompanySegmentsEdge", "CompanyFilter", "CompanyOrder", "CompanyKey", "PageInfo"} {
		assert.Contains(t, names, name)
	}
}
