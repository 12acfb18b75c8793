package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// client is the client's end of a WebSocket.
type client struct {
	t    *testing.T
	conn *websocket.Conn
}

func (run *running) websocket(header http.Header, subprotocols ...string) (*client, *http.Response, error) {
	run.t.Helper()
	conn, resp, err := websocket.Dial(run.t.Context(), "ws"+strings.TrimPrefix(run.url, "http")+"/graphql",
		&websocket.DialOptions{Subprotocols: subprotocols, HTTPHeader: header})
	if err != nil {
		return nil, resp, err
	}
	run.t.Cleanup(func() { _ = conn.CloseNow() })
	return &client{t: run.t, conn: conn}, resp, nil
}

func (run *running) socket() *client {
	run.t.Helper()
	c, _, err := run.websocket(nil, subprotocol)
	require.NoError(run.t, err)
	return c
}

// acknowledged is a socket past connection_init.
func (run *running) acknowledged() *client {
	run.t.Helper()
	c := run.socket()
	c.send(`{"type":"connection_init"}`)
	c.expect(`{"type":"connection_ack"}`)
	return c
}

func (c *client) send(message string) {
	c.t.Helper()
	require.NoError(c.t, c.conn.Write(c.t.Context(), websocket.MessageText, []byte(message)))
}

func (c *client) subscribe(id, document string) {
	c.t.Helper()
	c.send(fmt.Sprintf(`{"type":"subscribe","id":%q,"payload":{"query":%q}}`, id, document))
}

func (c *client) expect(message string) {
	c.t.Helper()
	assert.JSONEq(c.t, message, c.receive())
}

func (c *client) receive() string {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 20*time.Second)
	defer cancel()
	_, data, err := c.conn.Read(ctx)
	require.NoError(c.t, err)
	require.True(c.t, json.Valid(data), string(data))
	return string(data)
}

// closed reads until the server closes, and returns code and reason.
func (c *client) closed() (websocket.StatusCode, string) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 20*time.Second)
	defer cancel()
	for {
		if _, _, err := c.conn.Read(ctx); err != nil {
			var closed websocket.CloseError
			require.ErrorAs(c.t, err, &closed)
			return closed.Code, closed.Reason
		}
	}
}

func TestSocketOperations(t *testing.T) {
	run := start(t)
	c := run.acknowledged()

	c.subscribe("q", "{ hello }")
	c.expect(`{"id":"q","type":"next","payload":{"data":{"hello":"hello"}}}`)
	c.expect(`{"id":"q","type":"complete"}`)

	c.send(`{"type":"subscribe","id":"q","payload":{"query":"query($v: JSON) { number(value: $v) }","variables":{"v":9007199254740993}}}`)
	assert.Contains(t, c.receive(), "9007199254740993")
	c.expect(`{"id":"q","type":"complete"}`)

	c.subscribe(`a"b`, "subscription { ticks(to: 2) }")
	c.expect(`{"id":"a\"b","type":"next","payload":{"data":{"ticks":1}}}`)
	c.expect(`{"id":"a\"b","type":"next","payload":{"errors":[{"message":"odd","extensions":{"code":"NOT_FOUND"}}],"data":{"ticks":2}}}`)
	c.expect(`{"id":"a\"b","type":"complete"}`)

	c.subscribe("e", "{ helo }")
	failed := c.receive()
	assert.Contains(t, failed, `"type":"error","payload":[{"message":"Cannot query field`)
	assert.Contains(t, failed, `GRAPHQL_VALIDATION_FAILED`)

	c.subscribe("b", "subscription { broken }")
	c.expect(`{"id":"b","type":"error","payload":[{"message":"no such feed","extensions":{"code":"NOT_FOUND"}}]}`)

	c.subscribe("f", `{ fails(code: "CONFLICT") }`)
	assert.Contains(t, c.receive(), `"type":"next","payload":{"errors":[{"message":"do this instead"`)
	c.expect(`{"id":"f","type":"complete"}`)

	c.subscribe("c", `{ crash }`)
	assert.Contains(t, c.receive(), `"type":"error","payload":[{"message":"Something failed inside`)

	c.send(`{"type":"ping","payload":{"a":1}}`)
	c.expect(`{"type":"pong","payload":{"a":1}}`)
	c.send(`{"type":"ping"}`)
	c.expect(`{"type":"pong"}`)
	c.send(`{"type":"pong"}`)
	c.send(`{"type":"complete","id":"unknown"}`)

	c.subscribe("m", "mutation { bump }")
	c.expect(`{"id":"m","type":"next","payload":{"data":{"bump":1}}}`)
	c.expect(`{"id":"m","type":"complete"}`)
}

