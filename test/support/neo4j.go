package support

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
)

// StartNeo4j starts a Neo4j that the test may kill, until the test ends.
func StartNeo4j(t testing.TB, dir string, port int) *localneo4j.Instance {
	t.Helper()
	instance, err := localneo4j.Start(t.Context(), localneo4j.Options{
		DataDir: dir, Port: port, Small: true, Runtime: localneo4j.RuntimeJVM, Progress: t.Output(),
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, instance.Stop(context.Background())) })
	return instance
}

// Unavailable asserts that an answer says that the database is away, and nothing else.
func Unavailable(t testing.TB, r Reply) {
	t.Helper()
	require.NotEmpty(t, r.Errors)
	for _, e := range r.Errors {
		assert.Equal(t, "DATABASE_UNAVAILABLE", e.Code(), e.Message)
		assert.Contains(t, e.Message, "try again")
		assert.NotContains(t, e.Message, "127.0.0.1", "where the database is stays inside")
	}
}
