package server

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"

	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

// message is one message of the client.
type message struct {
	Type    string          `json:"type"`
	ID      string          `json:"id"`
	Payload json.RawMessage `json:"payload"`
}

// handle handles one message. A code other than zero closes the socket.
func (k *socket) handle(ctx context.Context, early *time.Timer, data []byte) (websocket.StatusCode, string) {
	var m message
	if err := wellformed.JSON(data); err != nil {
		return closeBadMessage, "Invalid message: " + err.Error()
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return closeBadMessage, "Invalid message: it is not a JSON object with type, id and payload"
	}
	switch m.Type {
	case "connection_init":
		return k.initialise(early, m.Payload)
	case "ping":
		return k.reply(pong(m.Payload))
	case "pong":
		return 0, ""
	case "subscribe":
		return k.subscribe(ctx, &m)
	case "complete":
		return k.complete(m.ID)
	default:
		return closeBadMessage, "Invalid message: unknown type"
	}
}

func (k *socket) initialise(early *time.Timer, payload json.RawMessage) (websocket.StatusCode, string) {
	if k.acknowledged {
		return closeTooManyInits, "Too many initialisation requests"
	}
	if !objectOrNone(payload) {
		return closeBadMessage, "Invalid message: the payload of connection_init must be an object"
	}
	early.Stop()
	k.acknowledged = true
	return k.reply([]byte(`{"type":"connection_ack"}`))
}

func (k *socket) reply(data []byte) (websocket.StatusCode, string) {
	if err := k.write(data); err != nil {
		return websocket.StatusGoingAway, "write failed"
	}
	return 0, ""
}

// pong carries the payload of the ping, when there is one.
func pong(payload json.RawMessage) []byte {
	if len(payload) == 0 {
		return []byte(`{"type":"pong"}`)
	}
	return append(append([]byte(`{"type":"pong","payload":`), payload...), '}')
}

func objectOrNone(payload json.RawMessage) bool {
	payload = bytes.TrimSpace(payload)
	return len(payload) == 0 || payload[0] == '{' || string(payload) == "null"
}

func (k *socket) subscribe(ctx context.Context, m *message) (websocket.StatusCode, string) {
	if !k.acknowledged {
		return closeUnauthorized, "Unauthorized"
	}
	if m.ID == "" {
		return closeBadMessage, "Invalid message: subscribe needs an id"
	}
	params := graphql.RawParams{Headers: k.header}
	params.ReadTime.Start = graphql.Now()
	if err := decodeJSON(bytes.NewReader(m.Payload), &params); err != nil {
		return closeBadMessage, "Invalid message: the payload of subscribe is not a GraphQL request"
	}
	if refused := complete(&params); refused != nil {
		return closeBadMessage, "Invalid message: the payload of subscribe has no query"
	}
	params.ReadTime.End = graphql.Now()
	return k.start(ctx, m.ID, &params)
}

func (k *socket) complete(id string) (websocket.StatusCode, string) {
	if id == "" {
		return closeBadMessage, "Invalid message: complete needs an id"
	}
	k.mu.Lock()
	op := k.active[id]
	delete(k.active, id)
	k.mu.Unlock()
	if op != nil {
		op.silence()
	}
	return 0, ""
}
