package neotest

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

func TestGivenNeo4jIsLocked(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	given := neo.Config{URI: "bolt://db", User: "tester", Password: "secret"}
	first, err := lockGiven(t.Context(), given)
	require.NoError(t, err)
	assert.Equal(t, given, first.config)

	other, err := lockGiven(t.Context(), neo.Config{URI: "bolt://other"})
	require.NoError(t, err, "another Neo4j has another lock")
	require.NoError(t, other.stop(t.Context()))

	ctx, cancel := context.WithTimeout(t.Context(), lockPause)
	defer cancel()
	_, err = lockGiven(ctx, given)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.ErrorContains(t, err, "waiting for other tests on bolt://db")

	require.NoError(t, first.stop(t.Context()))
	next, err := lockGiven(t.Context(), given)
	require.NoError(t, err)
	require.NoError(t, next.stop(t.Context()))
}

func TestNoPlaceForTheLock(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing"))
	_, err := lockGiven(t.Context(), neo.Config{URI: "bolt://db"})
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestRemoveLeftovers(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	made := func(name string, age time.Duration) string {
		dir := filepath.Join(temp, name)
		require.NoError(t, os.Mkdir(dir, 0o700))
		when := time.Now().Add(-age)
		require.NoError(t, os.Chtimes(dir, when, when))
		return dir
	}
	left := made("clustergraph-neotest-1.data", time.Hour)
	young := made("clustergraph-neotest-2.data", 0)
	foreign := made("another-1.data", time.Hour)
	used := made("clustergraph-neotest-3.data", time.Hour)
	lock := flock.New(filepath.Join(used, "lock"))
	locked, err := lock.TryLock()
	require.NoError(t, err)
	require.True(t, locked)
	defer lock.Close()
	when := time.Now().Add(-time.Hour)
	require.NoError(t, os.Chtimes(used, when, when))

	removeLeftovers()
	assert.NoDirExists(t, left)
	for _, dir := range []string{young, foreign, used} {
		assert.DirExists(t, dir)
	}
}

func TestSharedOnesAreTakenInTurn(t *testing.T) {
	SkipIfNone(t)
	shared := []string{t.TempDir(), t.TempDir()}
	_, err := lockShared(t.Context(), shared)
	require.ErrorIs(t, err, localneo4j.ErrNotRunning)
	require.ErrorContains(t, err, SharedVariable)

	for _, dir := range shared {
		instance, err := localneo4j.Start(t.Context(), localneo4j.Options{DataDir: dir, Port: localneo4j.AnyPort, Small: true, Brief: true})
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, instance.Stop(context.Background())) })
	}
	first, err := lockShared(t.Context(), shared)
	require.NoError(t, err)
	second, err := lockShared(t.Context(), shared)
	require.NoError(t, err)
	assert.NotEqual(t, first.config.URI, second.config.URI)

	ctx, cancel := context.WithTimeout(t.Context(), lockPause)
	defer cancel()
	_, err = lockShared(ctx, shared)
	require.ErrorIs(t, err, context.DeadlineExceeded)

	require.NoError(t, second.stop(t.Context()))
	next, err := lockShared(t.Context(), shared)
	require.NoError(t, err)
	assert.Equal(t, second.config, next.config)
	require.NoError(t, next.stop(t.Context()))
	require.NoError(t, first.stop(t.Context()))
}
