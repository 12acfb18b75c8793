package people_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// Whoever was removed is still told of by the history, and so can be withheld, looked up and
// erased, with whom had been merged into them.
func TestThoseWhoWereRemovedHaveTheSameRights(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	staff := staffOf(t, a)
	begin := time.Now().UTC().Format(time.RFC3339Nano)
	gone := removed(t, a)
	var officer string
	for _, row := range a.Run(t, "MATCH (c:Change {kind: 'DELETE', type: 'Officer'}) RETURN c.of", nil) {
		officer, _ = row[0].(string)
	}
	tells := func() any {
		told := []any{a.Data(t, `{ merges { nodes { into from } } }`, nil)}
		for _, id := range []string{gone, officer} {
			told = append(told, a.Ask(t, `query ($id: ID!) { history(id: $id) { nodes { of from to values { field before after } } } }`, vars{"id": id}).Data,
				a.Ask(t, `query ($id: ID!) { difference(from: "2001-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z", of: $id) { nodes { of values { before after } } } }`, vars{"id": id}).Data,
				a.Data(t, `{ changes(since: "`+begin+`", first: 200) { nodes { of from to values { field before after } } } }`, nil))
		}
		return told
	}
	markers := []string{"去者甲", "去者旧名", "0000-0002-1694-233X", gone, "离者丙", "Q-917"}
	assert.ElementsMatch(t, markers, markersIn(t, tells(), markers), "the history tells of them")
	assert.Contains(t, markersIn(t, staff.Data(t, `query ($id: ID!) { personalRecord(person: $id) { withheld values { field value } history { values { after } } } }`, vars{"id": gone}), markers), "去者甲")
	a.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": gone})
	assert.ElementsMatch(t, []string{"离者丙", "Q-917"}, markersIn(t, tells(), markers))
	r := a.Ask(t, `mutation { createPerson(input: {name: "另一人", orcid: "0000-0002-1694-233X"}) { id } }`, nil)
	require.Len(t, r.Errors, 1)
	r = a.Ask(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": gone})
	require.Len(t, r.Errors, 1, "who is withheld is told of as of who was never there")
	assert.Equal(t, "NOT_FOUND", r.Errors[0].Code())

	staff.Data(t, `mutation ($id: ID!) { withdrawOptOut(person: $id) }`, vars{"id": gone})
	assert.ElementsMatch(t, markers, markersIn(t, tells(), markers), "put back")
	assert.Empty(t, a.Run(t, "MATCH (n:Aside) RETURN n", nil))
	assert.Empty(t, a.Run(t, "MATCH (n:Person) WHERE n.name STARTS WITH '去者' RETURN n", nil), "not brought to life")

	a.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": gone})
	a.Data(t, support.ErasePerson, vars{"person": gone, "reason": "asked", "confirm": gone})
	a.Data(t, support.ErasePerson, vars{"person": officer, "reason": "asked", "confirm": officer})
	assert.Empty(t, markersIn(t, []any{tells(), a.Run(t, "MATCH (n) RETURN properties(n)", nil)}, []string{"去者甲", "去者旧名", "0000-0002-1694-233X", "离者丙", "Q-917"}))
}

// removed are people with a past who were removed; it returns the id of one.
func removed(t *testing.T, a *support.API) string {
	t.Helper()
	gone := a.RecordPerson(t, vars{"name": "去者甲", "orcid": "0000-0002-1694-233X", "projects": []any{vars{"node": support.NodeID("prj", 1), "role": "ADVISER"}}})
	former := a.RecordPerson(t, vars{"name": "去者旧名"})
	a.Data(t, `mutation ($into: ID!, $from: ID!, $s: ID!) { merge(into: $into, from: $from, evidence: "same", sources: [$s]) { id } }`, vars{"into": gone, "from": former, "s": support.NodeID("src", 0)})
	a.Data(t, `mutation ($id: ID!) { deletePerson(id: $id, evenIfLinked: true) }`, vars{"id": gone})
	officer := support.Get(t, a.Data(t, `mutation { createOfficer(input: {name: "离者丙", code: "Q-917"}) { id } }`, nil), "createOfficer.id")
	a.Data(t, `mutation ($id: ID!) { deleteOfficer(id: $id) }`, vars{"id": officer})
	return gone
}

// Officers have the rights of people.
func TestOfficersOptOutAndAreErased(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	begin := time.Now().UTC().Format(time.RFC3339Nano)
	got := a.Data(t, `mutation ($p: ID!) { createOfficer(input: {name: "招商员戊", englishName: "Zhao Wu", code: "Q-918", projects: [{node: $p}]}) { id } }`, vars{"p": support.NodeID("prj", 1)})
	id := support.Get(t, got, "createOfficer.id").(string)
	markers := []string{"招商员戊", "Zhao Wu", "Q-918"}
	a.Index(t)
	public := func() any {
		return []any{
			a.Data(t, `{ officers(first: 200) { nodes { id name code } } search(text: "招商员戊") { nodes { id } } projects(first: 200) { nodes { officers { nodes { name } } } }
				changes(since: "`+begin+`", first: 200) { nodes { of values { after } } } }`, nil),
			a.Ask(t, `query ($id: ID!) { officer(by: {id: $id}) { name } history(id: $id) { nodes { values { after } } } }`, vars{"id": id}).Data,
		}
	}
	assert.NotEmpty(t, markersIn(t, public(), markers))
	a.Data(t, `mutation ($id: ID!) { optOut(person: $id, reason: "left the centre") }`, vars{"id": id})
	assert.Empty(t, markersIn(t, public(), append(markers, id)))
	staffOf(t, a).Data(t, `mutation ($id: ID!) { withdrawOptOut(person: $id) }`, vars{"id": id})
	assert.NotEmpty(t, markersIn(t, public(), markers))
	a.Data(t, support.ErasePerson, vars{"person": id, "reason": "asked", "confirm": id})
	assert.Empty(t, markersIn(t, []any{public(), a.Run(t, "MATCH (n) RETURN properties(n)", nil)}, markers))
}
