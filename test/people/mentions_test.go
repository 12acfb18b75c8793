package people_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// texts of others that mention somebody, each in another field, by the id of the record.
func textsOfOthers(t *testing.T, a *support.API, person string) map[string]string {
	t.Helper()
	record := func(mutation, input string) string {
		got := a.Data(t, `mutation { x: `+mutation+`(input: `+strings.ReplaceAll(input, "$p", `"`+person+`"`)+`) { id } }`, nil)
		return support.Get(t, got, "x.id").(string)
	}
	list := map[string]string{
		record("createCompany", `{name: "司徒未闻工作室"}`):                                                   "name that is searched",
		record("createTalentAward", `{name: "司徒 未闻 入选领军人才", recipients: [{node: $p}]}`):                "name of what is linked",
		record("createInteraction", `{name: "电话", happenedOn: "2024-01-01", note: "与ＳＩＴＵ-Weiwen谈落户"}`): "text that is not searched, written otherwise",
		record("createCompany", `{name: "另一工作室", description: "司徒未聞與Weiwen Sītú創辦"}`):                  "traditional characters",
		record("createSource", `{name: "名单", text: "司徒未闻，0000-0001-5109-3700"}`):                       "text of a source",
		record("createPerson", `{name: "徐乙", description: "师从司徒旧名"}`):                                  "former name in the text of another person",
		record("createApplication", `{name: "申报", ipDescription: "发明人：司徒未闻"}`):                         "description of an application",
	}
	edge := a.Data(t, `mutation { createPerson(input: {name: "徐丙", employers: [{node: "`+support.NodeID("com", 1)+`", title: "司徒未闻的助理"}]}) { employers { edges { relationship } } } }`, nil)
	list[support.Get(t, edge, "createPerson.employers.edges.0.relationship").(string)] = "value of a relationship"
	return list
}

