package reading_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// TestRead sends one served fixture every request that leaves it as it is.
func TestRead(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	for _, part := range []struct {
		name string
		test func(*testing.T, *support.API)
	}{
		{"keys", keys},
		{"nodes by id", nodesByID},
		{"selections", selections},
		{"sources", sources},
		{"runs", runs},
		{"pages", pages},
		{"page edges", pageEdges},
		{"nested pages", nestedPages},
		{"filters", filters},
		{"dates", dates},
		{"quantifiers", quantifiers},
		{"aggregates", aggregates},
		{"orders", orders},
		{"talent to cluster", talentToCluster},
		{"faults", faults},
		{"limits", limits},
		{"introspection", introspection},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, a) })
	}
}

func keys(t *testing.T, a *support.API) {
	want := fmt.Sprintf(`{"company": {"id": %q, "name": "安城股份有限公司", "uscc": "91320582PDY00001X7", "formerNames": ["甲", "乙"], "district": {"name": "张家港市"}}}`, support.NodeID("com", 0))
	for _, by := range []string{
		fmt.Sprintf(`{id: %q}`, support.NodeID("com", 0)), `{uscc: "91320582PDY00001X7"}`, `{uscc: " 91320582-pdy00001x7"}`, `{stockCode: "600000.SH"}`,
	} {
		a.Same(t, want, `{ company(by: `+by+`) { id name uscc formerNames district { name } } }`, nil)
	}
	a.Same(t, `{"person": {"orcid": "0000-0002-1825-0097"}}`, `{ person(by: {orcid: "https://orcid.org/0000-0002-1825-0097"}) { orcid } }`, nil)
	a.Same(t, `{"cluster": {"code": "cluster-1"}}`, `{ cluster(by: {name: "特色半导体"}) { code } }`, nil)
	a.Same(t, `{"company": null}`, `{ company(by: {stockCode: "601988"}) { id } }`, nil)
	a.Same(t, `{"company": {"district": null, "registeredCapital": null, "version": 1, "illustrative": true}}`,
		`query ($by: CompanyKey!) { company(by: $by) { district { id } registeredCapital version illustrative } }`, vars{"by": vars{"stockCode": "600003"}})
}

func nodesByID(t *testing.T, a *support.API) {
	com, per, gone := support.NodeID("com", 1), support.NodeID("per", 1), support.NodeID("com", 999)
	a.Same(t, `{"node": {"__typename": "Company", "id": "`+com+`", "stockCode": "600001"}}`,
		`query ($id: ID!) { node(id: $id) { __typename id ... on Company { stockCode } ... on Person { orcid } } }`, vars{"id": com})
	a.Same(t, `{"node": null}`, `query ($id: ID!) { node(id: $id) { id } }`, vars{"id": gone})
	a.Same(t, `{"nodes": [{"name": "北一鸣", "highestDegree": "DOCTORATE"}, null, {"name": "方城股份有限公司"}, {"name": "北一鸣", "highestDegree": "DOCTORATE"}]}`,
		`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Entity { name } ... on Person { highestDegree } } }`, vars{"ids": []string{per, gone, com, per}})
	a.Same(t, `{"nodes": [{"id": "`+com+`"}]}`, `{ nodes(ids: "`+com+`") { id } }`, nil)
	a.Same(t, `{"nodes": [{"id": "`+com+`"}]}`, `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, vars{"ids": com})
	a.Same(t, `{"nodes": []}`, `{ nodes(ids: []) { id } }`, nil)
}

func selections(t *testing.T, a *support.API) {
	a.Same(t, `{"a": {"n": "方城股份有限公司", "kind": "Company", "first": {"nodes": [{"name": "环节 07"}]}, "none": {"totalCount": 0}},
		"b": {"n": "林城股份有限公司", "kind": "Company", "first": {"nodes": [{"name": "环节 04"}]}, "none": {"totalCount": 0}}}`, `
		query ($one: Int = 1) {
			a: company(by: {stockCode: "600001"}) { ...Both }
			b: company(by: {stockCode: "600002"}) { ...Both }
		}
		fragment Both on Entity { n: name ... on Company { ...Pages } }
		fragment Pages on Company {
			kind: __typename
			first: segments(first: $one) { nodes { name } }
			none: segments(where: {node: {code: {eq: "nothing"}}}) { totalCount }
		}`, nil)
	conditional := `query ($yes: Boolean!, $no: Boolean!) {
		company(by: {stockCode: "600001"}) {
			stockCode @include(if: $yes)
			name @include(if: $no)
			id @skip(if: $yes)
			version @skip(if: $no) @include(if: $no)
			... @skip(if: $no) { illustrative }
			segments @include(if: $no) { totalCount }
		}
	}`
	a.Same(t, `{"company": {"stockCode": "600001", "illustrative": true}}`, conditional, vars{"yes": true, "no": false})
}

func sources(t *testing.T, a *support.API) {
	a.Same(t, `{"company": {
		"sources": {"totalCount": 2, "edges": [{"node": {"citationKey": "register-0"}}, {"node": {"citationKey": "register-1"}}]},
		"segments": {"edges": [{"role": "链主", "since": "2000", "sources": {"nodes": [{"name": "登记 0"}]}, "node": {"sources": {"totalCount": 0, "nodes": []}}}]}
	}}`, `{ company(by: {stockCode: "600000"}) {
		sources { totalCount edges { node { citationKey } } }
		segments(first: 1) { edges { role since sources { nodes { name } } node { sources { totalCount nodes { id } } } } }
	} }`, nil)
	a.Same(t, `{"company": {"sources": {"nodes": [{"citationKey": "register-0"}], "pageInfo": {"hasNextPage": true}}}}`,
		`{ company(by: {stockCode: "600000"}) { sources(first: 1) { nodes { citationKey } pageInfo { hasNextPage } } } }`, nil)
}

// runs counts statements: one a root field, however much hangs on it.
func runs(t *testing.T, a *support.API) {
	tests := []struct {
		name, query string
		want        int64
	}{
		{"by key", `{ company(by: {stockCode: "600000"}) { id } }`, 1},
		{"node", `{ node(id: "` + support.NodeID("com", 0) + `") { id } }`, 1},
		{"nodes of several types", `{ nodes(ids: ["` + support.NodeID("com", 0) + `", "` + support.NodeID("per", 0) + `"]) { id } }`, 1},
		{"everything of a page", `{ companies(first: 5, where: {segments: {some: {}}}, orderBy: [{name: ASC}]) { totalCount pageInfo { endCursor hasNextPage }
			aggregate(groupBy: [CLUSTER]) { key count } nodes { name segments { totalCount nodes { chain { cluster { name } } } } projects { edges { node { team { nodes { name } } } } } } } }`, 1},
		{"person to cluster", `{ person(by: {orcid: "0000-0002-1825-0097"}) { projects { edges { role since sources { nodes { name } } node { name
			companies { nodes { name } } segments { nodes { name chain { name cluster { name } } } } } } } } }`, 1},
		{"three root fields", `{ companies { totalCount } people { totalCount } projects { totalCount } }`, 3},
		{"introspection", `{ __schema { queryType { name } } __typename }`, 0},
		{"invalid", `{ companies(first: 201) { totalCount } nothing }`, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := a.DB.Runs()
			a.Ask(t, tt.query, nil)
			assert.Equal(t, tt.want, a.DB.Runs()-before)
		})
	}
}
