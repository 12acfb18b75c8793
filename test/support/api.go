package support

import (
	"cmp"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
)

// API is a service over a real database, called over HTTP as clients call it.
type API struct {
	// DB is the way past the service.
	DB *neo.DB
	// Base is the address of the service, without a path.
	Base string
}

// Serve empties the database, loads the rows into it and serves it.
func Serve(t testing.TB, db *neo.DB, rows fs.FS, opts app.Options) *API {
	t.Helper()
	Load(t, db, rows)
	return ServeLoaded(t, db, opts)
}

// Load empties the database and loads the rows into it; none may be left out.
func Load(t testing.TB, db *neo.DB, rows fs.FS) {
	t.Helper()
	empty(t, db)
	report, err := ingest.Import(t.Context(), db, Declared(t), rows, ingest.Options{})
	require.NoError(t, err)
	require.Empty(t, report.Problems)
	require.Equal(t, report.Rows, report.Created())
}

// ServeEmpty serves an empty graph.
func ServeEmpty(t testing.TB, db *neo.DB, opts app.Options) *API {
	t.Helper()
	empty(t, db)
	return ServeLoaded(t, db, opts)
}

// requestTimeout leaves time for plans that are cold, also on a machine that does much else.
const requestTimeout = time.Minute

// ServeLoaded serves the database as it is.
func ServeLoaded(t testing.TB, db *neo.DB, opts app.Options) *API {
	t.Helper()
	opts.Server.RequestTimeout = cmp.Or(opts.Server.RequestTimeout, requestTimeout)
	srv, err := app.New(t.Context(), db, Declared(t), schema.Served(), opts)
	require.NoError(t, err)
	web := httptest.NewServer(srv)
	t.Cleanup(web.Close)
	return &API{db, web.URL}
}

// empty empties the database and makes the constraints and indexes that are missing.
func empty(t testing.TB, db *neo.DB) {
	t.Helper()
	neotest.Clear(t, db)
	require.NoError(t, migrate.Run(t.Context(), db, Declared(t), slog.New(slog.DiscardHandler)))
}

// Declared is the catalog of the declared schema.
func Declared(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	return cat
}