// Whatever text of others mentions somebody erased is listed, also where no search holds it; its
// history does not keep the text, neither what was there before nor what is corrected afterwards.
func TestTextsOfOthersAreListedAndNotKept(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	person := a.RecordPerson(t, vars{"name": "司徒旧名", "englishName": "Situ Weiwen", "orcid": "0000-0001-5109-3700"})
	a.Data(t, `mutation ($id: ID!) { updatePerson(id: $id, patch: {name: "司徒未闻"}) { id } }`, vars{"id": person})
	others := textsOfOthers(t, a, person)
	namesake := a.RecordPerson(t, vars{"name": "司徒未闻"})
	was := a.RecordCompany(t, vars{"name": "曾有其名", "description": "司徒未闻创办"})
	a.Data(t, `mutation ($id: ID!) { updateCompany(id: $id, patch: {description: null}) { id } }`, vars{"id": was})

	erasure := support.Get(t, a.Data(t, support.ErasePerson, vars{"person": person, "reason": "asked", "confirm": person}), "erasePerson")
	listed := map[string]bool{}
	for _, m := range support.Get(t, erasure, "mayStillMention").([]any) {
		listed[support.Get(t, m, "id").(string)] = true
	}
	for id, what := range others {
		assert.True(t, listed[id], "%s: %s", id, what)
	}
	assert.False(t, listed[namesake], "another person of the same name is another person")

	markers := []string{"司徒未闻", "司徒旧名", "0000-0001-5109-3700", "Weiwen", "司徒 未闻", "司徒未聞"}
	kept := func() []string {
		return markersIn(t, a.Run(t, "MATCH (c:Change) WHERE c.of <> $namesake RETURN c.before, c.after, c.reason", vars{"namesake": namesake}), markers)
	}
	assert.Empty(t, kept(), "what was there before")
	for id := range others {
		correct(t, a, id)
	}
	assert.Empty(t, kept(), "what is corrected")
	assert.Empty(t, markersIn(t, a.Run(t, "MATCH (n) WHERE n.id <> $namesake AND NOT n:SearchDocument RETURN properties(n)", vars{"namesake": namesake}), markers))
	assert.Empty(t, a.Run(t, "MATCH (n) WHERE n.mentioning IS NOT NULL RETURN n", nil), "what is corrected mentions nobody")
	change := support.Get(t, a.Data(t, `query ($id: ID!) { history(id: $id) { nodes { erased values { field before after } } } }`, vars{"id": keyOf(t, others, "name that is searched")}), "history.nodes").([]any)
	text, err := json.Marshal(change)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"after":"更正","before":null,"field":"name"`)
}

func keyOf(t *testing.T, of map[string]string, value string) string {
	t.Helper()
	for k, v := range of {
		if v == value {
			return k
		}
	}
	require.Fail(t, "no "+value)
	return ""
}

// correct takes the person out of a record, by whichever field names them.
func correct(t *testing.T, a *support.API, id string) {
	t.Helper()
	for _, one := range []struct{ prefix, mutation, patch string }{
		{"com_", "updateCompany", `{name: "更正", description: null}`},
		{"awd_", "updateTalentAward", `{name: "更正"}`},
		{"itr_", "updateInteraction", `{note: "更正"}`},
		{"src_", "updateSource", `{text: "更正"}`},
		{"per_", "updatePerson", `{description: "更正"}`},
		{"apl_", "updateApplication", `{ipDescription: null}`},
	} {
		if strings.HasPrefix(id, one.prefix) {
			a.Data(t, `mutation ($id: ID!) { `+one.mutation+`(id: $id, patch: `+one.patch+`) { id } }`, vars{"id": id})
			return
		}
	}
	node := support.Get(t, a.Data(t, `{ people(where: {name: {eq: "徐丙"}}) { nodes { id } } }`, nil), "people.nodes.0.id")
	a.Data(t, `mutation ($id: ID!) { updatePerson(id: $id, patch: {employers: {change: [{id: "`+id+`", title: "助理"}]}}) { id } }`, vars{"id": node})
}

// Nobody finds what others named after somebody who opted out by that name, and no hit shows it;
// whoever knows more of the text finds the record, and after a withdrawal everybody does.
func TestNamesOfTheWithheldFindNothing(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	person := a.RecordPerson(t, vars{"name": "司徒旧名", "englishName": "Situ Weiwen", "orcid": "0000-0001-5109-3700", "formerNames": []any{"司徒曾用"}})
	a.Data(t, `mutation ($id: ID!) { updatePerson(id: $id, patch: {name: "司徒未闻"}) { id } }`, vars{"id": person})
	textsOfOthers(t, a, person)
	a.Data(t, `mutation { createCompany(input: {name: "司徒曾用咨询", description: "SITU WEIWEN, 0000 0001 5109 3700"}) { id } }`, nil)
	namesake := a.RecordPerson(t, vars{"name": "司徒未闻"})
	a.Index(t)
	find := func(text string) []any {
		return support.Get(t, a.Data(t, `query ($text: String!) { search(text: $text, first: 50) { nodes { id } edges { text } } }`, vars{"text": text}), "search.nodes").([]any)
	}
	names := []string{"司徒未闻", "situweiwen", "司徒未", "未闻", "0000-0001-5109-3700", "司徒曾用", "situcengyong"}
	before := map[string]int{}
	for _, text := range names {
		before[text] = len(find(text))
		assert.Positive(t, before[text], text)
	}
	a.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": person})
	for _, text := range names {
		for _, hit := range find(text) {
			assert.Equal(t, namesake, support.Get(t, hit, "id"), text)
		}
	}
	assert.Len(t, find("司徒曾用咨询"), 1, "by more than the name")
	assert.NotEmpty(t, find("入选领军人才"))
	got, err := json.Marshal(a.Data(t, `{ search(text: "入选领军人才") { edges { text } } }`, nil))
	require.NoError(t, err)
	assert.NotContains(t, string(got), "未闻")
	staffOf(t, a).Data(t, `mutation ($id: ID!) { withdrawOptOut(person: $id) }`, vars{"id": person})
	a.Index(t)
	for _, text := range names {
		assert.Len(t, find(text), before[text], text)
	}
}
