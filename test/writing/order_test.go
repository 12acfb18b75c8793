package writing_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

// Short names of all planes, in the order of their code points.
var planes = []string{"华", "华\uD7FF", "华\uE000", "华\uFE0F", "华（苏）", "华\uFFFD", "华𐀀", "华𬬻", "华𬬻（"}

// pagedShortNames reads the companies of the test one by one.
func pagedShortNames(t *testing.T, a *support.API, direction, size, cursor, reached string) (names []any) {
	request := fmt.Sprintf(`query ($at: String) { companies(%s: 1, %s: $at, where: {shortName: {startsWith: "华"}}, orderBy: [{shortName: %s}]) {
		totalCount nodes { shortName } pageInfo { %s } } }`, size, cursor, direction, reached)
	var at any
	for range len(planes) {
		page := support.Get(t, a.Data(t, request, vars{"at": at}), "companies")
		require.EqualValues(t, len(planes), support.Get(t, page, "totalCount"))
		require.Len(t, support.Get(t, page, "nodes"), 1)
		names = append(names, support.Get(t, page, "nodes.0.shortName"))
		at = support.Get(t, page, "pageInfo."+reached)
	}
	return names
}

func ordersOfTexts(t *testing.T, a *support.API) {
	var want []any
	for i, short := range planes {
		want = append(want, short)
		a.RecordCompany(t, vars{"name": fmt.Sprint("short names ", i), "shortName": short})
	}
	backwards := slices.Clone(want)
	slices.Reverse(backwards)
	assert.Equal(t, want, pagedShortNames(t, a, "ASC", "first", "after", "endCursor"))
	assert.Equal(t, backwards, pagedShortNames(t, a, "DESC", "first", "after", "endCursor"))
	assert.Equal(t, backwards, pagedShortNames(t, a, "ASC", "last", "before", "startCursor"))
	assert.Equal(t, want, pagedShortNames(t, a, "DESC", "last", "before", "startCursor"))
}

func ordersOfEnumerations(t *testing.T, a *support.API) {
	school := support.Get(t, a.Data(t, `mutation { createInstitution(input: {name: "ordered school"}) { id } }`, nil), "createInstitution.id")
	for _, degree := range []string{"MASTER", "ASSOCIATE", "DOCTORATE", "BACHELOR"} {
		a.Data(t, `mutation ($input: PersonCreate!) { createPerson(input: $input) { id } }`, vars{"input": vars{
			"name": "ordered " + degree, "highestDegree": degree, "education": []any{vars{"node": school, "degree": degree}},
		}})
	}
	want := []any{"DOCTORATE", "MASTER", "BACHELOR", "ASSOCIATE"}
	got := a.Data(t, `{ people(where: {name: {startsWith: "ordered"}}, orderBy: [{highestDegree: DESC}]) { nodes { highestDegree } aggregate(groupBy: [HIGHEST_DEGREE]) { key } } }`, nil)
	for i, degree := range want {
		assert.Equal(t, degree, support.Get(t, got, fmt.Sprintf("people.nodes.%d.highestDegree", i)))
		assert.Equal(t, degree, support.Get(t, got, fmt.Sprintf("people.aggregate.%d.key.0", len(want)-1-i)), "groups of one size are in the order of declaration")
	}
	got = a.Data(t, `query ($id: ID!) { institution(by: {id: $id}) { alumni(edgeOrderBy: [{degree: DESC}]) { edges { degree } } } }`, vars{"id": school})
	for i, degree := range want {
		assert.Equal(t, degree, support.Get(t, got, fmt.Sprintf("institution.alumni.edges.%d.degree", i)))
	}
	assert.EqualValues(t, 2, support.Get(t, a.Data(t, `{ people(where: {name: {startsWith: "ordered"}, highestDegree: {in: [MASTER, DOCTORATE]}}) { totalCount } }`, nil), "people.totalCount"))
}
