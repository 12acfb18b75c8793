package server

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStarting(t *testing.T) {
	ln, err := Listen(t.Context(), "127.0.0.1:0")
	require.NoError(t, err)
	defer ln.Close()
	logs := &lockedBuffer{}
	log := slog.New(slog.NewJSONHandler(logs, nil))
	starting := AnswerStarting(ln, Sites{}, log)
	defer starting.End()
	run := &running{t: t, url: "http://" + ln.Addr().String()}

	assert.Equal(t, 200, run.send(http.MethodGet, "/healthz", "").status, "a process that waits for its database is alive")
	ready := run.send(http.MethodGet, "/readyz", "")
	assert.Equal(t, 503, ready.status)
	assert.Equal(t, "not ready: the service is starting\n", ready.body)
	early := run.query("{ hello }")
	assert.Equal(t, 503, early.status)
	require.Len(t, early.Errors, 1)
	assert.Equal(t, "DATABASE_UNAVAILABLE", early.Errors[0].Extensions["code"])
	assert.Equal(t, "2", early.header.Get("Retry-After"))
	page := run.send(http.MethodGet, "/playground/", "")
	assert.Equal(t, 503, page.status)
	assert.Equal(t, "2", page.header.Get("Refresh"))

	// One that is connected and has sent nothing does not hold up the service.
	idle, err := net.Dial("tcp", ln.Addr().String())
	require.NoError(t, err)
	defer idle.Close()
	began := time.Now()
	starting.End()
	starting.End()
	assert.Less(t, time.Since(began), 10*handOver)
	assert.Equal(t, 1, strings.Count(logs.String(), `"msg":"requests came before the service was ready","count":2`), "%s", logs)
	assert.Equal(t, 1, strings.Count(logs.String(), "\n"), "probes are no news: %s", logs)

	serveOn(t, ln, log)
	assert.Equal(t, 200, run.query("{ hello }").status, "the service has the listener now")
	assert.Equal(t, 200, run.send(http.MethodGet, "/readyz", "").status)
}

// serveOn runs a server of the test schema at ln until the test ends.
func serveOn(t *testing.T, ln net.Listener, log *slog.Logger) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error, 1)
	srv := New(Options{Schema: newTestSchema(t), SDL: testSDL, Logger: log})
	go func() { stopped <- srv.Serve(ctx, ln) }()
	t.Cleanup(func() {
		stop()
		await(t, stopped)
	})
}

// TestStartFails has a service that gives up before it is ready.
func TestStartFails(t *testing.T) {
	ln, err := Listen(t.Context(), "127.0.0.1:0")
	require.NoError(t, err)
	starting := AnswerStarting(ln, Sites{}, slog.New(slog.DiscardHandler))
	starting.End()
	require.NoError(t, ln.Close())
	_, err = net.Dial("tcp", ln.Addr().String())
	assert.Error(t, err)
}
