package added_test

import (
	"fmt"
	"os"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/test/support"
)

// TestAdded runs in a copy of the sources, where one declaration was added and generation
// ran. The Neo4j is that of the test that made the copy.
func TestAdded(t *testing.T) {
	db, err := neo.Open(neo.Config{
		URI: os.Getenv("ADDED_NEO4J_URI"), User: os.Getenv("ADDED_NEO4J_USER"), Password: os.Getenv("ADDED_NEO4J_PASSWORD"),
	})
	require.NoError(t, err)
	defer db.Close(t.Context())
	a := support.Serve(t, db, laboratories(), app.Options{})

	assert.Equal(t, [][]any{{[]any{"code_canonical"}}, {[]any{"id"}}},
		a.Run(t, "SHOW CONSTRAINTS YIELD labelsOrTypes AS l, properties AS p WHERE l = ['Laboratory'] RETURN p ORDER BY p[0]", nil))
	assert.NotEmpty(t, a.Run(t, "SHOW INDEXES YIELD labelsOrTypes AS l, properties AS p WHERE l = ['Laboratory'] AND p[0] = 'openedOn' RETURN p", nil))

	before := db.Runs()
	a.Same(t, `{"laboratory": {"__typename": "Laboratory", "name": "实验室 0", "openedOn": "2020-01", "budget": 100, "grade": "NATIONAL",
		"host": {"name": "姑苏实验室"}, "headquarters": null, "branches": {"totalCount": 3, "nodes": [{"code": "L1"}, {"code": "L2"}]},
		"members": {"edges": [{"title": "主任", "since": "2021", "node": {"name": "安一"}, "sources": {"totalCount": 1}}]}}}`,
		`{ laboratory(by: {code: "L0"}) { __typename name openedOn budget grade host { name } headquarters { id }
			branches(first: 2, orderBy: [{name: ASC}]) { totalCount nodes { code } }
			members(where: {edge: {title: {eq: "主任"}}}) { edges { title since node { name } sources { totalCount } } } } }`, nil)
	assert.Equal(t, int64(1), db.Runs()-before)

	first := a.Data(t, pageOfLaboratories, nil)
	assert.Equal(t, []string{"L3", "L2"}, support.Texts(t, first, "laboratories.nodes", "code"))
	assert.Equal(t, 3, support.Number(t, first, "laboratories.totalCount"))
	second := a.Data(t, pageOfLaboratories, support.Vars{"at": support.Get(t, first, "laboratories.pageInfo.endCursor")})
	assert.Equal(t, []string{"L1"}, support.Texts(t, second, "laboratories.nodes", "code"))
	assert.Equal(t, false, support.Get(t, second, "laboratories.pageInfo.hasNextPage"))

	a.Same(t, `{"has": {"totalCount": 2}, "not": {"totalCount": 3}, "all": {"totalCount": 5},
		"led": {"nodes": [{"code": "L0"}]}, "hosted": {"nodes": [{"code": "L0"}]}, "byGrade": {"aggregate": [{"key": ["NATIONAL"], "count": 3}, {"key": ["PROVINCIAL"], "count": 2}]},
		"most": {"nodes": [{"code": "L0"}]}}`, `{
		has: laboratories(where: {members: {some: {}}}) { totalCount }
		not: laboratories(where: {members: {none: {}}}) { totalCount }
		all: laboratories { totalCount }
		led: laboratories(where: {members: {some: {node: {name: {startsWith: "安"}}, edge: {title: {eq: "主任"}, since: {lte: "2021"}}}}}) { nodes { code } }
		hosted: laboratories(where: {host: {code: {eq: "gusu"}}, grade: {in: [NATIONAL]}}) { nodes { code } }
		byGrade: laboratories { aggregate(groupBy: [GRADE]) { key count } }
		most: laboratories(first: 1, orderBy: [{branchesCount: DESC}]) { nodes { code } }
	}`, nil)
	a.Same(t, `{"node": {"code": "L4"}}`, `{ node(id: "`+laboratoryID(4)+`") { ... on Laboratory { code } } }`, nil)

	made := support.Get(t, a.Data(t, `mutation ($code: String!) {
		createLaboratory(input: {name: "新", code: $code, grade: NATIONAL, headquarters: "`+laboratoryID(0)+`"}) { id headquarters { code } }
		upsertLaboratory(key: {code: $code}, input: {name: "更新", branches: [{node: "`+laboratoryID(4)+`"}]}) { name version branches { nodes { code } } }
	}`, support.Vars{"code": "L9"}), "createLaboratory")
	assert.Equal(t, "L0", support.Get(t, made, "headquarters.code"))
	a.Same(t, `{"updateLaboratory": {"name": "更新", "headquarters": null, "branches": {"totalCount": 1}}}`,
		`mutation ($id: ID!) { updateLaboratory(id: $id, patch: {headquarters: null}) { name headquarters { id } branches { totalCount } } }`, support.Vars{"id": support.Get(t, made, "id")})
	a.Data(t, `mutation ($id: ID!) { deleteLaboratory(id: $id, evenIfLinked: true) }`, support.Vars{"id": support.Get(t, made, "id")})
	a.Same(t, `{"laboratory": null}`, `{ laboratory(by: {code: "L9"}) { id } }`, nil)
}

