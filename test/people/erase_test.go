package people_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/test/support"
)

// What shows who the person was, now or before, anywhere in the graph.
var erasedMarkers = []string{
	hiddenName, hiddenKey, "Ouyang Buxian", "13812345678", "13900001111", "ouyang@example.com", "独有职称", "另有职称", "密职",
	"欧阳旧名", "13700002222", "暗职", "0000-0001-5000-0007",
}

// lived gives the person of met a past: replaced, contested and removed values, a file that
// names them, a report of rows that do, and texts of others that do.
func lived(t *testing.T) *support.Importer {
	t.Helper()
	a, _ := met(t)
	patch := func(text string) {
		a.Data(t, `mutation { updatePerson(id: "`+hiddenID+`", patch: `+text+`) { id } }`, nil)
	}
	patch(`{telephone: "13900001111", title: "独有职称", sources: ["src_01ke5q86000000000000000001"]}`)
	patch(`{telephone: "13812345678", email: "ouyang@example.com"}`)
	report, err := ingest.Import(t.Context(), a.DB, support.Declared(t), support.RowsOf(map[string]string{
		"nodes/Person.jsonl":           `{"id": "` + hiddenID + `", "title": "另有职称", "confidence": 0.1, "sources": [{"Source": {"citationKey": "list"}}]}`,
		"relationships/WORKS_AT.jsonl": `{"from": "` + hiddenID + `", "to": {"Company": {"stockCode": "600000"}}, "title": "密职", "since": "2020"}`,
	}), ingest.Options{})
	require.NoError(t, err)
	require.Empty(t, report.Problems)
	works := support.Get(t, a.Data(t, `{ person(by: {id: "`+hiddenID+`"}) { employers { edges { relationship title } } } }`, nil), "person.employers.edges")
	for _, edge := range works.([]any) {
		if support.Get(t, edge, "title") != nil {
			patch(fmt.Sprintf(`{employers: {unlink: [%q]}}`, support.Get(t, edge, "relationship")))
		}
	}
	a.Data(t, `mutation { createCompany(input: {name: "`+hiddenName+`工作室"}) { id } }`, nil)
	merged(t, a)

	im := support.ServeImports(t, a.DB)
	const mapping = "version: 1\nfiles:\n  - file: people.csv\n    nodes:\n      - entity: Person\n        fields: {name: 姓名, orcid: 编号}\n"
	named := im.Upload(t, "people.csv", strings.NewReader("姓名,编号\n"+hiddenName+",0000-0000\n"))
	assert.Equal(t, 1.0, support.Get(t, im.Follow(t, im.Start(t, named, mapping, false)), "counts.rejected"))
	// The rejects of this one name the person, its files do not: the row is refused for the
	// key, whose owner the reason names.
	other := im.Upload(t, "people.csv", strings.NewReader("姓名,编号\n丁,0000-0001\n"))
	im.Follow(t, im.Start(t, other, mapping, false))
	rejects, err := filepath.Glob(filepath.Join(im.Dir, other, "*.rejects.csv"))
	require.NoError(t, err)
	require.Len(t, rejects, 1)
	text, err := os.ReadFile(rejects[0])
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(rejects[0], append(text, []byte("people.csv,9,姓名,"+hiddenName+",taken,row\r\n")...), 0o600))
	im.Index(t)
	return im
}

