package support

import (
	"context"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

// Killable is a Neo4j that a test kills and starts again, with its data and on its port.
type Killable struct {
	t       testing.TB
	dir     string
	running *localneo4j.Instance
}

// StartKillable starts one, which ends with the test.
func StartKillable(t testing.TB) *Killable {
	t.Helper()
	neotest.SkipIfNone(t)
	k := &Killable{t: t, dir: t.TempDir()}
	t.Cleanup(func() { assert.NoError(t, k.running.Stop(context.Background())) })
	k.start(localneo4j.AnyPort)
	return k
}

func (k *Killable) start(port int) {
	k.t.Helper()
	instance, err := localneo4j.Start(k.t.Context(), localneo4j.Options{
		DataDir: k.dir, Port: port, Small: true, Brief: true, Runtime: localneo4j.RuntimeJVM, Progress: k.t.Output(),
	})
	require.NoError(k.t, err)
	k.running = instance
}

// Config says how to open it, also once it was started again.
func (k *Killable) Config() neo.Config { return k.running.Config() }

// Open opens it until a test ends, which may be a part of the one that started it.
func (k *Killable) Open(t testing.TB) *neo.DB {
	t.Helper()
	db, err := neo.Open(k.Config())
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close(context.Background()) })
	return db
}

// Kill kills it and returns when it is gone.
func (k *Killable) Kill() error {
	neo4j, err := os.FindProcess(k.running.PID())
	if err == nil {
		err = neo4j.Kill()
	}
	<-k.running.Done()
	return err
}

// Restart starts it again.
func (k *Killable) Restart() {
	k.t.Helper()
	k.start(k.running.Port())
}
