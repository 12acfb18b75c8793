package app_test

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

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const changed = `subscription ($types: [String!], $ids: [ID!], $after: String) { changed(types: $types, ids: $ids, after: $after) {
	cursor node { id by kind type of values { field after } node { __typename name ... on Company { stockCode } } }
} }`

// streamPatience bounds a stream, also one that waits for a database to start again.
const streamPatience = 5 * time.Minute

// events reads the answers of one subscription.
type events struct {
	next func(t testing.TB) (reply, bool)
	stop func()
}

// overSSE subscribes with server-sent events.
func (a *api) overSSE(t testing.TB, query string, v vars) *events {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), streamPatience)
	t.Cleanup(cancel)
	body, err := json.Marshal(vars{"query": query, "variables": v})
	require.NoError(t, err)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, a.url, bytes.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	t.Cleanup(func() { response.Body.Close() })
	lines := bufio.NewReader(response.Body)
	return &events{
		stop: cancel,
		next: func(t testing.TB) (r reply, more bool) {
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

// overWS subscribes on a WebSocket of its own.
func (a *api) overWS(t testing.TB, query string, v vars) *events {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), streamPatience)
	t.Cleanup(cancel)
	conn, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(a.url, "http"), &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.CloseNow() })
	require.NoError(t, wsjson.Write(ctx, conn, vars{"type": "connection_init"}))
	require.NoError(t, wsjson.Write(ctx, conn, vars{"type": "subscribe", "id": "1", "payload": vars{"query": query, "variables": v}}))
	return &events{
		stop: func() { _ = conn.CloseNow() },
		next: func(t testing.TB) (r reply, more bool) {
			for {
				var m struct {
					Type    string          `json:"type"`
					Payload json.RawMessage `json:"payload"`
				}
				require.NoError(t, wsjson.Read(ctx, conn, &m))
				switch m.Type {
				case "next":
					require.NoError(t, json.Unmarshal(m.Payload, &r))
					return r, true
				case "error":
					require.NoError(t, json.Unmarshal(m.Payload, &r.Errors))
					return r, true
				case "complete":
					return r, false
				}
			}
		},
	}
}

// change is the next event, which must be one without problems.
func (e *events) change(t testing.TB) any {
	t.Helper()
	r, more := e.next(t)
	require.True(t, more, "the stream ended")
	require.Empty(t, r.Errors)
	return get(t, r.Data, "changed")
}

// endOf is the cursor behind all changes.
func (a *api) endOf(t testing.TB) any {
	t.Helper()
	var after any
	for {
		page := get(t, a.data(t, `query ($after: String) { changes(after: $after, first: 200) { pageInfo { endCursor hasNextPage } } }`, vars{"after": after}), "changes.pageInfo")
		if end := get(t, page, "endCursor"); end != nil {
			after = end
		}
		if get(t, page, "hasNextPage") == false {
			return after
		}
	}
}

func changedDelivers(t *testing.T, a *api) {
	for name, subscribe := range map[string]func(testing.TB, string, vars) *events{"events": a.overSSE, "socket": a.overWS} {
		t.Run(name, func(t *testing.T) {
			e := subscribe(t, changed, vars{"after": a.endOf(t)})
			id := get(t, a.data(t, createCompany, vars{"input": vars{"name": "新公司"}}), "createCompany.id")
			got := e.change(t)
			assert.Equal(t, []any{"CREATE", "Company", id, "api"}, []any{get(t, got, "node.kind"), get(t, got, "node.type"), get(t, got, "node.of"), get(t, got, "node.by")})
			assert.Equal(t, map[string]any{"__typename": "Company", "name": "新公司", "stockCode": nil}, get(t, got, "node.node"))
			a.data(t, updateCompany, vars{"id": id, "patch": vars{"shortName": "新"}})
			got = e.change(t)
			assert.Equal(t, "UPDATE", get(t, got, "node.kind"))
			assert.Equal(t, []any{map[string]any{"field": "shortName", "after": "新"}}, get(t, got, "node.values"))
			assert.Equal(t, get(t, got, "cursor"), a.endOf(t), "events and pages have the same cursors")
			a.data(t, deleteCompany, vars{"id": id})
			got = e.change(t)
			assert.Equal(t, "DELETE", get(t, got, "node.kind"))
			assert.Nil(t, get(t, got, "node.node"))
		})
	}
}
