package people_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

// pairOfPeople makes two people and returns their ids.
func pairOfPeople(t *testing.T, a *support.API, one, other string) vars {
	t.Helper()
	got := a.Data(t, `mutation ($one: PersonCreate!, $other: PersonCreate!) { one: createPerson(input: $one) { id } other: createPerson(input: $other) { id } }`,
		vars{"one": vars{"name": one, "telephone": "13655554321"}, "other": vars{"name": other}})
	return vars{"one": support.Get(t, got, "one.id"), "other": support.Get(t, got, "other.id"), "sources": []any{"src_01ke5q86000000000000000001"}}
}

const mergePeople = `mutation ($one: ID!, $other: ID!, $sources: [ID!]) { merge(into: $other, from: $one, evidence: "the same register entry", sources: $sources) { id } }`

// Whatever says that it must not be shown is not, however it came to say so.
func TestOptingOutMeetsMerging(t *testing.T) {
	a, _ := met(t)
	nobody := func(t *testing.T, v vars) {
		t.Helper()
		got := a.Data(t, `query ($one: ID!, $other: ID!) {
			people(where: {optOut: {eq: true}}) { totalCount }
			one: node(id: $one) { id } other: node(id: $other) { id }
		}`, vars{"one": v["one"], "other": v["other"]})
		assert.Equal(t, 0, support.Number(t, got, "people.totalCount"))
		assert.Nil(t, support.Get(t, got, "one"))
	}
	t.Run("merged in the same request", func(t *testing.T) {
		v := pairOfPeople(t, a, "酉十一", "戌十二")
		a.Data(t, `mutation ($one: ID!, $other: ID!, $sources: [ID!]) {
			optOut(person: $one)
			merge(into: $other, from: $one, evidence: "the same register entry", sources: $sources) { id }
		}`, v)
		nobody(t, v)
	})
	t.Run("come apart in the same request", func(t *testing.T) {
		v := pairOfPeople(t, a, "亥甲", "亥乙")
		v["merge"] = support.Get(t, a.Data(t, mergePeople, v), "merge.id")
		a.Data(t, `mutation ($other: ID!, $merge: ID!) {
			optOut(person: $other)
			unmerge(merge: $merge, edits: [{field: "optOut", side: FROM}]) { landed { field side } }
		}`, vars{"other": v["other"], "merge": v["merge"]})
		nobody(t, v)
	})
	t.Run("erased by an id that redirects to another", func(t *testing.T) {
		v := pairOfPeople(t, a, "子丙", "子丁")
		a.Data(t, mergePeople, v)
		r := a.Ask(t, support.ErasePerson, vars{"person": v["one"], "confirm": v["one"], "reason": "asked"})
		require.Len(t, r.Errors, 1)
		assert.Equal(t, "CONFLICT", r.Errors[0].Code(), r.Errors[0].Message)
		assert.Equal(t, []any{"person"}, r.Errors[0].Extensions["argument"])
		assert.NotNil(t, support.Get(t, a.Data(t, `query ($id: ID!) { node(id: $id) { id } }`, vars{"id": v["other"]}), "node"))
	})
}

// Nothing tells who tries values that one of them is right.
func TestMaskedValuesAreNotFoundByTrying(t *testing.T) {
	a, staff := met(t)
	v := pairOfPeople(t, a, "丑甲", "丑乙")
	erasing := func(reason string) string {
		r := a.Ask(t, `mutation ($one: ID!, $reason: String!) {
			erasePerson(person: $one, confirm: $one, reason: $reason) { person }
			optOut(person: "per_01ke5q86000000000000000099")
		}`, vars{"one": v["one"], "reason": reason})
		require.Len(t, r.Errors, 2)
		return r.Errors[0].Message + r.Errors[1].Message
	}
	assert.Equal(t, erasing("asked"), erasing("13655554321 丑甲 asked"))

	made := vars{"change": support.Get(t, a.Data(t, `query ($id: ID!) { history(id: $id) { nodes { id } } }`, vars{"id": v["one"]}), "history.nodes.0.id")}
	const revert = `mutation ($change: ID!) { revertChange(change: $change) { kind } }`
	r := a.Ask(t, revert, made)
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "FORBIDDEN", r.Errors[0].Code(), r.Errors[0].Message)
	assert.Equal(t, "DELETE", support.Get(t, staff.Data(t, revert, made), "revertChange.kind"))

	got := a.Data(t, support.ErasePerson, vars{"person": v["other"], "confirm": v["other"], "reason": "丑乙 asked"})
	assert.Equal(t, v["other"], support.Get(t, got, "erasePerson.person"))
	for _, held := range a.Held(t) {
		assert.NotContains(t, held, "丑乙")
	}
}

