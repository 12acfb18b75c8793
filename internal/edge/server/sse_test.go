package server

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const nextBroken = `{"errors":[{"message":"no such feed","extensions":{"code":"NOT_FOUND"}}]}`

func TestEvents(t *testing.T) {
	run := start(t)
	tests := map[string]struct{ body, want string }{
		"subscription": {
			`{"query":"subscription { ticks(to: 2) }"}`,
			`event: next|data: {"data":{"ticks": 1}}||event: next|data: {"errors":[{"message":"odd","extensions":{"code":"NOT_FOUND"}}],"data":{"ticks": 2}}||event: complete|data:||`,
		},
		"query":    {`{"query":"{ hello }"}`, `event: next|data: {"data":{"hello":"hello"}}||event: complete|data:||`},
		"mutation": {`{"query":"mutation { bump }"}`, `event: next|data: {"data":{"bump":1}}||event: complete|data:||`},
		"broken":   {`{"query":"subscription { broken }"}`, `event: next|data: ` + nextBroken + `||event: complete|data:||`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := run.in(t).post(tt.body, "Accept: text/event-stream")
			assert.Equal(t, 200, got.status)
			assert.Equal(t, "text/event-stream; charset=utf-8", got.header.Get("Content-Type"))
			assert.Equal(t, ":||"+tt.want, strings.ReplaceAll(got.body, "\n", "|"))
		})
	}
	got := run.post(`{"query":"{ helo }"}`, "Accept: text/event-stream")
	assert.Equal(t, 200, got.status, "an EventSource sees no body of a failed request")
	assert.Contains(t, got.body, "event: next\ndata: {\"errors\":[{\"message\":\"Cannot query field")
	assert.Contains(t, got.body, "event: complete")

	got = run.send(http.MethodGet, "/graphql?query=subscription{ticks(to:1)}", "", "Accept: text/event-stream")
	assert.Contains(t, got.body, `{"ticks": 1}`)
	got = run.send(http.MethodGet, "/graphql?query=mutation{bump}", "", "Accept: text/event-stream")
	assert.Equal(t, http.StatusMethodNotAllowed, got.status)
	assert.EqualValues(t, 1, run.bumps.Load())

	both := run.post(`{"query":"{ hello }"}`, "Accept: application/json, text/event-stream")
	assert.Equal(t, "application/json; charset=utf-8", both.header.Get("Content-Type"), "a query is answered plainly when it may be")
	both = run.post(`{"query":"subscription { ticks(to: 1) }"}`, "Accept: application/json, text/event-stream")
	assert.Contains(t, both.header.Get("Content-Type"), "text/event-stream")
}

// follow opens an endless stream and reads up to its first event.
func (run *running) follow(ctx context.Context) (*bufio.Reader, *http.Response) {
	run.t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, run.url+"/graphql", strings.NewReader(`{"query":"subscription { forever }"}`))
	require.NoError(run.t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "text/event-stream")
	resp, err := http.DefaultTransport.RoundTrip(req)
	require.NoError(run.t, err)
	run.t.Cleanup(func() { _ = resp.Body.Close() })
	r := bufio.NewReader(resp.Body)
	readUntil(run.t, r, `data: {"data":{"forever":0}}`)
	await(run.t, run.started)
	return r, resp
}

func readUntil(t *testing.T, r *bufio.Reader, want string) {
	t.Helper()
	for {
		line, err := r.ReadString('\n')
		require.NoError(t, err)
		if strings.TrimSpace(line) == want {
			return
		}
	}
}

func TestEventsOutliveTheTimeout(t *testing.T) {
	run := start(t, func(o *Options) {
		o.RequestTimeout = time.Nanosecond
		o.KeepAlive = 5 * time.Millisecond
	})
	r, _ := run.follow(t.Context())
	for range 5 {
		readUntil(t, r, ": ping")
	}
	assert.Empty(t, run.ended)
}

func TestEventsEndWithTheClient(t *testing.T) {
	run := start(t)
	_, resp := run.follow(t.Context())
	require.NoError(t, resp.Body.Close())
	assert.ErrorIs(t, await(t, run.ended), context.Canceled)
}

func TestEventsEndWithTheServer(t *testing.T) {
	run := start(t)
	r, _ := run.follow(t.Context())
	run.stop()
	assert.ErrorIs(t, await(t, run.ended), context.Canceled)
	require.NoError(t, await(t, run.stopped))
	assert.NotContains(t, readAll(r), "complete", "the client opens a stream that was cut again")
}
