package app_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

const onlyCursors = `subscription ($after: String, $types: [String!]) { changed(after: $after, types: $types) { cursor node { of node { name } } } }`

// Two copies of the service share one Neo4j. Writers go through the second while a client
// listens at the first, loses its connection, and goes on at the other, over and over.
func TestChangedSurvivesTheLossOfACopy(t *testing.T) {
	db := neotest.Open(t)
	first := serve(t, db, fixture(t), app.Options{})
	otherDB, err := neo.Open(neotest.Config(t))
	require.NoError(t, err)
	t.Cleanup(func() { _ = otherDB.Close(t.Context()) })
	second := serveLoaded(t, otherDB, app.Options{})
	start := first.endOf(t)

	const writers, rounds = 8, 10
	var writing sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for i := range rounds {
				r, err := second.post(t.Context(), createCompany, vars{"input": vars{"name": fmt.Sprintf("公司 %d-%d", w, i)}})
				if !assert.NoError(t, err) || !assert.Empty(t, r.Errors) {
					return
				}
			}
		})
	}
	for name, subscribe := range map[string]func(*api) func(testing.TB, string, vars) *events{
		"events": func(a *api) func(testing.TB, string, vars) *events { return a.overSSE },
		"socket": func(a *api) func(testing.TB, string, vars) *events { return a.overWS },
	} {
		after, seen := start, []string{}
		for turn := 0; len(seen) < writers*rounds; turn++ {
			e := subscribe([]*api{first, second}[turn%2])(t, onlyCursors, vars{"after": after})
			for range min(7, writers*rounds-len(seen)) {
				got := e.change(t)
				after = get(t, got, "cursor")
				seen = append(seen, get(t, got, "node.of").(string))
				assert.Contains(t, get(t, got, "node.node.name"), "公司")
			}
			e.stop()
		}
		writing.Wait()
		assert.Equal(t, second.changedSince(t, start), seen, name)
	}
}

// changedSince lists what was changed behind a cursor.
func (a *api) changedSince(t testing.TB, after any) (ids []string) {
	t.Helper()
	for {
		page := a.data(t, `query ($after: String) { changes(after: $after, first: 200) { nodes { of } pageInfo { endCursor hasNextPage } } }`, vars{"after": after})
		ids = append(ids, texts(t, page, "changes.nodes", "of")...)
		if get(t, page, "changes.pageInfo.hasNextPage") == false {
			return ids
		}
		after = get(t, page, "changes.pageInfo.endCursor")
	}
}
