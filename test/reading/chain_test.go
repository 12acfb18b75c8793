package reading_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

// ledByDoctor tells whether a doctor leads a project of the company.
func ledByDoctor(company int) bool {
	for p := range support.PersonCount {
		for _, w := range support.PersonWorks(p) {
			if support.PersonDegree(p) == "DOCTORATE" && w.Role == "LEAD" && slices.Contains(support.CompanyProjects(company), w.Project) {
				return true
			}
		}
	}
	return false
}

func inCluster(company, cluster int) bool {
	return slices.ContainsFunc(support.CompanySegments(company), func(s int) bool { return support.ChainCluster(support.SegmentChain(s)) == cluster })
}

// talentToCluster follows the whole chain backwards in one filter, and forwards in one answer.
func talentToCluster(t *testing.T, a *support.API) {
	query := `query ($at: String) { companies(first: 2, after: $at, orderBy: [{name: ASC}], where: {
		segments: {some: {node: {chain: {cluster: {name: {eq: "特色半导体"}}}}}}
		projects: {some: {node: {team: {some: {node: {highestDegree: {eq: DOCTORATE}}, edge: {role: {eq: LEAD}}}}}}}
	}) { totalCount nodes { id } pageInfo { endCursor hasNextPage } } }`
	fits := matching(func(i int) bool { return inCluster(i, 1) && ledByDoctor(i) })
	want := []string{}
	for _, id := range orderedCompanies(false, byInitial) {
		if slices.Contains(fits, id) {
			want = append(want, id)
		}
	}
	require.Greater(t, len(want), 2, "the fixture must have a second page")
	first := support.Get(t, a.Data(t, query, nil), "companies")
	before := a.DB.Runs()
	second := support.Get(t, a.Data(t, query, vars{"at": support.Get(t, first, "pageInfo.endCursor")}), "companies")
	assert.Equal(t, int64(1), a.DB.Runs()-before)
	assert.Equal(t, len(want), support.Number(t, first, "totalCount"))
	assert.Equal(t, len(want), support.Number(t, second, "totalCount"))
	assert.Equal(t, want[:2], support.Texts(t, first, "nodes", "id"))
	assert.Equal(t, want[2:min(4, len(want))], support.Texts(t, second, "nodes", "id"))
	assert.Equal(t, len(want) > 4, support.Get(t, second, "pageInfo.hasNextPage"))

	// 300 is 0: person 0 leads project 0, which company 0 runs in segments 0 and 3.
	a.Same(t, `{"person": {"name": "安一鸣", "projects": {"edges": [{"role": "LEAD", "since": "2021-03", "sources": {"totalCount": 0},
		"node": {"name": "项目 00", "companies": {"nodes": [{"stockCode": "600000", "segments": {"nodes": [
			{"name": "环节 00", "chain": {"name": "产业链 0", "cluster": {"name": "新能源"}}},
			{"name": "环节 03", "chain": {"name": "产业链 3", "cluster": {"name": "新能源"}}}]}}]}}}]}}}`,
		`{ person(by: {orcid: "0000-0002-1825-0097"}) { name projects { edges { role since sources { totalCount } node { name
			companies(where: {node: {stockCode: {eq: "600000"}}}) { nodes { stockCode segments { nodes { name chain { name cluster { name } } } } } } } } } } }`, nil)
}
