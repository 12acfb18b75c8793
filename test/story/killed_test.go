package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// TestStoryKilled plays the year again and kills Neo4j in the middle of a request of every
// chapter: nothing of that request stays, the client is told to send it again, and that works.
func TestStoryKilled(t *testing.T) {
	dir := t.TempDir()
	running := startNeo4j(t, dir, localneo4j.AnyPort)
	wire := newWire(t, running.Config().URI)
	cfg := running.Config()
	cfg.URI, cfg.WritePatience = wire.uri, time.Second // shorter than a restart takes
	db, err := neo.Open(cfg)
	require.NoError(t, err)
	defer db.Close(context.WithoutCancel(t.Context()))
	opts := app.Options{Server: server.Options{RequestTimeout: time.Minute}}

	// How much each request says is known from a year in which nothing happens.
	a := serveNothing(t, db, opts)
	var lengths []int64
	s := story{}
	for _, c := range theYear() {
		for _, r := range c.requests {
			before := wire.sent()
			answer := a.data(t, r.text, s.varsOf(r.text))
			lengths = append(lengths, wire.sent()-before)
			s.keep(t, a, r, answer)
		}
	}

	a = serveNothing(t, db, opts)
	s = story{}
	restart := func() *localneo4j.Instance { return startNeo4j(t, dir, running.Port()) } // it outlives a chapter
	for i, c := range theYear() {
		require.True(t, t.Run(c.name, func(t *testing.T) {
			for j, r := range c.requests {
				length := lengths[0]
				lengths = lengths[1:]
				if j == i%len(c.requests) {
					before := a.held(t)
					wire.cut(length/2, func() {
						_ = syscall.Kill(running.PID(), syscall.SIGKILL)
						<-running.Done()
					})
					unavailable(t, a.ask(t, r.text, s.varsOf(r.text)))
					require.True(t, wire.wasCut(), "Neo4j was not killed")
					running = restart()
					assert.Equal(t, before, a.held(t), "nothing of the request stays")
				}
				s.tell(t, a, r)
			}
			c.check(t, a, s)
		}), "the story cannot go on")
	}
}

// held is what the graph holds, in one order; what search keeps for itself is left out.
func (a *api) held(t *testing.T) []string {
	t.Helper()
	rows := a.run(t, "MATCH (n) WHERE NOT n:"+catalog.SearchLabel+" AND NOT n:"+catalog.SearchStateLabel+" RETURN labels(n) AS kind, properties(n) AS held "+
		"UNION ALL MATCH ()-[r]->() RETURN [type(r)] AS kind, properties(r) AS held", nil)
	list := make([]string, len(rows))
	for i, row := range rows {
		text, err := json.Marshal(row)
		require.NoError(t, err)
		list[i] = string(text)
	}
	slices.Sort(list)
	return list
}
