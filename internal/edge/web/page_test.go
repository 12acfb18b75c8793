package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func builtPage() fstest.MapFS {
	return fstest.MapFS{
		"index.html":            {Data: []byte("<!doctype html>page")},
		"licenses.md":           {Data: []byte("licences")},
		"assets/app-1a2b.js":    {Data: []byte("script")},
		"assets/app-1a2b.js.gz": {Data: []byte("script in gzip")},
		"assets/app-1a2b.js.br": {Data: []byte("script in brotli")},
		"assets/page-3c4d.css":  {Data: []byte("style")},
		"assets/icons-5e6f.ttf": {Data: []byte("font")},
		"assets/logo-7a8b.svg":  {Data: []byte("<svg/>")},
	}
}

func get(t *testing.T, h http.Handler, target string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response := httptest.NewRecorder()
	h.ServeHTTP(response, request)
	return response
}

func TestPageServesFilesByTypeAndCache(t *testing.T) {
	tests := []struct{ name, target, contentType, cache string }{
		{"page", "/", "text/html; charset=utf-8", "no-cache"},
		{"licences", "/licenses.md", "text/plain; charset=utf-8", "no-cache"},
		{"script", "/assets/app-1a2b.js", "text/javascript; charset=utf-8", cacheForever},
		{"style", "/assets/page-3c4d.css", "text/css; charset=utf-8", cacheForever},
		{"font", "/assets/icons-5e6f.ttf", "font/ttf", cacheForever},
		{"image", "/assets/logo-7a8b.svg", "image/svg+xml", cacheForever},
	}
	h := newPage(builtPage())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			response := get(t, h, test.target)
			require.Equal(t, http.StatusOK, response.Code)
			assert.Equal(t, test.contentType, response.Header().Get("Content-Type"))
			assert.Equal(t, test.cache, response.Header().Get("Cache-Control"))
			assert.Equal(t, "nosniff", response.Header().Get("X-Content-Type-Options"))
			assert.Equal(t, "Accept-Encoding", response.Header().Get("Vary"))
			assert.NotEmpty(t, response.Header().Get("ETag"))
		})
	}
}

func TestPageChoosesCompressedCopy(t *testing.T) {
	tests := []struct{ name, accept, encoding, body string }{
		{"no header", "", "", "script"},
		{"gzip", "gzip", "gzip", "script in gzip"},
		{"browser", "gzip, deflate, br, zstd", "br", "script in brotli"},
		{"brotli forbidden", "br;q=0, gzip;q=0.5", "gzip", "script in gzip"},
		{"anything", "*", "br", "script in brotli"},
		{"anything but brotli", "*, br;q=0", "gzip", "script in gzip"},
		{"unknown only", "zstd", "", "script"},
		{"broken weight", "br;q=x", "", "script"},
		{"upper case", "GZIP", "gzip", "script in gzip"},
	}
	h := newPage(builtPage())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			response := get(t, h, "/assets/app-1a2b.js", "Accept-Encoding", test.accept)
			assert.Equal(t, test.encoding, response.Header().Get("Content-Encoding"))
			assert.Equal(t, test.body, response.Body.String())
			assert.Equal(t, "text/javascript; charset=utf-8", response.Header().Get("Content-Type"))
		})
	}
}

func TestPageWithoutCompressedCopyIsServedPlain(t *testing.T) {
	response := get(t, newPage(builtPage()), "/", "Accept-Encoding", "br, gzip")
	assert.Empty(t, response.Header().Get("Content-Encoding"))
	assert.Equal(t, "<!doctype html>page", response.Body.String())
}

func TestPageAnswersUnchanged(t *testing.T) {
	h := newPage(builtPage())
	plain := get(t, h, "/assets/app-1a2b.js").Header().Get("ETag")
	zipped := get(t, h, "/assets/app-1a2b.js", "Accept-Encoding", "gzip").Header().Get("ETag")
	assert.NotEqual(t, plain, zipped, "two encodings are two representations")

	tag := get(t, h, "/").Header().Get("ETag")
	response := get(t, h, "/", "If-None-Match", tag)
	assert.Equal(t, http.StatusNotModified, response.Code)
	assert.Empty(t, response.Body.String())
}

func TestPageRefuses(t *testing.T) {
	tests := []struct {
		name, method, target string
		status               int
		says                 string
	}{
		{"unknown file", http.MethodGet, "/assets/none.js", http.StatusNotFound, "no such file"},
		{"compressed copy by its name", http.MethodGet, "/assets/app-1a2b.js.gz", http.StatusNotFound, "no such file"},
		{"directory", http.MethodGet, "/assets/", http.StatusNotFound, "no such file"},
		{"way out", http.MethodGet, "/../page.go", http.StatusNotFound, "no such file"},
		{"post", http.MethodPost, "/", http.StatusMethodNotAllowed, "GET and HEAD"},
	}
	h := newPage(builtPage())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			response := httptest.NewRecorder()
			h.ServeHTTP(response, httptest.NewRequest(test.method, test.target, nil))
			assert.Equal(t, test.status, response.Code)
			assert.Contains(t, response.Body.String(), test.says)
		})
	}
}

func TestPageHead(t *testing.T) {
	response := httptest.NewRecorder()
	newPage(builtPage()).ServeHTTP(response, httptest.NewRequest(http.MethodHead, "/", nil))
	assert.Equal(t, http.StatusOK, response.Code)
	assert.Equal(t, "19", response.Header().Get("Content-Length"))
	assert.Empty(t, response.Body.String())
}

func TestPageNotBuiltSaysHowToBuildIt(t *testing.T) {
	response := get(t, newPage(fstest.MapFS{}), "/")
	assert.Equal(t, http.StatusServiceUnavailable, response.Code)
	assert.Equal(t, "no-store", response.Header().Get("Cache-Control"))
	assert.Equal(t, "text/plain; charset=utf-8", response.Header().Get("Content-Type"))
	body := response.Body.String()
	assert.Contains(t, body, "make web")
	assert.Equal(t, 1, strings.Count(body, "\n"), "one line")
}
