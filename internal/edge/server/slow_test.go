package server

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// impatient is a server that cuts slow clients soon.
func impatient(t *testing.T) *running {
	t.Helper()
	const soon = 50 * time.Millisecond
	return startAt(t, pace{headers: soon, transfer: soon, write: soon},
		func(o *Options) { o.RequestTimeout = soon })
}

// logged waits until the log says text.
func (run *running) logged(text string) {
	run.t.Helper()
	require.Eventually(run.t, func() bool { return strings.Contains(run.logs.String(), text) },
		20*time.Second, time.Millisecond, text)
}

func TestSlowHeadersAreCut(t *testing.T) {
	run := impatient(t)
	conn := dial(t, run.url)
	_, err := conn.Write([]byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\n"))
	require.NoError(t, err)
	require.NoError(t, conn.SetReadDeadline(time.Now().Add(20*time.Second)))
	_, err = conn.Read(make([]byte, 1))
	require.Error(t, err)
	assert.NotErrorIs(t, err, os.ErrDeadlineExceeded, "the server, not the test, ended it")
}

func TestSlowBodiesAreCut(t *testing.T) {
	run := impatient(t)
	conn := dial(t, run.url)
	_, err := conn.Write([]byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"))
	require.NoError(t, err)
	require.NoError(t, conn.SetReadDeadline(time.Now().Add(20*time.Second)))
	assert.Contains(t, readAll(conn), "HTTP/1.1 408 Request Timeout")
}

// However long operations may take, a body may not.
func TestSlowBodiesAreCutWhereOperationsAreLong(t *testing.T) {
	run := startAt(t, pace{headers: time.Minute, transfer: 50 * time.Millisecond, write: time.Minute}, func(o *Options) { o.RequestTimeout = time.Hour })
	conn := dial(t, run.url)
	_, err := conn.Write([]byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"))
	require.NoError(t, err)
	require.NoError(t, conn.SetReadDeadline(time.Now().Add(20*time.Second)))
	assert.Contains(t, readAll(conn), "HTTP/1.1 408 Request Timeout")
}

// A client that sends a request and does not read ends it, whatever the transport.
func TestSlowReadersAreCut(t *testing.T) {
	tests := map[string]struct{ accept, document string }{
		"POST":          {"application/json", `{ large(bytes: 20000000) }`},
		"server events": {"text/event-stream", `subscription { ticks(to: 100000000) }`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			run := impatient(t)
			conn := dial(t, run.url)
			body := fmt.Sprintf(`{"query":%q}`, tt.document)
			_, err := fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: %s\r\nContent-Length: %d\r\n\r\n%s",
				tt.accept, len(body), body)
			require.NoError(t, err)
			run.logged(`"method":"POST","status":200`)
		})
	}
	t.Run("WebSocket", func(t *testing.T) {
		run := impatient(t)
		c := run.acknowledged()
		c.subscribe("s", "subscription { ticks(to: 100000000) }")
		run.logged(`"method":"WS","status":200`)
	})
}
