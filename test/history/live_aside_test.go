package app_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

const renamePerson = `mutation ($id: ID!, $name: String!) { updatePerson(id: $id, patch: {description: $name}) { id } }`

// Nothing is told of a person who opted out, also not of what was changed before, and nothing
// of what an erased person was, whoever listens from where.
func TestChangedTellsNothingOfWhoMustNotBeShown(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), app.Options{})
	start := a.endOf(t)
	hidden, erased, seen := nodeID("per", 1), nodeID("per", 2), nodeID("per", 3)
	first := a.overSSE(t, changed, vars{"after": start})
	a.data(t, updateCompany, vars{"id": nodeID("com", 1), "patch": vars{"shortName": "先"}})
	first.change(t) // so that the changes to come are kept for those who listen
	start = a.endOf(t)
	for _, id := range []string{hidden, erased, seen} {
		a.data(t, renamePerson, vars{"id": id, "name": "旧称"})
	}
	for _, id := range []string{hidden, erased, seen} {
		got := first.change(t)
		assert.Equal(t, []any{id, "旧称"}, []any{get(t, got, "node.of"), get(t, got, "node.values.0.after")})
	}
	a.data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": hidden})
	a.data(t, erasePerson, vars{"person": erased, "reason": "asked", "confirm": erased})
	a.data(t, renamePerson, vars{"id": seen, "name": "新称"})
	// The one that has listened since before is told of the erasure, which empties what the
	// service keeps of changes.
	for told := first.change(t); get(t, told, "node.of") != seen; told = first.change(t) {
		assert.NotEqual(t, hidden, get(t, told, "node.of"))
	}
	late := a.overWS(t, changed, vars{"after": start})
	var of []any
	for {
		got := late.change(t)
		of = append(of, get(t, got, "node.of"))
		if get(t, got, "node.of") == seen && get(t, got, "node.values.0.after") == "新称" {
			break
		}
		if get(t, got, "node.of") != seen {
			for _, v := range get(t, got, "node.values").([]any) {
				assert.Nil(t, get(t, v, "after"), "an erased value")
			}
		}
	}
	assert.NotContains(t, of, hidden)
	assert.Contains(t, of, erased, "that something happened stays")
}

// Who watches what was merged away is told of what stands for it.
func TestChangedFollowsAMerge(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), app.Options{})
	into, from := nodeID("com", 1), nodeID("com", 2)
	watching := a.overSSE(t, changed, vars{"after": a.endOf(t), "ids": []any{from}})
	a.data(t, `mutation ($into: ID!, $from: ID!) { merge(into: $into, from: $from, evidence: "one register entry") { id } }`, vars{"into": into, "from": from})
	var types []any
	for {
		got := watching.change(t)
		types = append(types, get(t, got, "node.type"))
		if get(t, got, "node.of") == from {
			break
		}
	}
	require.NotEmpty(t, types)
	later := a.overSSE(t, changed, vars{"after": a.endOf(t), "ids": []any{from}})
	a.data(t, updateCompany, vars{"id": into, "patch": vars{"shortName": "合并后"}})
	assert.Equal(t, into, get(t, later.change(t), "node.of"))
}
