package app_test

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

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
)

// patience bounds the wait for what another process does.
const patience = 30 * time.Second

// slowQuery follows every way of six sales through a graph where all sell to all.
var slowQuery = `{ companies(where: ` + strings.Repeat(`{customers: {some: {node: `, 6) + `{name: {eq: "none"}}` + strings.Repeat("}}}", 6) + `) { totalCount } }`

// sellAll makes slowQuery slow.
func (a *api) sellAll(t testing.TB) {
	t.Helper()
	a.run(t, "MATCH (a:Company), (b:Company) CREATE (a)-[:SUPPLIES {id: 'rel_' + a.id + b.id}]->(b)", nil)
}

// running counts the transactions of slowQuery in the database.
func (a *api) running(t testing.TB) int {
	t.Helper()
	return len(a.run(t, "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q CONTAINS 'SUPPLIES' AND NOT q STARTS WITH 'SHOW' RETURN q", nil))
}

func (a *api) await(t testing.TB, transactions int) {
	t.Helper()
	require.Eventually(t, func() bool { return a.running(t) == transactions }, patience, 20*time.Millisecond,
		"there were never %d transactions", transactions)
}

type outcome struct {
	reply
	err error
}

// start sends slowQuery and returns when it runs in the database.
func (a *api) start(ctx context.Context, t testing.TB) <-chan outcome {
	t.Helper()
	return a.startQuery(ctx, t, slowQuery)
}

func (a *api) startQuery(ctx context.Context, t testing.TB, query string) <-chan outcome {
	t.Helper()
	done := make(chan outcome, 1)
	go func() {
		r, err := a.post(ctx, query, nil)
		done <- outcome{r, err}
	}()
	a.await(t, 1)
	return done
}

// TestEnds ends a request that would run for hours, in each way that it can end.
func TestEnds(t *testing.T) {
	db := neotest.Open(t)
	serve(t, db, fixture(t), app.Options{}).sellAll(t)
	t.Run("timeout", func(t *testing.T) { endedByTimeout(t, db) })
	t.Run("several fields", func(t *testing.T) { severalInOneTransaction(t, db) })
	t.Run("cancellation", func(t *testing.T) { endedByClient(t, db) })
	t.Run("stop", func(t *testing.T) { endedByStop(t, db) })
}

func endedByTimeout(t *testing.T, db *neo.DB) {
	a := serveLoaded(t, db, app.Options{Server: server.Options{RequestTimeout: 4 * time.Second}})
	got := <-a.start(t.Context(), t)
	require.NoError(t, got.err)
	require.Len(t, got.Errors, 1)
	assert.Equal(t, "TIMEOUT", got.Errors[0].code())
	assert.Equal(t, []any{"companies"}, got.Errors[0].Path)
	a.await(t, 0)
	assert.Equal(t, companyCount, number(t, a.data(t, `{ companies { totalCount } }`, nil), "companies.totalCount"))
}

// severalInOneTransaction has two slow root fields, which would show as two transactions if
// each had its own.
func severalInOneTransaction(t *testing.T, db *neo.DB) {
	a := serveLoaded(t, db, app.Options{Server: server.Options{RequestTimeout: 4 * time.Second}})
	slow := strings.Trim(slowQuery, "{}")
	done := a.startQuery(t.Context(), t, "{ a:"+slow+" b:"+slow+" }")
	for {
		select {
		case got := <-done:
			require.NoError(t, got.err)
			require.Len(t, got.Errors, 2)
			for _, e := range got.Errors {
				assert.Equal(t, "TIMEOUT", e.code())
			}
			a.await(t, 0)
			return
		default:
			assert.LessOrEqual(t, a.running(t), 1)
		}
	}
}

func endedByClient(t *testing.T, db *neo.DB) {
	a := serveLoaded(t, db, app.Options{Server: server.Options{RequestTimeout: time.Hour}})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := a.start(ctx, t)
	cancel()
	got := <-done
	require.ErrorIs(t, got.err, context.Canceled)
	a.await(t, 0)
}

