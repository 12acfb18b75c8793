package server

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestProbes(t *testing.T) {
	var state atomic.Value
	run := start(t, func(o *Options) {
		o.Ready = func(context.Context) error {
			err, _ := state.Load().(error)
			return err
		}
	})
	get := func(path string, headers ...string) answer { return run.send(http.MethodGet, path, "", headers...) }
	assert.Equal(t, 200, get("/healthz").status)
	assert.Equal(t, "ready\n", get("/readyz").body)

	state.Store(error(fault.Wrap(fault.DatabaseUnavailable, errors.New("dial 10.1.2.3"), "Neo4j does not answer. Start it")))
	got := get("/readyz")
	assert.Equal(t, http.StatusServiceUnavailable, got.status)
	assert.Equal(t, "not ready: Neo4j does not answer. Start it\n", got.body)
	assert.Equal(t, 200, get("/healthz").status, "a process that waits for its database is alive")
	assert.Contains(t, run.logs.String(), "dial 10.1.2.3")
}

func TestReadyHidesInternals(t *testing.T) {
	run := start(t, func(o *Options) { o.Ready = func(context.Context) error { return errors.New("secret") } })
	got := run.send(http.MethodGet, "/readyz", "")
	assert.Equal(t, http.StatusServiceUnavailable, got.status)
	assert.NotContains(t, got.body, "secret")
}

func TestSchemaAndPages(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { text(w, 200, "at "+r.URL.Path) })
	run := start(t, func(o *Options) { o.Playground = page })
	get := func(path string, headers ...string) answer { return run.send(http.MethodGet, path, "", headers...) }

	sdl := get("/schema.graphql")
	assert.Equal(t, testSDL, sdl.body)
	assert.Equal(t, "text/plain; charset=utf-8", sdl.header.Get("Content-Type"))
	again := get("/schema.graphql", "If-None-Match: "+sdl.header.Get("Etag"))
	assert.Equal(t, http.StatusNotModified, again.status)
	assert.Empty(t, again.body)

	assert.Equal(t, "at /a.js\n", get("/playground/a.js").body)
	assert.Equal(t, "/playground/", get("/playground").header.Get("Location"))
	assert.Equal(t, "/playground/", get("/").header.Get("Location"))
	assert.Equal(t, 404, get("/nowhere").status)
	assert.Equal(t, http.StatusMethodNotAllowed, run.send(http.MethodPost, "/healthz", "").status)

	bare := start(t)
	assert.Contains(t, bare.send(http.MethodGet, "/", "").body, "/graphql")
	pages := start(t, func(o *Options) { o.Pages = page })
	assert.Equal(t, "at /companies/1\n", pages.send(http.MethodGet, "/companies/1", "").body)
}
