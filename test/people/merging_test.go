package people_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// TestErasureReachesWhatWasMerged erases a person into whom another was merged: nothing of
// either is left, also what undoes the merge, and neither is recorded again.
func TestErasureReachesWhatWasMerged(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{Grant: grant.Grant{Policy: privacy.Policy{ShowSensitive: true}}})
	markers := []string{"独名甲", "独名乙", "0000-0002-1694-233X", "0000-0001-5109-3700", "独职甲", "独职乙", "独证据", "独理由"}
	one := a.RecordPerson(t, vars{"name": "独名甲", "orcid": "0000-0002-1694-233X", "title": "独职甲", "employers": vars{"node": support.NodeID("com", 1), "title": "独职甲"}})
	two := a.RecordPerson(t, vars{"name": "独名乙", "orcid": "0000-0001-5109-3700", "title": "独职乙", "employers": vars{"node": support.NodeID("com", 2), "title": "独职乙"}})
	third := a.RecordPerson(t, vars{"name": "别人"})
	a.Data(t, support.DeclareDistinct, vars{"a": third, "b": two, "reason": "独理由"})
	a.Data(t, support.MergeBoth, vars{"into": one, "from": two, "evidence": "独证据", "sources": support.NodeID("src", 0)})
	a.Data(t, `mutation ($id: ID!) { updatePerson(id: $id, patch: {title: "博士"}) { id } }`, vars{"id": one})
	assert.ElementsMatch(t, markers, markersIn(t, a.Stored(t), markers))
	a.Refused(t, support.ErasePerson, vars{"person": two, "reason": "asked", "confirm": two}, "CONFLICT", "person", "merged into "+one)
	a.Data(t, support.ErasePerson, vars{"person": one, "reason": "asked", "confirm": one})
	assert.Empty(t, markersIn(t, a.Stored(t), markers))
	for _, orcid := range []string{"0000-0002-1694-233X", "0000-0001-5109-3700"} {
		r := a.Ask(t, support.CreatePerson, vars{"input": vars{"name": "x", "orcid": orcid}})
		require.NotEmpty(t, r.Errors)
		assert.Contains(t, r.Errors[0].Message, "must not be recorded")
	}
}

// TestNobodyIsFoundOutByTrying: who may not see telephone numbers learns nothing of them from
// what agrees.
func TestNobodyIsFoundOutByTrying(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	staff := support.ServeLoaded(t, a.DB, app.Options{Grant: grant.Grant{Policy: privacy.Policy{ShowSensitive: true}}})
	one := a.RecordPerson(t, vars{"name": "试名", "telephone": "13812345678"})
	two := a.RecordPerson(t, vars{"name": "试名", "telephone": "13812345678"})
	const find = `query ($id: ID!) { duplicateCandidates(type: "Person", id: $id) { nodes { band terms { field agreement } } } }`
	agreement := func(a *support.API) any {
		for _, term := range support.Get(t, a.Data(t, find, vars{"id": one}), "duplicateCandidates.nodes.0.terms").([]any) {
			if support.Get(t, term, "field") == "telephone" {
				return support.Get(t, term, "agreement")
			}
		}
		return nil
	}
	assert.Equal(t, "MISSING", agreement(a))
	assert.Equal(t, "AGREE", agreement(staff))
	a.Refused(t, support.MergeBoth, vars{"into": one, "from": two, "evidence": "x"}, "BAD_USER_INPUT", "evidence", "names alone")
	staff.Data(t, support.MergeBoth, vars{"into": one, "from": two, "evidence": "同一企业"})
}

// TestAWithheldPersonIsNotMerged: nobody learns of one, and one who was merged into them is
// withheld too.
func TestAWithheldPersonIsNotMerged(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{Grant: grant.Grant{Policy: privacy.Policy{ShowSensitive: true}}})
	one, two, third := a.RecordPerson(t, vars{"name": "隐名"}), a.RecordPerson(t, vars{"name": "隐名"}), a.RecordPerson(t, vars{"name": "隐名"})
	merge := support.Get(t, a.Data(t, support.MergeBoth, vars{"into": one, "from": two, "evidence": "x", "sources": support.NodeID("src", 0)}), "merge.id")
	a.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": two})
	a.Refused(t, support.MergeBoth, vars{"into": third, "from": one, "evidence": "x", "sources": support.NodeID("src", 0)}, "NOT_FOUND", "from", "there is no")
	a.Refused(t, support.MergeBoth, vars{"into": third, "from": two, "evidence": "x", "sources": support.NodeID("src", 0)}, "NOT_FOUND", "from", "there is no")
	a.Refused(t, support.UnmergeOne, vars{"merge": merge}, "NOT_FOUND", "", "there is no")
	for _, id := range []string{one, two} {
		assert.Nil(t, support.Get(t, a.Data(t, `query ($id: ID!) { node(id: $id) { id } }`, vars{"id": id}), "node"))
		r := a.Ask(t, `query ($id: ID!) { history(id: $id) { nodes { id } } }`, vars{"id": id})
		require.Len(t, r.Errors, 1)
		assert.Equal(t, "NOT_FOUND", r.Errors[0].Code())
		assert.Empty(t, support.Get(t, a.Data(t, `query ($id: ID!) { merges(of: $id) { nodes { id } } }`, vars{"id": id}), "merges.nodes"))
	}
	assert.Empty(t, support.Get(t, a.Data(t, `query ($id: ID!) { duplicateCandidates(type: "Person", id: $id) { nodes { band } } }`, vars{"id": third}), "duplicateCandidates.nodes"))
	a.Data(t, `mutation ($id: ID!) { withdrawOptOut(person: $id) }`, vars{"id": one})
	a.Data(t, support.UnmergeOne, vars{"merge": merge})
}
