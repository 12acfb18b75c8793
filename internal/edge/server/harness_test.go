package server

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// running is a Server that really listens on the loopback.
type running struct {
	*testSchema
	t       *testing.T
	url     string
	stop    context.CancelFunc
	stopped chan error
	logs    *lockedBuffer
}

type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// start runs a server with options that change may set; it is stopped with the test.
func start(t *testing.T, change ...func(*Options)) *running {
	t.Helper()
	return startAt(t, standardPace(), change...)
}

func startAt(t *testing.T, clients pace, change ...func(*Options)) *running {
	t.Helper()
	schema := newTestSchema(t)
	logs := &lockedBuffer{}
	opts := Options{Schema: schema, SDL: testSDL, Logger: slog.New(slog.NewJSONHandler(logs, nil))}
	for _, c := range change {
		c(&opts)
	}
	ctx, stop := context.WithCancel(context.Background())
	ln, err := Listen(ctx, "127.0.0.1:0")
	require.NoError(t, err)
	run := &running{testSchema: schema, t: t, url: "http://" + ln.Addr().String(), stop: stop, stopped: make(chan error, 1), logs: logs}
	srv := New(opts)
	srv.pace = clients
	go func() { run.stopped <- srv.Serve(ctx, ln); close(run.stopped) }()
	t.Cleanup(func() {
		stop()
		await(t, run.stopped)
	})
	return run
}

// in is the same server, failing t, which is a sub-test.
func (run *running) in(t *testing.T) *running {
	t.Helper()
	other := *run
	other.t = t
	return &other
}

// await receives from c, and fails the test when nothing comes.
func await[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case value := <-c:
		return value
	case <-time.After(20 * time.Second):
		require.FailNow(t, "nothing happened in 20 s")
		panic("unreachable")
	}
}

type answer struct {
	status int
	header http.Header
	body   string
	Data   json.RawMessage `json:"data"`
	Errors []struct {
		Message    string         `json:"message"`
		Path       []any          `json:"path"`
		Locations  []any          `json:"locations"`
		Extensions map[string]any `json:"extensions"`
	} `json:"errors"`
}

// code is the code of the first error.
func (a answer) code() any {
	if len(a.Errors) == 0 {
		return nil
	}
	return a.Errors[0].Extensions["code"]
}

// send sends a request; headers are "Name: value". POST bodies are JSON unless a header says otherwise.
func (run *running) send(method, path, body string, headers ...string) answer {
	run.t.Helper()
	req, err := http.NewRequestWithContext(run.t.Context(), method, run.url+path, strings.NewReader(body))
	require.NoError(run.t, err)
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		if name == "Host" {
			req.Host = value
			continue
		}
		req.Header.Set(name, value)
		if value == "" {
			req.Header.Del(name)
		}
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	require.NoError(run.t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	require.NoError(run.t, err)
	a := answer{status: resp.StatusCode, header: resp.Header, body: string(b)}
	if strings.Contains(resp.Header.Get("Content-Type"), "json") {
		require.NoError(run.t, json.Unmarshal(b, &a), a.body)
	}
	return a
}

func (run *running) post(body string, headers ...string) answer {
	run.t.Helper()
	return run.send(http.MethodPost, "/graphql", body, headers...)
}

// query posts one document and takes the newer media type.
func (run *running) query(document string) answer {
	run.t.Helper()
	body, err := json.Marshal(map[string]any{"query": document})
	require.NoError(run.t, err)
	return run.post(string(body), "Accept: "+typeResponse)
}

func dial(t *testing.T, url string) net.Conn {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(url, "http://"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func readAll(r io.Reader) string {
	b, _ := io.ReadAll(r) // what came before an error is what the test looks at
	return string(b)
}

// recorder is a response writer that keeps what was written.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func newRecorder() *recorder { return &recorder{header: http.Header{}} }

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }
