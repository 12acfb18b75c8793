package history_test

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

const renamePerson = `mutation ($id: ID!, $name: String!) { updatePerson(id: $id, patch: {description: $name}) { id } }`

// Nothing comes of a person who opted out, also not of what was changed before, and nothing
// of what an erased person was, whoever listens from where.
func TestChangedTellsNothingOfWhoMustNotBeShown(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	start := a.EndOf(t)
	hidden, erased, seen := support.NodeID("per", 1), support.NodeID("per", 2), support.NodeID("per", 3)
	first := a.OverSSE(t, support.Changed, vars{"after": start})
	a.Data(t, support.UpdateCompany, vars{"id": support.NodeID("com", 1), "patch": vars{"shortName": "先"}})
	first.Change(t) // so that the changes to come are kept for those who listen
	start = a.EndOf(t)
	for _, id := range []string{hidden, erased, seen} {
		a.Data(t, renamePerson, vars{"id": id, "name": "旧称"})
	}
	for _, id := range []string{hidden, erased, seen} {
		got := first.Change(t)
		assert.Equal(t, []any{id, "旧称"}, []any{support.Get(t, got, "node.of"), support.Get(t, got, "node.values.0.after")})
	}
	a.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": hidden})
	a.Data(t, support.ErasePerson, vars{"person": erased, "reason": "asked", "confirm": erased})
	a.Data(t, renamePerson, vars{"id": seen, "name": "新称"})
	for got := first.Change(t); support.Get(t, got, "node.of") != seen; got = first.Change(t) {
		assert.NotContains(t, []any{hidden, erased}, support.Get(t, got, "node.of"))
	}
	assert.Equal(t, []any{seen, seen}, ofChangesUntil(t, a.OverWS(t, support.Changed, vars{"after": start}), seen))
	staff := support.ServeLoaded(t, a.DB, app.Options{Grant: grant.Grant{Policy: privacy.Policy{ShowSensitive: true}}})
	of := ofChangesUntil(t, staff.OverWS(t, support.Changed, vars{"after": start}), seen)
	assert.NotContains(t, of, hidden)
	assert.Contains(t, of, erased, "that something happened stays, for who may see personal data")
}

// ofChangesUntil is what the changes are of, until the last one of an entity; of no other than
// that any value is told.
func ofChangesUntil(t *testing.T, late *support.Events, seen string) []any {
	t.Helper()
	var of []any
	for {
		got := late.Change(t)
		of = append(of, support.Get(t, got, "node.of"))
		if support.Get(t, got, "node.of") == seen && support.Get(t, got, "node.values.0.after") == "新称" {
			return of
		}
		if support.Get(t, got, "node.of") != seen {
			for _, v := range support.Get(t, got, "node.values").([]any) {
				assert.Nil(t, support.Get(t, v, "after"), "an erased value")
			}
		}
	}
}

// Who watches what was merged away sees what stands for it.
func TestChangedFollowsAMerge(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	into, from := support.NodeID("com", 1), support.NodeID("com", 2)
	watching := a.OverSSE(t, support.Changed, vars{"after": a.EndOf(t), "ids": []any{from}})
	a.Data(t, `mutation ($into: ID!, $from: ID!) { merge(into: $into, from: $from, evidence: "one register entry") { id } }`, vars{"into": into, "from": from})
	var types []any
	for {
		got := watching.Change(t)
		types = append(types, support.Get(t, got, "node.type"))
		if support.Get(t, got, "node.of") == from {
			break
		}
	}
	require.NotEmpty(t, types)
	later := a.OverSSE(t, support.Changed, vars{"after": a.EndOf(t), "ids": []any{from}})
	a.Data(t, support.UpdateCompany, vars{"id": into, "patch": vars{"shortName": "合并后"}})
	assert.Equal(t, into, support.Get(t, later.Change(t), "node.of"))
}