func TestSocketViolations(t *testing.T) {
	run := start(t, func(o *Options) { o.MaxBody = 4096 })
	const init = `{"type":"connection_init","payload":{}}`
	const forever = `{"type":"subscribe","id":"1","payload":{"query":"subscription { forever }"}}`
	tests := map[string]struct {
		messages []string
		code     websocket.StatusCode
		reason   string
	}{
		"subscribe before init":  {[]string{forever}, 4401, "Unauthorized"},
		"second init":            {[]string{init, init}, 4429, "Too many initialisation requests"},
		"duplicate id":           {[]string{init, forever, forever}, 4409, "Subscriber for 1 already exists"},
		"duplicate of long id":   {[]string{init, strings.Replace(forever, `"1"`, `"`+strings.Repeat("x", 300)+`"`, 1), strings.Replace(forever, `"1"`, `"`+strings.Repeat("x", 300)+`"`, 1)}, 4409, ""},
		"not JSON":               {[]string{"hello"}, 4400, ""},
		"half a character":       {[]string{init, `{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":{"n":"\ud800"}}}`}, 4400, ""},
		"no object":              {[]string{"[]"}, 4400, ""},
		"no type":                {[]string{"{}"}, 4400, ""},
		"server's type":          {[]string{`{"type":"next","id":"1"}`}, 4400, ""},
		"init with string":       {[]string{`{"type":"connection_init","payload":"x"}`}, 4400, ""},
		"id is a number":         {[]string{init, `{"type":"subscribe","id":1,"payload":{"query":"{ hello }"}}`}, 4400, ""},
		"no id":                  {[]string{init, `{"type":"subscribe","payload":{"query":"{ hello }"}}`}, 4400, ""},
		"no payload":             {[]string{init, `{"type":"subscribe","id":"1"}`}, 4400, ""},
		"no query":               {[]string{init, `{"type":"subscribe","id":"1","payload":{}}`}, 4400, ""},
		"query is a number":      {[]string{init, `{"type":"subscribe","id":"1","payload":{"query":1}}`}, 4400, ""},
		"complete without an id": {[]string{init, `{"type":"complete"}`}, 4400, ""},
		"too large":              {[]string{init, `{"type":"ping","payload":{"a":"` + strings.Repeat("x", 5000) + `"}}`}, websocket.StatusMessageTooBig, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := run.in(t).socket()
			for _, message := range tt.messages {
				c.send(message)
			}
			code, reason := c.closed()
			assert.Equal(t, tt.code, code, reason)
			if tt.reason != "" {
				assert.Equal(t, tt.reason, reason)
			}
		})
	}
}

// What a client sent is cut at a character in the reason of a close frame, which is UTF-8 of at
// most 123 bytes: a browser fails the socket otherwise.
func TestCloseReasonIsUTF8(t *testing.T) {
	for length := range 4 {
		c := start(t).acknowledged()
		id := strings.Repeat("a", length) + strings.Repeat("张", 60)
		c.subscribe(id, "subscription { forever }")
		c.receive()
		c.subscribe(id, "subscription { forever }")
		_, _, err := c.conn.Read(t.Context())
		var closed websocket.CloseError
		require.ErrorAs(t, err, &closed)
		assert.Equal(t, closeDuplicate, closed.Code)
		assert.True(t, utf8.ValidString(closed.Reason), closed.Reason)
		assert.LessOrEqual(t, len(closed.Reason), 123)
		assert.Greater(t, len(closed.Reason), 119)
	}
}

