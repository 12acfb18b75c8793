package outage_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// A stop ends the streams at once, without telling the client that they are complete: it
// comes back, here or at another copy.
func TestChangedEndsWithTheServer(t *testing.T) {
	db := neotest.Open(t)
	support.Load(t, db, support.Fixture(t))
	hub := live.New(db, live.Options{})
	a, stop, stopped := listen(t, db, app.Options{Live: hub, Server: server.Options{DrainTimeout: support.Patience}})
	e := a.OverSSE(t, support.Changed, vars{"after": a.EndOf(t)})
	a.Data(t, support.CreateCompany, vars{"input": vars{"name": "先"}})
	e.Change(t)
	stop()
	require.NoError(t, <-stopped)
	_, more := e.Next(t)
	assert.False(t, more)
	hub.Close()
	require.Eventually(t, func() bool { return hub.Active() == 0 }, support.Patience, support.Pace)
}

// killedUnderSubscriptions has a subscription with changes still to read. They wait, and go
// on when Neo4j is back.
func killedUnderSubscriptions(t *testing.T, neo4j *support.Killable) {
	db := neo4j.Open(t)
	hub := live.New(db, live.Options{ReadTimeout: time.Minute}) // a Neo4j that has just started reads slowly
	a := support.Serve(t, db, support.Fixture(t), app.Options{Live: hub})
	start := a.EndOf(t)
	e, late := a.OverSSE(t, support.Changed, vars{"after": start}), a.OverSSE(t, support.Changed, vars{"after": start})
	a.Data(t, support.CreateCompany, vars{"input": vars{"name": "先"}})
	assert.Equal(t, "先", support.Get(t, e.Change(t), "node.node.name"))
	require.NoError(t, neo4j.Kill())
	support.Unavailable(t, a.Ask(t, support.CreateCompany, vars{"input": vars{"name": "无"}}))
	r, _ := a.OverSSE(t, support.Changed, vars{"after": nil}).Next(t)
	support.Unavailable(t, r)

	neo4j.Restart()
	a.Data(t, support.CreateCompany, vars{"input": vars{"name": "后"}})
	assert.Equal(t, "后", support.Get(t, e.Change(t), "node.node.name"))
	assert.Equal(t, "先", support.Get(t, late.Change(t), "node.node.name"))
	assert.Equal(t, "后", support.Get(t, late.Change(t), "node.node.name"))
}
