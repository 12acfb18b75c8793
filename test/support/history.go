package support

import (
	"testing"
)

// RevertChange is the mutation that reverts a change, and what it answers with.
const (
	RevertChange = `mutation ($change: ID!, $of: ID, $even: Boolean) { revertChange(change: $change, of: $of, evenIfChanged: $even) { ` + changeAnswer + ` } }`
	changeAnswer = `id kind type of by reverts values { field before after } node { name }`
)

// ChangesOf are the changes of an entity or a relationship, oldest first.
func (a *API) ChangesOf(t testing.TB, id any) []any {
	t.Helper()
	return Get(t, a.Data(t, `query ($id: ID!) { history(id: $id, first: 200) { nodes { `+changeAnswer+` } } }`, Vars{"id": id}), "history.nodes").([]any)
}

// LastChange is the id of the newest change of an entity or a relationship.
func (a *API) LastChange(t testing.TB, id any) string {
	t.Helper()
	all := a.ChangesOf(t, id)
	return Get(t, all[len(all)-1], "id").(string)
}

// EndOf is the cursor behind all changes.
func (a *API) EndOf(t testing.TB) any {
	t.Helper()
	var after any
	for {
		page := Get(t, a.Data(t, `query ($after: String) { changes(after: $after, first: 200) { pageInfo { endCursor hasNextPage } } }`, Vars{"after": after}), "changes.pageInfo")
		if end := Get(t, page, "endCursor"); end != nil {
			after = end
		}
		if Get(t, page, "hasNextPage") == false {
			return after
		}
	}
}