// merged lets the person stand for another, and merges two companies that both employ them:
// what undoes these tells of the person.
func merged(t *testing.T, a *support.API) {
	t.Helper()
	const company, other = "com_01ke5q86000000000000000071", "com_01ke5q86000000000000000072"
	a.Data(t, `mutation {
		createPerson(input: {name: "欧阳旧名", orcid: "0000-0001-5000-0007", telephone: "13700002222"}) { id }
		a: upsertCompany(key: {id: "`+company+`"}, input: {name: "合并甲", employees: [{node: "`+hiddenID+`", title: "暗职", since: "2019"}]}) { id }
		b: upsertCompany(key: {id: "`+other+`"}, input: {name: "合并乙", employees: [{node: "`+hiddenID+`", title: "暗职", since: "2019", until: "2022"}]}) { id }
	}`, nil)
	former := support.Get(t, a.Data(t, `{ person(by: {orcid: "0000-0001-5000-0007"}) { id } }`, nil), "person.id").(string)
	a.Data(t, `mutation { merge(into: "`+company+`", from: "`+other+`", evidence: "same register entry") { id } }`, nil)
	a.Data(t, `mutation { merge(into: "`+hiddenID+`", from: "`+former+`", evidence: "欧阳旧名 is now 欧阳不显", sources: ["src_01ke5q86000000000000000001"]) { id } }`, nil)
	a.Data(t, `mutation { declareDistinct(a: "`+hiddenID+`", b: "per_01ke5q86000000000000000008", reason: "欧阳不显 is older") { id } }`, nil)
}

// mergesForget: what was merged with the person cannot come back, and merges of others that
// their relationships were a part of can still be undone.
func mergesForget(t *testing.T, a *support.API) {
	assert.Len(t, support.Get(t, a.Data(t, `{ merges { nodes { id } } }`, nil), "merges.nodes"), 1)
	all := support.Get(t, staffOf(t, a).Data(t, `{ merges { nodes { id type into evidence } } }`, nil), "merges.nodes").([]any)
	require.Len(t, all, 3)
	for _, m := range all {
		query := `mutation { unmerge(merge: "` + support.Get(t, m, "id").(string) + `") { from { ... on Company { name employees { totalCount } } } left } }`
		if support.Get(t, m, "type") == "Person" {
			assert.Equal(t, "(erased)", support.Get(t, m, "evidence"))
			r := a.Ask(t, query, nil)
			require.Len(t, r.Errors, 1)
			assert.Contains(t, []string{"NOT_FOUND", "CONFLICT"}, r.Errors[0].Code(), r.Errors[0].Message)
			continue
		}
		got := a.Data(t, query, nil)
		assert.Equal(t, map[string]any{"name": "合并乙", "employees": map[string]any{"totalCount": 0.0}}, support.Get(t, got, "unmerge.from"))
	}
}

// staffOf serves the same graph to who may see personal data.
func staffOf(t *testing.T, a *support.API) *support.API {
	t.Helper()
	return support.ServeLoaded(t, a.DB, app.Options{Grant: grant.Grant{Policy: privacy.Policy{ShowSensitive: true}}})
}

// everything is all that the database holds and that is left of uploads, as text.
func everything(t *testing.T, im *support.Importer) any {
	t.Helper()
	return []any{
		im.Run(t, "MATCH (n) WHERE NOT n.name ENDS WITH '工作室' OR n.name IS NULL RETURN labels(n), properties(n)", nil),
		im.Run(t, "MATCH ()-[r]->() RETURN type(r), properties(r)", nil), support.Tree(t, os.DirFS(im.Dir), "."),
	}
}

