package story_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/test/support"
)

// TestStoryKilled plays the year again and kills Neo4j in the middle of a request of every
// chapter: nothing of that request stays, the answer says to send it again, and that works.
func TestStoryKilled(t *testing.T) {
	neo4j := support.StartKillable(t)
	cfg := neo4j.Config()
	wire := newWire(t, cfg.URI)
	cfg.URI, cfg.WritePatience = wire.uri, time.Second // shorter than a restart takes
	db, err := neo.Open(cfg)
	require.NoError(t, err)
	defer db.Close(context.WithoutCancel(t.Context()))

	// How much each request says is known from a year in which nothing happens.
	a := support.ServeEmpty(t, db, app.Options{})
	var lengths []int64
	s := story{}
	for _, c := range theYear() {
		for _, r := range c.requests {
			before := wire.sent()
			answer := a.Data(t, r.text, s.varsOf(r.text))
			lengths = append(lengths, wire.sent()-before)
			s.keep(t, a, r, answer)
		}
	}

	a = support.ServeEmpty(t, db, app.Options{})
	s = story{}
	for i, c := range theYear() {
		require.True(t, t.Run(c.name, func(t *testing.T) {
			for j, r := range c.requests {
				length := lengths[0]
				lengths = lengths[1:]
				if j == i%len(c.requests) {
					before := a.Held(t)
					wire.cut(length/2, func() { _ = neo4j.Kill() })
					support.Unavailable(t, a.Ask(t, r.text, s.varsOf(r.text)))
					require.True(t, wire.wasCut(), "Neo4j was not killed")
					neo4j.Restart()
					assert.Equal(t, before, a.Held(t), "nothing of the request stays")
				}
				s.send(t, a, r)
			}
			c.check(t, a, s)
		}), "the story cannot go on")
	}
}
