package server

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A part of a query string that net/url would pass over is refused on every route.
func TestQueryStringIsReadWhole(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { text(w, http.StatusOK, r.URL.Query().Get("where")) })
	run := start(t, func(o *Options) {
		o.Uploads, o.Rejects = page, page
		o.Exports = func(QueryFunc) http.Handler { return page }
	})
	hello := "query=" + url.QueryEscape("query($n: String) { hello(name: $n) }") + "&"
	routes := map[string]struct{ method, path string }{
		"GraphQL": {http.MethodGet, "/graphql?" + hello},
		"export":  {http.MethodGet, "/export/companies.csv?"},
		"rejects": {http.MethodGet, "/imports/job_1/rejects.csv?"},
		"uploads": {http.MethodPost, "/imports?"},
	}
	tests := []struct {
		name, query string
		status      int
	}{
		{"encoded", "variables=%7B%22n%22%3A%22a%3Bb%25%22%7D", http.StatusOK},
		{"raw semicolon", `variables={"n":"a;b"}`, http.StatusBadRequest},
		{"semicolon elsewhere", `a=1;b=2&variables={"n":"a"}`, http.StatusBadRequest},
		{"stray per cent sign", `variables={"n":"50%"}`, http.StatusBadRequest},
		{"per cent sign in a name", `%zz=1`, http.StatusBadRequest},
		{"GBK", `variables={"n":"%BB%AA"}`, http.StatusBadRequest},
		{"GBK in a name", `%BB%AA=1`, http.StatusBadRequest},
		{"given twice", `variables={}&variables={"n":"a"}`, http.StatusBadRequest},
	}
	for route, at := range routes {
		for _, tt := range tests {
			t.Run(route+"/"+tt.name, func(t *testing.T) {
				got := run.in(t).send(at.method, at.path+escapeSpaces(tt.query), "")
				assert.Equal(t, tt.status, got.status, got.body)
				if tt.status != http.StatusOK {
					assert.Equal(t, "BAD_USER_INPUT", got.code())
				}
			})
		}
	}
	assert.Contains(t, run.send(http.MethodGet, "/graphql?"+hello+`variables={"n":"\ud800"}`, "").body, "surrogates")
}

// escapeSpaces leaves everything but quotes and braces, which no client sends raw.
func escapeSpaces(query string) string {
	out := ""
	for _, c := range query {
		switch c {
		case '"', '{', '}':
			out += url.QueryEscape(string(c))
		default:
			out += string(c)
		}
	}
	return out
}
