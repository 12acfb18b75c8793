package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

// ask sends one operation and reads its data.
func (p *process) ask(ctx context.Context, query string, variables map[string]any, data any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+p.addr+"/graphql", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer := struct {
		Data   any
		Errors []struct{ Message string }
	}{Data: data}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return err
	}
	if len(answer.Errors) > 0 {
		return fmt.Errorf("the service refuses: %s", answer.Errors[0].Message)
	}
	return nil
}

const subscription = `subscription ($ids: [ID!], $types: [String!], $after: String) { changed(ids: $ids, types: $types, after: $after) {
	cursor node { at by kind type of values { field before after } node { __typename id name } } } }`

// event is what a subscriber gets.
type event struct {
	Of     string
	Values []struct{ After any }
	at     time.Time
}

// subscribe opens a socket of its own and hands each event to got until ctx ends.
func (p *process) subscribe(ctx context.Context, variables map[string]any, got func(event)) error {
	//nolint:bodyclose // Dial leaves no body open
	conn, _, err := websocket.Dial(ctx, "ws://"+p.addr+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		return err
	}
	defer func() { _ = conn.CloseNow() }()
	for _, message := range []any{
		map[string]any{"type": "connection_init"},
		map[string]any{"type": "subscribe", "id": "1", "payload": map[string]any{"query": subscription, "variables": variables}},
	} {
		if err := wsjson.Write(ctx, conn, message); err != nil {
			return err
		}
	}
	for {
		var m struct {
			Type    string
			Payload json.RawMessage
		}
		if err := wsjson.Read(ctx, conn, &m); err != nil {
			return err
		}
		switch m.Type {
		case "next":
			var payload struct {
				Data struct{ Changed struct{ Node event } }
			}
			if err := json.Unmarshal(m.Payload, &payload); err != nil {
				return err
			}
			e := payload.Data.Changed.Node
			e.at = time.Now()
			got(e)
		case "error", "complete":
			return fmt.Errorf("the subscription ended: %s", m.Payload)
		}
	}
}
