package outage_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/test/support"
)

// TestKilled kills one Neo4j in the midst of everything, and starts it again each time.
func TestKilled(t *testing.T) {
	neo4j := support.StartKillable(t)
	t.Run("under two services", func(t *testing.T) { killedUnderServices(t, neo4j) })
	t.Run("in mid-write", func(t *testing.T) { killedInMidWrite(t, neo4j) })
	t.Run("under subscriptions", func(t *testing.T) { killedUnderSubscriptions(t, neo4j) })
}

// killedInMidWrite kills Neo4j between two fields of a request: nothing of it stays, the
// answer says to try again, and trying again works.
func killedInMidWrite(t *testing.T, neo4j *support.Killable) {
	db := neo4j.Open(t)
	a := support.Serve(t, db, support.Fixture(t), app.Options{})

	const request = `mutation {
		first: createCompany(input: {name: "半途", segments: [{node: "seg_00000000000000000000000001"}]}) { version }
		second: updateCompany(id: "com_00000000000000000000000001", patch: {shortName: "半途"}) { version }
	}`
	release := lock(t, a, support.NodeID("com", 1))
	done := a.Send(t.Context(), request)
	require.Eventually(t, func() bool {
		return len(a.Run(t, "SHOW TRANSACTIONS YIELD status AS s WHERE s STARTS WITH 'Blocked' RETURN s", nil)) > 0
	}, support.Patience, 20*time.Millisecond, "the second field never waited for the lock")
	require.NoError(t, neo4j.Kill())
	release()
	got := <-done
	require.NoError(t, got.Err)
	require.Len(t, got.Errors, 2)
	support.Unavailable(t, got.Reply)

	neo4j.Restart()
	count := func() any {
		return a.Run(t, "MATCH (n) WHERE n.name = '半途' OR n.shortName = '半途' RETURN count(n)", nil)[0][0]
	}
	assert.Equal(t, int64(0), count())
	a.Same(t, `{"first": {"version": 1}, "second": {"version": 2}}`, request, nil)
	assert.Equal(t, int64(2), count())
}

// lock takes the lock of a node in a transaction of its own, until it is released.
func lock(t *testing.T, a *support.API, id string) (release func()) {
	t.Helper()
	held, free, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		_ = a.DB.Write(context.WithoutCancel(t.Context()), func(tx *neo.Tx) error { // it ends with the database
			_, err := tx.Query(t.Context(), query.Statement{Text: "MATCH (n:Company {id: $id}) SET n.version = n.version + 0", Params: map[string]any{"id": id}})
			if err == nil {
				close(held)
				<-free
			}
			return context.Canceled
		})
	}()
	<-held
	return func() { close(free); <-ended }
}
