package server

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// line is one of those that the exports of these tests have.
const line = "com_01ke5q86000000000000000001,永钢集团有限公司\r\n"

// startExports is a server whose exports send lines: so many, half of them before the test
// lets it go on, and broken off there where the path says so.
func startExports(t *testing.T, goOn <-chan struct{}) *running {
	t.Helper()
	return start(t, func(o *Options) {
		o.SDL = strings.Repeat("type Company { name: String! }\n", 100)
		o.Exports = func(QueryFunc) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch r.URL.Path {
				case "/export/small.csv":
					w.Header().Set("Content-Type", "text/csv; charset=utf-8")
					_, _ = io.WriteString(w, line)
					return
				case "/export/firms.xlsx":
					w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
				default:
					w.Header().Set("Content-Type", "text/csv; charset=utf-8")
				}
				_, _ = io.WriteString(w, strings.Repeat(line, 1000))
				_ = http.NewResponseController(w).Flush()
				if goOn != nil {
					<-goOn
				}
				if r.URL.Path == "/export/broken.csv" {
					panic(http.ErrAbortHandler)
				}
				_, _ = io.WriteString(w, strings.Repeat(line, 1000))
			})
		}
	})
}

// decoded reads a body by its coding.
func decoded(t *testing.T, coding string, body io.Reader) io.Reader {
	t.Helper()
	switch coding {
	case "gzip":
		r, err := gzip.NewReader(body)
		require.NoError(t, err)
		return r
	case "zstd":
		r, err := zstd.NewReader(body, zstd.WithDecoderConcurrency(1))
		require.NoError(t, err)
		t.Cleanup(r.Close)
		return r
	}
	return body
}

func (run *running) open(path string, headers ...string) *http.Response {
	run.t.Helper()
	req, err := http.NewRequestWithContext(run.t.Context(), http.MethodGet, run.url+path, nil)
	require.NoError(run.t, err)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := (&http.Transport{DisableCompression: true}).RoundTrip(req)
	require.NoError(run.t, err)
	run.t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

func TestAnswersAreCompressedAsTheClientAccepts(t *testing.T) {
	run := startExports(t, nil)
	firms, large := strings.Repeat(line, 2000), "/graphql?query={large(bytes:70000)}"
	tests := map[string]struct{ path, accept, coding, body string }{
		"export":                  {"/export/firms.csv", "gzip", "gzip", firms},
		"browser":                 {"/export/firms.csv", "gzip, deflate, br, zstd", "zstd", firms},
		"forbidden":               {"/export/firms.csv", "gzip;q=0", "", firms},
		"preferred as it is":      {"/export/firms.csv", "identity, gzip;q=0.5", "", firms},
		"workbook":                {"/export/firms.xlsx", "gzip", "", firms},
		"small":                   {"/export/small.csv", "gzip", "", line},
		"small, but not as it is": {"/export/small.csv", "gzip, identity;q=0", "gzip", line},
		"no header":               {"/export/firms.csv", "", "", firms},
		"schema":                  {"/schema.graphql", "gzip", "gzip", ""},
		"schema, zstd":            {"/schema.graphql", "zstd", "zstd", ""},
		"large answer":            {large, "gzip", "gzip", ""},
		"small answer":            {"/graphql?query={hello}", "gzip", "", ""},
		"small, but must":         {"/graphql?query={hello}", "gzip, *;q=0", "gzip", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			run := run.in(t)
			resp := run.open(tt.path, "Accept-Encoding", tt.accept)
			assert.Equal(t, http.StatusOK, resp.StatusCode)
			assert.Equal(t, tt.coding, resp.Header.Get("Content-Encoding"))
			assert.Contains(t, resp.Header.Values("Vary"), "Accept-Encoding")
			body, err := io.ReadAll(decoded(t, tt.coding, resp.Body))
			require.NoError(t, err)
			if tt.body == "" {
				plain, err := io.ReadAll(run.open(tt.path).Body)
				require.NoError(t, err)
				tt.body = string(plain)
			}
			assert.Equal(t, tt.body, string(body))
		})
	}
}

// A file that breaks off must not end as a whole one does, in neither coding.
func TestABrokenExportHasNoEnd(t *testing.T) {
	run := startExports(t, nil)
	for _, coding := range []string{"", "gzip", "zstd"} {
		resp := run.open("/export/broken.csv", "Accept-Encoding", coding)
		require.Equal(t, coding, resp.Header.Get("Content-Encoding"))
		raw, err := io.ReadAll(resp.Body)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF, "the transport tells")
		if coding != "" {
			_, err = io.ReadAll(decoded(t, coding, strings.NewReader(string(raw))))
			require.ErrorIs(t, err, io.ErrUnexpectedEOF, "%s tells", coding)
		}
	}
}

func TestWhatIsFlushedArrives(t *testing.T) {
	for _, coding := range []string{"gzip", "zstd"} {
		goOn := make(chan struct{})
		run := startExports(t, goOn)
		resp := run.open("/export/firms.csv", "Accept-Encoding", coding)
		rows := bufio.NewReader(decoded(t, coding, resp.Body))
		for range 1000 {
			text, err := rows.ReadString('\n')
			require.NoError(t, err)
			require.Equal(t, line, text)
		}
		close(goOn)
		_, err := io.Copy(io.Discard, rows)
		require.NoError(t, err)
	}
}

func TestEventsAreNotCompressed(t *testing.T) {
	run := start(t)
	resp := run.open("/graphql?query={hello}", "Accept-Encoding", "gzip", "Accept", typeEvents)
	assert.Empty(t, resp.Header.Get("Content-Encoding"))
	assert.Contains(t, readAll(resp.Body), "event: complete")
}

func TestSchemaIsFetchedOnce(t *testing.T) {
	run := startExports(t, nil)
	seen := map[string]bool{}
	for _, coding := range []string{"identity", "gzip", "zstd"} {
		tag := run.open("/schema.graphql", "Accept-Encoding", coding).Header.Get("Etag")
		assert.False(t, seen[tag], "each coding is a representation of its own")
		seen[tag] = true
		for _, match := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
			again := run.open("/schema.graphql", "Accept-Encoding", coding, "If-None-Match", match)
			assert.Equal(t, http.StatusNotModified, again.StatusCode, match)
			assert.Empty(t, readAll(again.Body))
			assert.Equal(t, tag, again.Header.Get("Etag"))
			assert.Contains(t, again.Header.Values("Vary"), "Accept-Encoding")
		}
		assert.Equal(t, http.StatusOK, run.open("/schema.graphql", "Accept-Encoding", coding, "If-None-Match", `"other"`).StatusCode)
	}
}

// What lies between this service and the client may pass on every byte, and not how the connection ended.
func TestABreakWritesNoEnd(t *testing.T) {
	for _, coding := range []string{"gzip", "zstd"} {
		w := newRecorder()
		r := httptest.NewRequest(http.MethodGet, "/export/firms.csv", nil)
		r.Header.Set("Accept-Encoding", coding)
		assert.Panics(t, func() {
			newCompressor().handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/csv")
				_, _ = io.WriteString(w, strings.Repeat(line, 1000))
				_ = http.NewResponseController(w).Flush()
				panic(http.ErrAbortHandler)
			})).ServeHTTP(w, r)
		})
		require.Equal(t, coding, w.header.Get("Content-Encoding"))
		_, err := io.ReadAll(decoded(t, coding, &w.body))
		require.ErrorIs(t, err, io.ErrUnexpectedEOF, coding)
	}
}