func TestErasedPeopleAreGone(t *testing.T) {
	im := lived(t)
	assert.ElementsMatch(t, erasedMarkers, markersIn(t, everything(t, im), erasedMarkers), "all of them are there before")
	studio := support.Get(t, im.Data(t, `{ companies(where: {name: {endsWith: "工作室"}}) { nodes { id } } }`, nil), "companies.nodes.0.id")

	t.Run("refused", func(t *testing.T) { erasureRefused(t, im.API) })
	got := support.Get(t, im.Data(t, support.ErasePerson, vars{"person": hiddenID, "reason": "asked on 2024-05-01", "confirm": hiddenID}), "erasePerson")
	im.Index(t)
	t.Run("nothing tells who it was", func(t *testing.T) {
		im.Run(t, "MATCH (d:SearchDocument) WHERE d.name CONTAINS '工作室' DELETE d", nil)
		assert.Empty(t, markersIn(t, everything(t, im), erasedMarkers))
	})
	t.Run("answer", func(t *testing.T) {
		assert.Equal(t, hiddenID, support.Get(t, got, "person"))
		assert.Equal(t, 6, support.Number(t, got, "relationships"), "a project, two firms and one that was merged, an award and a talk")
		assert.Equal(t, 1, support.Number(t, got, "uploads"))
		assert.Greater(t, support.Number(t, got, "changes"), 5)
		mentions := support.Get(t, got, "mayStillMention").([]any)
		assert.Contains(t, mentions, map[string]any{"id": studio, "type": "Company", "why": "TEXT"})
		assert.Contains(t, mentions, map[string]any{"id": "itr_01ke5q86000000000000000001", "type": "Interaction", "why": "LINKED"})
		assert.Contains(t, mentions, map[string]any{"id": "src_01ke5q86000000000000000001", "type": "Source", "why": "SOURCE"})
		assert.Empty(t, markersIn(t, got, erasedMarkers))
	})
	t.Run("audit", func(t *testing.T) { erasureIsAudited(t, staffOf(t, im.API)) })
	t.Run("not reverted", func(t *testing.T) {
		staff := staffOf(t, im.API)
		for _, id := range []string{hiddenID, hiddenEdge} {
			for _, c := range staff.ChangesOf(t, id) {
				r := staff.Ask(t, support.RevertChange, vars{"change": support.Get(t, c, "id"), "of": id, "even": true})
				require.Len(t, r.Errors, 1)
				assert.Equal(t, "CONFLICT", r.Errors[0].Code(), "%v: %s", c, r.Errors[0].Message)
			}
		}
	})
	t.Run("merges", func(t *testing.T) { mergesForget(t, im.API) })
	t.Run("not recorded again", func(t *testing.T) { notRecordedAgain(t, im.API) })
	t.Run("answered the same when asked again", func(t *testing.T) {
		again := im.Data(t, support.ErasePerson, vars{"person": hiddenID, "reason": "again", "confirm": hiddenID})
		assert.Equal(t, got, support.Get(t, again, "erasePerson"))
	})
}

func erasureRefused(t *testing.T, a *support.API) {
	tests := []struct{ name, person, reason, confirm, code, argument string }{
		{"another id to confirm", hiddenID, "asked", "per_01ke5q86000000000000000008", "BAD_USER_INPUT", "confirm"},
		{"no reason", hiddenID, "  ", hiddenID, "BAD_USER_INPUT", "reason"},
		{"long reason", hiddenID, strings.Repeat("因", 501), hiddenID, "BAD_USER_INPUT", "reason"},
		{"no id", "x", "asked", "x", "BAD_USER_INPUT", "person"},
		{"id of a company", "com_01ke5q86000000000000000007", "asked", "com_01ke5q86000000000000000007", "BAD_USER_INPUT", "person"},
		{"nobody", "per_01ke5q86000000000000000099", "asked", "per_01ke5q86000000000000000099", "NOT_FOUND", "person"},
	}
	before := a.Run(t, "MATCH (n) RETURN count(n)", nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := a.Ask(t, support.ErasePerson, vars{"person": tt.person, "reason": tt.reason, "confirm": tt.confirm})
			require.Len(t, r.Errors, 1)
			assert.Equal(t, tt.code, r.Errors[0].Code(), r.Errors[0].Message)
			assert.Equal(t, []any{tt.argument}, r.Errors[0].Extensions["argument"])
		})
	}
	t.Run("all at once", func(t *testing.T) {
		r := a.Ask(t, support.ErasePerson, vars{"person": "per_1", "reason": " ", "confirm": "per_2"})
		require.Len(t, r.Errors, 3)
		assert.Contains(t, r.Errors[2].Message, `"per_1" is not an id of one of those whose data is personal`)
	})
	t.Run("beside another field that is refused", func(t *testing.T) {
		r := a.Ask(t, `mutation { erasePerson(person: "`+hiddenID+`", reason: "asked", confirm: "`+hiddenID+`") { person } deleteCompany(id: "com_01ke5q86000000000000000099") }`, nil)
		require.Len(t, r.Errors, 2)
		assert.Equal(t, []string{"NOT_FOUND", "NOT_FOUND"}, []string{r.Errors[0].Code(), r.Errors[1].Code()})
	})
	assert.Equal(t, before, a.Run(t, "MATCH (n) RETURN count(n)", nil), "nothing was written")
}

