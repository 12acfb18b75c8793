package server

import (
	"log/slog"
	"net/http"
	"testing"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const vite = "http://localhost:5173"

// startShared is a server with something at every kind of route.
func startShared(t *testing.T, origins ...string) *running {
	t.Helper()
	some := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { text(w, http.StatusTeapot, r.URL.Path) })
	return start(t, func(o *Options) {
		o.Sites = sites(t, "", origins...)
		o.Uploads, o.Rejects, o.Playground = some, some, some
		o.Exports = func(QueryFunc) http.Handler { return some }
	})
}

// Errors must be readable too, or a developer sees a network error without a word.
func TestAllowedOriginReadsEveryAnswer(t *testing.T) {
	run := startShared(t, vite)
	tests := []struct {
		method, path string
		status       int
		headers      []string
	}{
		{http.MethodPost, "/graphql", 200, nil},
		{http.MethodGet, "/graphql?query={hello}", 200, []string{"Accept: text/event-stream"}},
		{http.MethodGet, "/graphql?query={", 400, []string{"Accept: " + typeResponse}},
		{http.MethodGet, "/graphql?query=a;b", 400, nil},
		{http.MethodGet, "/graphql?query={hello}", 406, []string{"Accept: image/png"}},
		{http.MethodPost, "/graphql", 415, []string{"Content-Type: text/plain"}},
		{http.MethodGet, "/graphql?query={hello}", 403, []string{"Host: evil.example"}},
		{http.MethodGet, "/schema.graphql", 200, nil},
		{http.MethodGet, "/healthz", 200, nil},
		{http.MethodGet, "/export/companies.csv", 418, nil},
		{http.MethodGet, "/export/companies.csv?where=%", 400, nil},
		{http.MethodPost, "/imports", 418, nil},
		{http.MethodGet, "/imports", 405, nil},
		{http.MethodGet, "/imports/job_1/rejects.csv", 418, nil},
		{http.MethodGet, "/nowhere", 404, nil},
	}
	for _, tt := range tests {
		t.Run(tt.method+" "+tt.path, func(t *testing.T) {
			headers := append([]string{"Origin: " + vite, "Sec-Fetch-Site: same-site"}, tt.headers...)
			a := run.in(t).send(tt.method, tt.path, `{"query":"{ hello }"}`, headers...)
			assert.Equal(t, tt.status, a.status)
			assert.Equal(t, vite, a.header.Get("Access-Control-Allow-Origin"))
			assert.Equal(t, "true", a.header.Get("Access-Control-Allow-Credentials"))
			assert.Contains(t, a.header.Get("Access-Control-Expose-Headers"), "Etag")
			assert.Contains(t, a.header.Values("Vary"), "Origin")
		})
	}
	a := run.post(`{"query":"{ hello }"}`)
	assert.Empty(t, a.header.Get("Access-Control-Allow-Origin"))
	assert.Equal(t, []string{"Origin", "Accept", "Accept-Encoding"}, a.header.Values("Vary"))
}

func ask(run *running, path, origin, method string) answer {
	return run.send(http.MethodOptions, path, "", "Origin: "+origin, "Sec-Fetch-Site: cross-site", "Access-Control-Request-Method: "+method,
		"Access-Control-Request-Headers: authorization,content-type,idempotency-key,if-none-match")
}

func TestPreflight(t *testing.T) {
	run := startShared(t, vite)
	for _, path := range []string{"/graphql", "/imports", "/export/companies.csv", "/schema.graphql"} {
		a := ask(run, path, vite, http.MethodPost)
		assert.Equal(t, http.StatusNoContent, a.status, path)
		assert.Equal(t, vite, a.header.Get("Access-Control-Allow-Origin"), path)
		assert.Equal(t, "POST", a.header.Get("Access-Control-Allow-Methods"), path)
		assert.Equal(t, "authorization,content-type,idempotency-key,if-none-match", a.header.Get("Access-Control-Allow-Headers"), path)
		assert.NotEmpty(t, a.header.Get("Access-Control-Max-Age"), path)

		other := ask(run, path, "https://evil.example", http.MethodPost)
		assert.Equal(t, http.StatusForbidden, other.status, path)
		assert.Empty(t, other.header.Get("Access-Control-Allow-Origin"), path)
		require.Len(t, other.Errors, 1, path)
		assert.Contains(t, other.Errors[0].Message, "--allow-origin=https://evil.example", path)
	}
	assert.Empty(t, ask(run, "/graphql", vite, http.MethodDelete).header.Get("Access-Control-Allow-Methods"))
	assert.Equal(t, http.StatusMethodNotAllowed, run.send(http.MethodOptions, "/graphql", "").status)
}

func TestEveryOriginHasNoCredentials(t *testing.T) {
	run := startShared(t, vite, "*")
	for _, origin := range []string{vite, "https://other.example", "null"} {
		for _, a := range []answer{run.post(`{"query":"{ hello }"}`, "Origin: "+origin, "Sec-Fetch-Site: cross-site"), ask(run, "/graphql", origin, http.MethodPost)} {
			assert.Less(t, a.status, 300, origin)
			assert.Equal(t, "*", a.header.Get("Access-Control-Allow-Origin"), origin)
			assert.Empty(t, a.header.Get("Access-Control-Allow-Credentials"), origin)
		}
	}
}

func TestRefusalNamesTheFlag(t *testing.T) {
	run := startShared(t)
	for path, method := range map[string]string{"/graphql": http.MethodPost, "/imports": http.MethodPost, "/export/companies.csv": http.MethodGet} {
		a := run.send(method, path, `{"query":"{ hello }"}`, "Origin: "+vite)
		assert.Equal(t, http.StatusForbidden, a.status, path)
		assert.Equal(t, "FORBIDDEN", a.code(), path)
		assert.Contains(t, a.Errors[0].Message, "--allow-origin="+vite, path)
		a = run.send(method, path, "", "Host: graph.example:8000")
		assert.Equal(t, http.StatusForbidden, a.status, path)
		assert.Contains(t, a.Errors[0].Message, "--allow-host=graph.example:8000", path)
	}
}

func TestSocketOfAnotherOrigin(t *testing.T) {
	run := startShared(t, vite)
	for origin, status := range map[string]int{vite: 101, run.url: 101, "": 101, "https://evil.example": 403, "null": 403} {
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		conn, resp, err := websocket.Dial(t.Context(), run.url+"/graphql", &websocket.DialOptions{HTTPHeader: header, Subprotocols: []string{subprotocol}})
		require.NotNil(t, resp, origin)
		assert.Equal(t, status, resp.StatusCode, origin)
		if err != nil {
			assert.Contains(t, readAll(resp.Body), "--allow-origin", origin)
			continue
		}
		require.NoError(t, conn.CloseNow())
	}
}

func TestAllowedOriginReadsThatTheServiceStarts(t *testing.T) {
	ln, err := Listen(t.Context(), "127.0.0.1:0")
	require.NoError(t, err)
	starting := AnswerStarting(ln, sites(t, "", vite), slog.New(slog.DiscardHandler))
	defer starting.End()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+ln.Addr().String()+"/graphql", nil)
	require.NoError(t, err)
	req.Header.Set("Origin", vite)
	resp, err := http.DefaultTransport.RoundTrip(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	assert.Equal(t, http.StatusServiceUnavailable, resp.StatusCode)
	assert.Equal(t, vite, resp.Header.Get("Access-Control-Allow-Origin"))
	assert.Contains(t, resp.Header.Get("Access-Control-Expose-Headers"), "Retry-After")
}