const pageOfLaboratories = `query ($at: String) { laboratories(first: 2, after: $at, where: {headquarters: {code: {eq: "L0"}}}, orderBy: [{openedOn: DESC}]) {
	totalCount nodes { code } pageInfo { endCursor hasNextPage } } }`

func laboratoryID(i int) string { return fmt.Sprintf("lab_%026d", i) }

func laboratories() fstest.MapFS {
	labs := ""
	for i := range 5 {
		grade := []string{"NATIONAL", "PROVINCIAL"}[i%2]
		labs += fmt.Sprintf(`{"id": %q, "name": "实验室 %d", "code": "L%d", "openedOn": "202%d-01", "budget": %d, "grade": %q}`+"\n", laboratoryID(i), i, i, i, 100+i, grade)
	}
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"nodes/Laboratory.jsonl":        text(labs),
		"nodes/Source.jsonl":            text(`{"name": "登记", "citationKey": "register"}`),
		"nodes/Institution.jsonl":       text(`{"name": "姑苏实验室", "code": "gusu"}`),
		"nodes/Person.jsonl":            text(`{"name": "安一", "orcid": "0000-0002-1825-0097"}` + "\n" + `{"name": "北二", "orcid": "0000-0002-1694-233X"}`),
		"relationships/HOSTED_BY.jsonl": text(`{"from": {"Laboratory": {"code": "L0"}}, "to": {"Institution": {"code": "gusu"}}}`),
		"relationships/BRANCH_OF.jsonl": text(`{"from": {"Laboratory": {"code": "L1"}}, "to": {"Laboratory": {"code": "L0"}}}
{"from": {"Laboratory": {"code": "L2"}}, "to": {"Laboratory": {"code": "L0"}}}
{"from": {"Laboratory": {"code": "L3"}}, "to": {"Laboratory": {"code": "L0"}}}`),
		"relationships/MEMBER_OF.jsonl": text(`{"from": {"Person": {"orcid": "0000-0002-1825-0097"}}, "to": {"Laboratory": {"code": "L0"}}, "title": "主任", "since": "2021", "sources": [{"Source": {"citationKey": "register"}}]}
{"from": {"Person": {"orcid": "0000-0002-1694-233X"}}, "to": {"Laboratory": {"code": "L0"}}, "title": "成员", "since": "2022"}
{"from": {"Person": {"orcid": "0000-0002-1694-233X"}}, "to": {"Laboratory": {"code": "L4"}}, "title": "成员"}`),
	}
}
