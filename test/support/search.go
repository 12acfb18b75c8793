package support

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/read/searchindex"
)

// Index makes what the database holds searchable.
func (a *API) Index(t testing.TB) {
	t.Helper()
	require.NoError(t, searchindex.NewIndexer(a.DB, Declared(t)).CatchUp(t.Context(), func(int) {}))
}
