package grants_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	clustergraph "github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/sample"
	"github.com/clustergraph/clustergraph/schema"
	"github.com/clustergraph/clustergraph/test/support"
)

var (
	seed = flag.Uint64("seed", 1, "another number hides another third")
	only = flag.String("only", "", "ask this root field of Query alone")
)

// Who sends a request says so in a header; the service gives each a grant.
const (
	whoHeader  = "X-Who"
	restricted = "restricted"
	whole      = "whole"
)

// patience is for the planning of hundreds of statements that nobody asked before.
const patience = 2 * time.Minute

// TestNothingHiddenIsTold asks every root field, export and subscription under a grant that
// hides a third of the graph at random. Nothing of that is in any answer, count, group, cursor
// or error, and what is visible is all there: a graph without the hidden third answers the same.
func TestNothingHiddenIsTold(t *testing.T) {
	draw := rand.New(rand.NewPCG(*seed, 2))
	g := served(t)
	g.live(t, draw)
	g.draw(t, draw)
	asked := g.questions(t, draw)

	t.Logf("%d entities, %d of them hidden; %d questions", len(g.public), len(g.hidden), len(asked))
	got := make([]answer, len(asked))
	for i, op := range asked {
		got[i] = g.ask(t, restricted, op)
		g.tellsNothing(t, op, got[i])
	}
	t.Log("asked under the grant")
	g.sideBySide(t, asked, got)
	var files map[string][]string
	var events []string
	if *only == "" {
		files, events = g.exports(t, draw), g.events(t, restricted)
		g.refuseMutations(t, draw)
	}

	g.prune(t)
	for i, op := range asked {
		same(t, op, g.ask(t, whole, op), got[i])
	}
	if *only == "" {
		g.sameFiles(t, files)
		assert.ElementsMatch(t, g.events(t, whole), events, "changed")
	}
}

// served serves the sample under the grants of who asks.
func served(t *testing.T) *graph {
	t.Helper()
	g := &graph{cat: support.Declared(t)}
	grants := func(r *http.Request) grant.Grant {
		switch r.Header.Get(whoHeader) {
		case restricted:
			return g.restricted()
		case whole:
			return g.whole()
		}
		return grant.Full()
	}
	g.API = support.Serve(t, neotest.Open(t), sample.Files(), app.Options{Server: server.Options{Grant: grants, RequestTimeout: patience}})
	return g
}

// questions are those of every root field of Query.
func (g *graph) questions(t *testing.T, draw *rand.Rand) []operation {
	t.Helper()
	served, _, err := clustergraph.LoadServed(schema.Served())
	require.NoError(t, err)
	d := drawing{support.Selecting{Schema: served, Draw: draw}, g.values(t, draw)}
	require.True(t, *only == "" || served.Query.Fields.ForName(*only) != nil, "there is no root field %s", *only)
	var all []operation
	for _, f := range served.Query.Fields {
		if f.Name != "__schema" && f.Name != "__type" && (*only == "" || f.Name == *only) {
			all = append(all, d.operations(f)...)
		}
	}
	return all
}

// post sends an operation as somebody.
func (g *graph) post(t *testing.T, who, text string, v vars) (r support.Reply) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": text, "variables": v})
	require.NoError(t, err)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, g.Base+"/graphql", bytes.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set(whoHeader, who)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	require.NoError(t, json.NewDecoder(response.Body).Decode(&r))
	return r
}
