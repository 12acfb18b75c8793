package outage_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/test/support"
)

// killedUnderServices has two services. One gets requests meanwhile, the other finds all of
// its connections dead at its next one.
func killedUnderServices(t *testing.T, neo4j *support.Killable) {
	a := support.Serve(t, neo4j.Open(t), support.Fixture(t), app.Options{})
	sellAll(t, a)
	a.Crowd(t, 16) // so that many connections die at once
	idle := support.ServeLoaded(t, neo4j.Open(t), app.Options{})
	idle.Crowd(t, 16)

	slow := start(t.Context(), t, a)
	require.NoError(t, neo4j.Kill())
	got := <-slow
	require.NoError(t, got.Err)
	support.Unavailable(t, got.Reply)
	for _, query := range []string{`{ companies { totalCount } }`, `{ companies { totalCount } people { totalCount } }`} {
		began := time.Now()
		support.Unavailable(t, a.Ask(t, query, nil))
		assert.Less(t, time.Since(began), 5*time.Second, "an outage is told at once")
	}
	ready, err := http.Get(a.Base + "/readyz")
	require.NoError(t, err)
	ready.Body.Close()
	assert.Equal(t, http.StatusServiceUnavailable, ready.StatusCode)

	neo4j.Restart()
	for _, each := range []*support.API{a, idle} {
		each.Same(t, `{"companies": {"totalCount": 57}, "people": {"totalCount": 50}}`, `{ companies { totalCount } people { totalCount } }`, nil)
		each.Crowd(t, 16)
	}
}
