package neotest

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// findLimit covers the first fetch of Neo4j and the wait for the tests of other packages.
const findLimit = 20 * time.Minute

// shared is the one Neo4j of this test process. It is package state because a
// test process has no other place that all of its tests reach.
var shared struct {
	once   sync.Once
	server server
	err    error
}

// server is a Neo4j and how to leave it.
type server struct {
	config neo.Config
	stop   func(context.Context) error
	// migrated tells that packages before this one left constraints and indexes, and that plans are
	// known which hold as long as these stay.
	migrated bool
}

// Main runs a package's tests and then stops their Neo4j; call it from TestMain.
func Main(m *testing.M) {
	code := m.Run()
	if stop := shared.server.stop; stop != nil {
		if err := stop(context.Background()); err != nil {
			os.Stderr.WriteString("neotest: " + err.Error() + "\n")
			code = max(code, 1)
		}
	}
	os.Exit(code)
}

// SkipIfNone leaves out a test where CLUSTERGRAPH_TEST_NEO4J is none. Only a test that
// starts a Neo4j of its own calls it; Config and Open do so for the others.
func SkipIfNone(t testing.TB) {
	t.Helper()
	if os.Getenv(kindVariable) == none {
		t.Skip("needs a Neo4j, and " + kindVariable + " is " + none)
	}
}

// Config says how to open the test process's Neo4j, started on the first call.
func Config(t testing.TB) neo.Config {
	t.Helper()
	SkipIfNone(t)
	shared.once.Do(func() {
		ctx, cancel := context.WithTimeout(context.Background(), findLimit)
		defer cancel()
		if shared.server, shared.err = find(ctx); shared.err == nil {
			shared.err = emptyAt(ctx, shared.server)
		}
	})
	require.NoError(t, shared.err, "this test needs a real Neo4j: a JDK 17 or 21 with Maven, a Docker engine, or CLUSTERGRAPH_TEST_NEO4J_URI")
	return shared.server.config
}

// Open opens the test process's Neo4j until the test ends. It is empty on the
// first Open; later ones find what earlier tests left (see Reset).
func Open(t testing.TB) *neo.DB {
	t.Helper()
	db, err := neo.Open(Config(t))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close(context.Background())) })
	return db
}

// Reset empties the database: all nodes, relationships, constraints and indexes.
func Reset(t testing.TB, db *neo.DB) {
	t.Helper()
	require.NoError(t, wipe(t.Context(), db))
}

// Clear deletes what is in the database and leaves constraints and indexes to the next
// migration, which changes only what differs. It takes a quarter of Reset's time, and the
// plans of statements that other tests ran stay.
func Clear(t testing.TB, db *neo.DB) {
	t.Helper()
	require.NoError(t, empty(t.Context(), db, catalog.MetaLabel))
}