// endedByStop stops the server under a running request: the request gets its answer, and
// nothing stays behind.
func endedByStop(t *testing.T, db *neo.DB) {
	srv, err := app.New(t.Context(), db, declared(t), schema.Served(), app.Options{
		Limits: graph.DefaultLimits(), Server: server.Options{RequestTimeout: 4 * time.Second, DrainTimeout: patience},
	})
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	stopped := make(chan error, 1)
	go func() { stopped <- srv.Serve(ctx, listener) }()
	a := &api{db, "http://" + listener.Addr().String() + "/graphql"}
	done := a.start(t.Context(), t)
	stop()
	got := <-done
	require.NoError(t, got.err)
	require.Len(t, got.Errors, 1)
	assert.Equal(t, "TIMEOUT", got.Errors[0].code())
	require.NoError(t, <-stopped)
	http.DefaultClient.CloseIdleConnections()
	_, err = a.post(t.Context(), `{ __typename }`, nil)
	require.ErrorIs(t, err, syscall.ECONNREFUSED)
	a.await(t, 0)
}

// TestOutage kills Neo4j under two services, and starts it again. One is asked meanwhile,
// the other finds all of its connections dead when it is asked next.
func TestOutage(t *testing.T) {
	dir := t.TempDir()
	first := startNeo4j(t, dir, localneo4j.AnyPort)
	db, err := neo.Open(first.Config())
	require.NoError(t, err)
	defer db.Close(context.WithoutCancel(t.Context()))
	a := serve(t, db, fixture(t), app.Options{Server: server.Options{RequestTimeout: time.Minute}})
	a.sellAll(t)
	a.crowd(t, 16) // so that many connections die at once
	idleDB, err := neo.Open(first.Config())
	require.NoError(t, err)
	defer idleDB.Close(context.WithoutCancel(t.Context()))
	idle := serveLoaded(t, idleDB, app.Options{})
	idle.crowd(t, 16)

	slow := a.start(t.Context(), t)
	require.NoError(t, syscall.Kill(first.PID(), syscall.SIGKILL))
	<-first.Done()
	got := <-slow
	require.NoError(t, got.err)
	unavailable(t, got.reply)
	for _, query := range []string{`{ companies { totalCount } }`, `{ companies { totalCount } people { totalCount } }`} {
		began := time.Now()
		unavailable(t, a.ask(t, query, nil))
		assert.Less(t, time.Since(began), 5*time.Second, "an outage is told at once")
	}
	ready, err := http.Get(strings.Replace(a.url, "/graphql", "/readyz", 1))
	require.NoError(t, err)
	ready.Body.Close()
	assert.Equal(t, http.StatusServiceUnavailable, ready.StatusCode)

	startNeo4j(t, dir, first.Port())
	for _, each := range []*api{a, idle} {
		each.same(t, `{"companies": {"totalCount": 57}, "people": {"totalCount": 50}}`, `{ companies { totalCount } people { totalCount } }`, nil)
		each.crowd(t, 16)
	}
}

func startNeo4j(t *testing.T, dir string, port int) *localneo4j.Instance {
	t.Helper()
	instance, err := localneo4j.Start(t.Context(), localneo4j.Options{
		DataDir: dir, Port: port, Small: true, Runtime: localneo4j.RuntimeJVM, Progress: t.Output(),
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, instance.Stop(context.Background())) })
	return instance
}

// crowd asks in parallel, each on a connection of its own.
func (a *api) crowd(t testing.TB, clients int) {
	t.Helper()
	done := make(chan outcome, clients)
	for range clients {
		go func() {
			r, err := a.post(t.Context(), `{ companies(first: 57) { nodes { name segments { nodes { name chain { name } } } } } }`, nil)
			done <- outcome{r, err}
		}()
	}
	for range clients {
		got := <-done
		assert.NoError(t, got.err)
		assert.Empty(t, got.Errors)
	}
}

func unavailable(t testing.TB, r reply) {
	t.Helper()
	require.NotEmpty(t, r.Errors)
	for _, e := range r.Errors {
		assert.Equal(t, "DATABASE_UNAVAILABLE", e.code(), e.Message)
		assert.Contains(t, e.Message, "try again")
		assert.NotContains(t, e.Message, "127.0.0.1", "where the database is stays inside")
	}
}
