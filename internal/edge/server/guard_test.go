package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sites are a name, unless it is empty, and origins as the flags give them.
func sites(t *testing.T, host string, origins ...string) Sites {
	t.Helper()
	var hosts []string
	if host != "" {
		hosts = []string{host}
	}
	s, err := ParseSites(hosts, origins)
	require.NoError(t, err)
	return s
}

func TestHost(t *testing.T) {
	run := start(t, func(o *Options) { o.Sites = sites(t, "graph.example") })
	for host, status := range map[string]int{
		"localhost": 200, "LOCALHOST:1234": 200, "127.0.0.1": 200, "[::1]": 200, "[::1]:8080": 200, "graph.example:80": 200,
		"evil.example": 403, "localhost.evil.example": 403, "127.0.0.1.evil.example:8080": 403, "localhost.": 403, "10.0.0.1": 403,
	} {
		assert.Equal(t, status, run.post(`{"query":"{ hello }"}`, "Host: "+host).status, host)
		assert.Equal(t, status, run.send(http.MethodGet, "/healthz", "", "Host: "+host).status, host)
	}
}

func TestOrigin(t *testing.T) {
	run := start(t, func(o *Options) { o.Sites = sites(t, "", "http://localhost:5173") })
	tests := map[string]struct {
		headers []string
		status  int
	}{
		"no browser":        {nil, 200},
		"own page":          {[]string{"Sec-Fetch-Site: same-origin", "Origin: " + run.url}, 200},
		"typed address":     {[]string{"Sec-Fetch-Site: none"}, 200},
		"older browser":     {[]string{"Origin: " + run.url}, 200},
		"allowed":           {[]string{"Sec-Fetch-Site: same-site", "Origin: http://localhost:5173"}, 200},
		"allowed and older": {[]string{"Origin: http://localhost:5173"}, 200},
		"other port":        {[]string{"Sec-Fetch-Site: same-site", "Origin: http://127.0.0.1:1"}, 403},
		"other site":        {[]string{"Sec-Fetch-Site: cross-site", "Origin: https://evil.example"}, 403},
		"image tag":         {[]string{"Sec-Fetch-Site: cross-site"}, 403},
		"other and older":   {[]string{"Origin: https://evil.example"}, 403},
		"hidden origin":     {[]string{"Origin: null"}, 403},
		"link of allowed":   {[]string{"Sec-Fetch-Site: same-site", "Referer: http://localhost:5173/firms"}, 200},
		"link of another":   {[]string{"Sec-Fetch-Site: cross-site", "Referer: https://evil.example/?http://localhost:5173"}, 403},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			run := run.in(t)
			assert.Equal(t, tt.status, run.post(`{"query":"{ hello }"}`, tt.headers...).status)
			assert.Equal(t, tt.status, run.send(http.MethodGet, "/graphql?query={hello}", "", tt.headers...).status)
		})
	}
}

// A proxy over plain HTTP may hand on the name that it was asked under or not, and browsers
// send no Sec-Fetch-Site over plain HTTP.
func TestPublicName(t *testing.T) {
	run := start(t, func(o *Options) { o.Sites = sites(t, "graph.example:8000") })
	tests := map[string]struct {
		headers []string
		status  int
	}{
		"name handed on":      {[]string{"Host: graph.example:8000", "Origin: http://graph.example:8000"}, 200},
		"without port":        {[]string{"Host: graph.example", "Origin: http://graph.example:8000"}, 200},
		"name not handed on":  {[]string{"Origin: http://graph.example:8000"}, 200},
		"over TLS":            {[]string{"Origin: https://graph.example:8000"}, 200},
		"other port":          {[]string{"Host: graph.example:8000", "Origin: http://graph.example:9000"}, 403},
		"other site":          {[]string{"Host: graph.example:8000", "Origin: http://evil.example:8000"}, 403},
		"name by a page":      {[]string{"Host: evil.example", "X-Forwarded-Host: localhost", "Origin: http://evil.example"}, 403},
		"origin by a page":    {[]string{"Origin: http://evil.example", "X-Forwarded-Host: evil.example"}, 403},
		"scheme of an object": {[]string{"Origin: ftp://graph.example:8000"}, 403},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.status, run.in(t).post(`{"query":"{ hello }"}`, tt.headers...).status)
		})
	}
}

func TestSecurityHeaders(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { text(w, 200, r.URL.Path) })
	run := start(t, func(o *Options) { o.Playground = page })
	for _, path := range []string{"/graphql?query={hello}", "/healthz", "/nowhere", "/playground/", "/schema.graphql"} {
		header := run.send(http.MethodGet, path, "").header
		assert.Equal(t, "nosniff", header.Get("X-Content-Type-Options"), path)
		assert.Equal(t, "DENY", header.Get("X-Frame-Options"), path)
		assert.Contains(t, header.Get("Content-Security-Policy"), "frame-ancestors 'none'", path)
		isPage := strings.Contains(header.Get("Content-Security-Policy"), "default-src 'self'")
		assert.Equal(t, !strings.HasPrefix(path, "/graphql") && path != "/nowhere", isPage, path)
	}
}