// erasureIsAudited: who did what when stays, and why the person was erased.
func erasureIsAudited(t *testing.T, a *support.API) {
	got := a.Data(t, `{ history(id: "`+hiddenID+`") { nodes { kind by at erased reason values { field before after } } } }`, nil)
	kinds := support.Texts(t, got, "history.nodes", "kind")
	assert.Equal(t, "CREATE", kinds[0])
	assert.Equal(t, "ERASE", kinds[len(kinds)-1])
	last := support.Get(t, got, "history.nodes").([]any)[len(kinds)-1]
	assert.Equal(t, []any{"asked on 2024-05-01", "api", true}, []any{support.Get(t, last, "reason"), support.Get(t, last, "by"), support.Get(t, last, "erased")})
	second := support.Get(t, got, "history.nodes.1")
	assert.Equal(t, true, support.Get(t, second, "erased"))
	for _, v := range support.Get(t, second, "values").([]any) {
		assert.NotEmpty(t, support.Get(t, v, "field"))
		assert.Nil(t, support.Get(t, v, "before"))
		assert.Nil(t, support.Get(t, v, "after"))
	}
	edge := a.Data(t, `{ history(id: "`+hiddenEdge+`") { nodes { kind to erased } } }`, nil)
	kinds = support.Texts(t, edge, "history.nodes", "kind")
	assert.Equal(t, "DELETE", kinds[len(kinds)-1])
	all := a.Data(t, `{ changes(first: 200) { nodes { of kind values { before after } } } }`, nil)
	assert.Empty(t, markersIn(t, all, erasedMarkers))
	assert.Contains(t, support.Texts(t, all, "changes.nodes", "kind"), "ERASE")
}

// notRecordedAgain: neither an import nor a mutation records the person again who names one
// of the keys, and both say why.
func notRecordedAgain(t *testing.T, a *support.API) {
	report, err := ingest.Import(t.Context(), a.DB, support.Declared(t), support.RowsOf(map[string]string{
		"nodes/Person.jsonl":           `{"id": "` + hiddenID + `", "name": "` + hiddenName + `"}` + "\n" + `{"orcid": "` + hiddenKey + `", "name": "` + hiddenName + `"}`,
		"relationships/WORKS_ON.jsonl": `{"from": {"Person": {"orcid": "` + hiddenKey + `"}}, "to": "` + metProject + `", "role": "LEAD"}`,
	}), ingest.Options{})
	require.NoError(t, err)
	assert.Equal(t, 3, report.Rejected)
	for _, p := range report.Problems {
		says := map[string]string{"nodes/Person.jsonl": "must not be recorded", "relationships/WORKS_ON.jsonl": "there is no "}
		assert.Contains(t, p.Reason, says[p.File])
	}
	r := a.Ask(t, `mutation { upsertPerson(key: {orcid: "`+hiddenKey+`"}, input: {name: "x"}) { id } }`, nil)
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "FORBIDDEN", r.Errors[0].Code())
	assert.Contains(t, r.Errors[0].Message, "must not be recorded")
	assert.Empty(t, a.Run(t, "MATCH (x:Alias) WHERE x.key CONTAINS $key RETURN x", vars{"key": hiddenKey}), "the key itself is nowhere")
	a.Data(t, `mutation { createPerson(input: {name: "`+hiddenName+`"}) { id } }`, nil)
}