// An empty id is a mistake, not a wish for everything.
func TestEmptyIDsAreRefused(t *testing.T) {
	a, _ := met(t)
	for name, query := range map[string]string{
		"difference": `{ difference(of: "", from: "2020-01-01T00:00:00Z", to: "2099-01-01T00:00:00Z") { nodes { of } } }`,
		"merges":     `{ merges(of: "") { nodes { id } } }`,
		"duplicates": `{ duplicateCandidates(type: "Person", id: "") { nodes { weight } } }`,
	} {
		t.Run(name, func(t *testing.T) {
			r := a.Ask(t, query, nil)
			require.Len(t, r.Errors, 1)
			assert.Equal(t, "BAD_USER_INPUT", r.Errors[0].Code(), r.Errors[0].Message)
		})
	}
}

// partedMarkers are what only the one who is merged and comes apart again has.
var partedMarkers = []string{"Alpha Secret", "0000-0002-1825-0097"}

// parted merges two people and takes them apart again; the first one's relationship was edited
// while the second stood for both.
func parted(t *testing.T, a *support.API) vars {
	t.Helper()
	v := pairOfPeople(t, a, "寅甲", "寅乙")
	one := v["one"]
	made := a.Data(t, `mutation ($one: ID!) { updatePerson(id: $one, patch: {
		englishName: "Alpha Secret", orcid: "0000-0002-1825-0097", projects: {link: [{node: "`+metProject+`", role: MEMBER, since: "2021"}]}
	}) { projects { edges { relationship } } } }`, vars{"one": one})
	v["edge"] = support.Get(t, made, "updatePerson.projects.edges.0.relationship")
	v["merge"] = support.Get(t, a.Data(t, mergePeople, v), "merge.id")
	a.Data(t, `mutation ($other: ID!, $edge: ID!) { updatePerson(id: $other, patch: {projects: {change: [{id: $edge, until: "2023"}]}}) { id } }`,
		vars{"other": v["other"], "edge": v["edge"]})
	a.Data(t, `mutation ($merge: ID!) { unmerge(merge: $merge) { left } }`, vars{"merge": v["merge"]})
	return v
}

// pastOfBoth is every answer about the past of the two and of the relationship.
func pastOfBoth(t *testing.T, a *support.API, v vars) []any {
	t.Helper()
	answers := []any{a.Data(t, `query ($other: ID!) {
		history(id: $other, first: 200) { nodes { kind of from to values { field before after } } }
		orcid: valueHistory(id: $other, field: "orcid") { nodes { value } }
		changes(first: 200) { nodes { kind of from to values { field before after } } }
		difference(from: "2000-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z", first: 200) { nodes { of from to values { field before after } } }
	}`, vars{"other": v["other"]})}
	return append(answers, a.Ask(t, `query ($edge: ID!) { history(id: $edge) { nodes { of from to values { field before after } } } }`, vars{"edge": v["edge"]}))
}

func TestThePastOfAMergeTellsNothing(t *testing.T) {
	a, _ := met(t)
	v := parted(t, a)
	everything := func(answers any) []string {
		return markersIn(t, answers, append(partedMarkers, v["one"].(string)))
	}
	require.NotEmpty(t, everything(pastOfBoth(t, a, v)), "it does before")
	t.Run("of who is withheld", func(t *testing.T) {
		a.Data(t, `mutation ($one: ID!) { optOut(person: $one) }`, vars{"one": v["one"]})
		assert.Empty(t, everything(pastOfBoth(t, a, v)))
		assert.Empty(t, everything(a.Exported(t)))
	})
	t.Run("of who is erased", func(t *testing.T) {
		a.Data(t, support.ErasePerson, vars{"person": v["one"], "confirm": v["one"], "reason": "asked"})
		assert.Empty(t, markersIn(t, pastOfBoth(t, a, v), partedMarkers))
		assert.Empty(t, markersIn(t, a.Held(t), partedMarkers))
	})
}
