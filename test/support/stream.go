package support

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Changed is the subscription to changes.
const Changed = `subscription ($types: [String!], $ids: [ID!], $after: String) { changed(types: $types, ids: $ids, after: $after) {
	cursor node { id by kind type of values { field after } node { __typename name ... on Company { stockCode } } }
} }`

// streamPatience bounds a stream, also one that waits for a database to start again.
const streamPatience = 5 * time.Minute

// Events reads the answers of one subscription.
type Events struct {
	// Next waits for the next answer; there is none once the stream ended.
	Next func(t testing.TB) (r Reply, more bool)
	// Stop ends the subscription as a client does that goes away.
	Stop func()
}

// OverSSE subscribes with server-sent events.
func (a *API) OverSSE(t testing.TB, query string, v Vars) *Events {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), streamPatience)
	t.Cleanup(cancel)
	body, err := json.Marshal(Vars{"query": query, "variables": v})
	require.NoError(t, err)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, a.Base+"/graphql", bytes.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	t.Cleanup(func() { response.Body.Close() })
	lines := bufio.NewReader(response.Body)
	return &Events{
		Stop: cancel,
		Next: func(t testing.TB) (r Reply, more bool) {
			for {
				line, err := lines.ReadString('\n')
				if err == io.EOF || strings.HasPrefix(line, "event: complete") {
					return r, false
				}
				require.NoError(t, err)
				if text, isData := strings.CutPrefix(line, "data: "); isData {
					require.NoError(t, json.Unmarshal([]byte(text), &r))
					return r, true
				}
			}
		},
	}
}

// Change is the next event, which must be one without problems.
func (e *Events) Change(t testing.TB) any {
	t.Helper()
	r, more := e.Next(t)
	require.True(t, more, "the stream ended")
	require.Empty(t, r.Errors)
	return Get(t, r.Data, "changed")
}