func TestSocketHandshake(t *testing.T) {
	run := start(t, func(o *Options) { o.InitTimeout = 20 * time.Millisecond })
	code, reason := run.socket().closed()
	assert.EqualValues(t, 4408, code)
	assert.Equal(t, "Connection initialisation timeout", reason)

	for _, offered := range [][]string{{"graphql-ws"}, nil} {
		c, _, err := run.websocket(nil, offered...)
		require.NoError(t, err)
		code, _ = c.closed()
		assert.EqualValues(t, 4406, code)
	}

	_, resp, err := run.websocket(http.Header{"Origin": {"https://evil.example"}}, subprotocol)
	require.Error(t, err)
	assert.Equal(t, http.StatusForbidden, resp.StatusCode)
	_, resp, err = run.websocket(http.Header{"Origin": {run.url}}, subprotocol)
	require.NoError(t, err)
	assert.Equal(t, http.StatusSwitchingProtocols, resp.StatusCode)

	binary := run.socket()
	require.NoError(t, binary.conn.Write(t.Context(), websocket.MessageBinary, []byte(`{"type":"connection_init"}`)))
	code, _ = binary.closed()
	assert.EqualValues(t, 4400, code)
}

func TestSocketCancellation(t *testing.T) {
	run := start(t)
	c := run.acknowledged()

	c.subscribe("s", "subscription { forever }")
	c.expect(`{"id":"s","type":"next","payload":{"data":{"forever":0}}}`)
	await(t, run.started)
	c.send(`{"type":"complete","id":"s"}`)
	assert.ErrorIs(t, await(t, run.ended), context.Canceled)

	c.subscribe("s", "{ wait }")
	await(t, run.started)
	c.send(`{"type":"complete","id":"s"}`)
	assert.ErrorIs(t, await(t, run.ended), context.Canceled)

	// Nothing of what was completed is sent under its id, which is free again.
	c.subscribe("s", "{ hello }")
	c.expect(`{"id":"s","type":"next","payload":{"data":{"hello":"hello"}}}`)
	c.expect(`{"id":"s","type":"complete"}`)

	c.subscribe("gone", "subscription { forever }")
	await(t, run.started)
	require.NoError(t, c.conn.CloseNow())
	assert.ErrorIs(t, await(t, run.ended), context.Canceled)
}

func TestSocketOperationsAreBounded(t *testing.T) {
	run := start(t, func(o *Options) { o.RequestTimeout = 50 * time.Millisecond })
	c := run.acknowledged()
	c.subscribe("w", "{ wait }")
	assert.Contains(t, c.receive(), "TIMEOUT")
	c.expect(`{"id":"w","type":"complete"}`)

	for i := range maxOperations {
		id := strconv.Itoa(i)
		c.subscribe(id, "subscription { forever }")
		c.expect(`{"id":"` + id + `","type":"next","payload":{"data":{"forever":0}}}`)
	}
	c.subscribe("more", "{ hello }")
	assert.Contains(t, c.receive(), "RATE_LIMITED")
	c.send(`{"type":"ping"}`)
	c.expect(`{"type":"pong"}`)
}

func TestSocketEndsWithTheServer(t *testing.T) {
	run := start(t)
	idle := run.acknowledged()
	c := run.acknowledged()
	c.subscribe("s", "subscription { forever }")
	c.expect(`{"id":"s","type":"next","payload":{"data":{"forever":0}}}`)
	c.subscribe("w", "{ wait }")
	await(t, run.started)
	await(t, run.started)

	run.stop()
	assert.ErrorIs(t, await(t, run.ended), context.Canceled, "the stream ends")
	code, _ := idle.closed()
	assert.Equal(t, websocket.StatusGoingAway, code)
	close(run.release)
	c.expect(`{"id":"w","type":"next","payload":{"data":{"wait":1}}}`)
	c.expect(`{"id":"w","type":"complete"}`)
	code, _ = c.closed()
	assert.Equal(t, websocket.StatusGoingAway, code)
	require.NoError(t, await(t, run.stopped))
}

func TestSocketKeepsAlive(t *testing.T) {
	run := start(t, func(o *Options) { o.KeepAlive = 2 * time.Millisecond })
	pinged := make(chan struct{}, 100)
	conn, _, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(run.url, "http")+"/graphql", &websocket.DialOptions{
		Subprotocols: []string{subprotocol},
		OnPingReceived: func(context.Context, []byte) bool {
			pinged <- struct{}{}
			return true
		},
	})
	require.NoError(t, err)
	conn.CloseRead(t.Context())
	for range 5 {
		await(t, pinged)
	}
	require.NoError(t, conn.CloseNow())
}
