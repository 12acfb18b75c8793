package grants_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/test/support"
)

// exports are all lists, and connections and parts of the graph at random, the lines of each
// sorted.
func (g *graph) exports(t *testing.T, draw *rand.Rand) map[string][]string {
	t.Helper()
	const who = restricted
	var paths []string
	for _, e := range g.cat.Entities {
		paths = append(paths, e.Plural+".jsonl")
		var connections []string
		for _, r := range e.Relations {
			if r.Many {
				connections = append(connections, r.Name)
			}
		}
		if len(connections) > 0 {
			paths = append(paths, e.Plural+"/"+connections[draw.IntN(len(connections))]+".csv")
		}
	}
	for range 6 {
		paths = append(paths, "subgraph.json?depth=2&ids="+g.public[draw.IntN(len(g.public))])
	}
	files := map[string][]string{}
	for _, path := range paths {
		files[path] = g.export(t, who, path)
		g.tellsNothing(t, operation{text: path}, answer{raw: withoutEcho(files[path])})
	}
	return files
}

// withoutEcho leaves out the error that repeats the id that was asked for.
func withoutEcho(lines []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.HasPrefix(l, `{"errors"`) || strings.HasPrefix(l, "errors ") }), "\n")
}

func (g *graph) export(t *testing.T, who, path string) []string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, g.Base+"/export/"+path, nil)
	require.NoError(t, err)
	request.Header.Set(whoHeader, who)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	var lines []string
	if strings.HasPrefix(path, "subgraph") {
		var graph any
		require.NoError(t, json.Unmarshal(body, &graph))
		return parts(graph, "")
	}
	for line := range strings.Lines(string(body)) {
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}

func (g *graph) sameFiles(t *testing.T, files map[string][]string) {
	t.Helper()
	for path, lines := range files {
		assert.ElementsMatch(t, g.export(t, whole, path), lines, path)
	}
}

// events are all changes from the beginning on, as a subscription delivers them.
func (g *graph) events(t *testing.T, who string) (events []string) {
	t.Helper()
	expected := len(g.ask(t, who, operation{field: g.changes(t), text: `query Q($after: String) { changes(first: 200, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`}).comparable())
	body, err := json.Marshal(vars{"query": support.Changed, "variables": vars{"after": feed.Before(0).String()}})
	require.NoError(t, err)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, g.Base+"/graphql", bytes.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set(whoHeader, who)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	lines := bufio.NewReader(response.Body)
	for len(events) < expected {
		line, err := lines.ReadString('\n')
		require.NoError(t, err)
		text, isData := strings.CutPrefix(line, "data: ")
		if !isData {
			continue
		}
		var r support.Reply
		require.NoError(t, json.Unmarshal([]byte(text), &r))
		require.Empty(t, r.Errors)
		if who == restricted {
			g.tellsNothing(t, operation{text: "changed"}, answer{raw: text})
		}
		events = append(events, canonical(r.Data))
	}
	return events
}
