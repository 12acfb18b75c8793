package server

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestListen(t *testing.T) {
	for addr, says := range map[string]string{
		"0.0.0.0:0":        "does not authenticate anybody yet",
		":8080":            "Use 127.0.0.1:8080",
		"[::]:0":           "does not authenticate anybody yet",
		"192.0.2.1:0":      "does not authenticate anybody yet",
		"example.com:80":   "does not authenticate anybody yet",
		"127.0.0.1":        "is not host:port",
		"127.0.0.1:999999": "Cannot listen",
	} {
		_, err := Listen(t.Context(), addr)
		require.Error(t, err, addr)
		assert.Contains(t, err.Error(), says, addr)
	}
	ln, err := Listen(t.Context(), "localhost:0")
	require.NoError(t, err)
	defer ln.Close()
	_, err = Listen(t.Context(), ln.Addr().String())
	require.Error(t, err)
	assert.Contains(t, err.Error(), "is in use. Stop the program that has it, or choose another port")
}

// slow posts document in the background.
func (run *running) slow(ctx context.Context, document string) <-chan string {
	done := make(chan string, 1)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, run.url+"/graphql", strings.NewReader(fmt.Sprintf(`{"query":%q}`, document)))
	require.NoError(run.t, err)
	req.Header.Set("Content-Type", "application/json")
	go func() {
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			done <- err.Error()
			return
		}
		defer resp.Body.Close()
		var body strings.Builder
		_, _ = fmt.Fprint(&body, resp.StatusCode)
		_, _ = fmt.Fprint(&body, " ", readAll(resp.Body))
		done <- body.String()
	}()
	return done
}

func TestClientGone(t *testing.T) {
	run := start(t)
	ctx, leave := context.WithCancel(t.Context())
	done := run.slow(ctx, "{ wait }")
	await(t, run.started)
	leave()
	assert.ErrorIs(t, await(t, run.ended), context.Canceled)
	await(t, done)
	run.stop()
	require.NoError(t, await(t, run.stopped))
	assert.Contains(t, run.logs.String(), `"status":499`)
}

func TestGracefulStop(t *testing.T) {
	run := start(t)
	// A connection that is open and idle when the stop begins does not hold it up.
	assert.Equal(t, 200, run.query("{ hello }").status)
	done := run.slow(t.Context(), "{ wait }")
	await(t, run.started)
	run.stop()
	eventuallyRefused(t, run.url)
	assert.Empty(t, done, "the running request goes on")
	close(run.release)
	assert.Equal(t, `200 {"data":{"wait":1}}`, await(t, done))
	require.NoError(t, await(t, run.stopped))
}

// eventuallyRefused waits until nothing accepts connections at url any more.
func eventuallyRefused(t *testing.T, url string) {
	t.Helper()
	require.Eventually(t, func() bool {
		client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		resp, err := client.Get(url + "/healthz")
		if err == nil {
			_ = resp.Body.Close()
		}
		return err != nil
	}, 10*time.Second, time.Millisecond)
}

func TestStopIsBounded(t *testing.T) {
	run := start(t, func(o *Options) { o.DrainTimeout = 30 * time.Millisecond })
	done := run.slow(t.Context(), "{ wait }")
	await(t, run.started)
	run.stop()
	err := await(t, run.stopped)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "were cut")
	assert.ErrorIs(t, await(t, run.ended), context.Canceled, "what was cut is cancelled down to its resolver")
	await(t, done)
}

func TestReadyFailsWhileStopping(t *testing.T) {
	s := New(Options{Schema: newTestSchema(t)})
	s.life.end()
	rec := newRecorder()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/readyz", nil)
	require.NoError(t, err)
	s.ServeHTTP(rec, req)
	assert.Equal(t, http.StatusServiceUnavailable, rec.status)
	assert.Contains(t, rec.body.String(), "stopping")
}
