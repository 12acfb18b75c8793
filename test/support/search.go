package support

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/read/search"
)

// Index makes what the database holds searchable.
func (a *API) Index(t testing.TB) {
	t.Helper()
	require.NoError(t, search.NewIndexer(a.DB, Declared(t)).CatchUp(t.Context(), func(int) {}))
}
