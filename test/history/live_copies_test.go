package history_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

const onlyCursors = `subscription ($after: String, $types: [String!]) { changed(after: $after, types: $types) { cursor node { of node { name } } } }`

// Two copies of the service share one Neo4j. Writers go through the second while a client
// listens at the first, loses its connection, and goes on at the other, over and over.
func TestChangedSurvivesTheLossOfACopy(t *testing.T) {
	db := neotest.Open(t)
	first := support.Serve(t, db, support.Fixture(t), app.Options{})
	otherDB, err := neo.Open(neotest.Config(t))
	require.NoError(t, err)
	t.Cleanup(func() { _ = otherDB.Close(t.Context()) })
	second := support.ServeLoaded(t, otherDB, app.Options{})
	start := first.EndOf(t)

	const writers, rounds = 8, 10
	var writing sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for i := range rounds {
				r, err := second.Post(t.Context(), support.CreateCompany, vars{"input": vars{"name": fmt.Sprintf("公司 %d-%d", w, i)}})
				if !assert.NoError(t, err) || !assert.Empty(t, r.Errors) {
					return
				}
			}
		})
	}
	for name, subscribe := range map[string]func(*support.API) func(testing.TB, string, vars) *support.Events{
		"events": func(a *support.API) func(testing.TB, string, vars) *support.Events { return a.OverSSE },
		"socket": func(a *support.API) func(testing.TB, string, vars) *support.Events { return a.OverWS },
	} {
		after, seen := start, []string{}
		for connection := 0; len(seen) < writers*rounds; connection++ {
			e := subscribe([]*support.API{first, second}[connection%2])(t, onlyCursors, vars{"after": after})
			for range min(7, writers*rounds-len(seen)) {
				got := e.Change(t)
				after = support.Get(t, got, "cursor")
				seen = append(seen, support.Get(t, got, "node.of").(string))
				assert.Contains(t, support.Get(t, got, "node.node.name"), "公司")
			}
			e.Stop()
		}
		writing.Wait()
		assert.Equal(t, changedSince(t, second, start), seen, name)
	}
}

// changedSince lists what was changed behind a cursor.
func changedSince(t testing.TB, a *support.API, after any) (ids []string) {
	t.Helper()
	for {
		page := a.Data(t, `query ($after: String) { changes(after: $after, first: 200) { nodes { of } pageInfo { endCursor hasNextPage } } }`, vars{"after": after})
		ids = append(ids, support.Texts(t, page, "changes.nodes", "of")...)
		if support.Get(t, page, "changes.pageInfo.hasNextPage") == false {
			return ids
		}
		after = support.Get(t, page, "changes.pageInfo.endCursor")
	}
}
