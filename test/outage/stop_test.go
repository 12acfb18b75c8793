package outage_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
	"github.com/clustergraph/clustergraph/test/support"
)

// slowQuery follows every way of six sales through a graph where all sell to all.
var slowQuery = `{ companies(where: ` + strings.Repeat(`{customers: {some: {node: `, 6) + `{name: {eq: "none"}}` + strings.Repeat("}}}", 6) + `) { totalCount } }`

// sellAll makes slowQuery slow.
func sellAll(t testing.TB, a *support.API) {
	t.Helper()
	a.Run(t, "MATCH (a:Company), (b:Company) CREATE (a)-[:SUPPLIES {id: 'rel_' + a.id + b.id}]->(b)", nil)
}

// running counts the transactions of slowQuery in the database.
func running(t testing.TB, a *support.API) int {
	t.Helper()
	return len(a.Run(t, "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q CONTAINS 'SUPPLIES' AND NOT q STARTS WITH 'SHOW' RETURN q", nil))
}

func await(t testing.TB, a *support.API, transactions int) {
	t.Helper()
	require.Eventually(t, func() bool { return running(t, a) == transactions }, support.Patience, 20*time.Millisecond,
		"there were never %d transactions", transactions)
}

// start sends slowQuery and returns when it runs in the database.
func start(ctx context.Context, t testing.TB, a *support.API) <-chan support.Outcome {
	t.Helper()
	return startQuery(ctx, t, a, slowQuery)
}

func startQuery(ctx context.Context, t testing.TB, a *support.API, query string) <-chan support.Outcome {
	t.Helper()
	done := a.Send(ctx, query)
	await(t, a, 1)
	return done
}

// TestEnds ends a request that would run for hours, in each way that it can end.
func TestEnds(t *testing.T) {
	db := neotest.Open(t)
	a := support.Serve(t, db, support.Fixture(t), app.Options{})
	sellAll(t, a)
	t.Run("timeout", func(t *testing.T) { endedByTimeout(t, db) })
	t.Run("several fields", func(t *testing.T) { severalInOneTransaction(t, db) })
	t.Run("cancellation", func(t *testing.T) { endedByClient(t, db) })
	t.Run("stop", func(t *testing.T) { endedByStop(t, db) })
}

func endedByTimeout(t *testing.T, db *neo.DB) {
	a := support.ServeLoaded(t, db, app.Options{Server: server.Options{RequestTimeout: 4 * time.Second}})
	got := <-start(t.Context(), t, a)
	require.NoError(t, got.Err)
	require.Len(t, got.Errors, 1)
	assert.Equal(t, "TIMEOUT", got.Errors[0].Code())
	assert.Equal(t, []any{"companies"}, got.Errors[0].Path)
	await(t, a, 0)
	assert.Equal(t, support.CompanyCount, support.Number(t, a.Data(t, `{ companies { totalCount } }`, nil), "companies.totalCount"))
}

// severalInOneTransaction has two slow root fields, which would show as two transactions if
// each field had one.
func severalInOneTransaction(t *testing.T, db *neo.DB) {
	a := support.ServeLoaded(t, db, app.Options{Server: server.Options{RequestTimeout: 4 * time.Second}})
	slow := strings.Trim(slowQuery, "{}")
	done := startQuery(t.Context(), t, a, "{ a:"+slow+" b:"+slow+" }")
	for {
		select {
		case got := <-done:
			require.NoError(t, got.Err)
			require.Len(t, got.Errors, 2)
			for _, e := range got.Errors {
				assert.Equal(t, "TIMEOUT", e.Code())
			}
			await(t, a, 0)
			return
		default:
			assert.LessOrEqual(t, running(t, a), 1)
		}
	}
}

func endedByClient(t *testing.T, db *neo.DB) {
	a := support.ServeLoaded(t, db, app.Options{Server: server.Options{RequestTimeout: time.Hour}})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := start(ctx, t, a)
	cancel()
	got := <-done
	require.ErrorIs(t, got.Err, context.Canceled)
	await(t, a, 0)
}

// endedByStop stops the server under a running request: the request gets its answer, and
// nothing stays behind.
func endedByStop(t *testing.T, db *neo.DB) {
	a, stop, stopped := listen(t, db, app.Options{Server: server.Options{RequestTimeout: 4 * time.Second, DrainTimeout: support.Patience}})
	done := start(t.Context(), t, a)
	stop()
	got := <-done
	require.NoError(t, got.Err)
	require.Len(t, got.Errors, 1)
	assert.Equal(t, "TIMEOUT", got.Errors[0].Code())
	require.NoError(t, <-stopped)
	http.DefaultClient.CloseIdleConnections()
	_, err := a.Post(t.Context(), `{ __typename }`, nil)
	require.ErrorIs(t, err, syscall.ECONNREFUSED)
	await(t, a, 0)
}

// listen serves the database as the program does, until it is stopped.
func listen(t *testing.T, db *neo.DB, opts app.Options) (a *support.API, stop func(), stopped <-chan error) {
	t.Helper()
	srv, err := app.New(t.Context(), db, support.Declared(t), schema.Served(), opts)
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(ctx, listener) }()
	return &support.API{DB: db, Base: "http://" + listener.Addr().String()}, stop, ended
}
