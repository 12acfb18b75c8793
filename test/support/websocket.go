package support

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"github.com/stretchr/testify/require"
)

// OverWS subscribes on a new WebSocket.
func (a *API) OverWS(t testing.TB, query string, v Vars) *Events {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), streamPatience)
	t.Cleanup(cancel)
	address := "ws" + strings.TrimPrefix(a.Base, "http") + "/graphql"
	conn, _, err := websocket.Dial(ctx, address, &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}}) //nolint:bodyclose // Dial leaves none to close
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.CloseNow() })
	require.NoError(t, wsjson.Write(ctx, conn, Vars{"type": "connection_init"}))
	require.NoError(t, wsjson.Write(ctx, conn, Vars{"type": "subscribe", "id": "1", "payload": Vars{"query": query, "variables": v}}))
	return &Events{
		Stop: func() { _ = conn.CloseNow() },
		Next: func(t testing.TB) (r Reply, more bool) {
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
