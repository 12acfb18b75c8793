package localneo4j_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// patience is how long a Neo4j may take to come, on a machine that does much else.
const patience = 10 * time.Minute

// TestKilledKeepers kills commands that run Neo4j, and starts the next one at once each time.
func TestKilledKeepers(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		dir := dataDir(t, runtime)
		for range 3 {
			keeper := startHelper(t, "keep", dir, runtime)
			running, err := localneo4j.Find(dir)
			require.NoError(t, err)
			assert.Equal(t, keeper.Process.Pid, running.Owner, "the Neo4j of the one that was killed is not taken for one to use")
			assert.Equal(t, [][]any{{int64(1)}}, queried(t, running.Config(), "RETURN 1"))
			require.NoError(t, keeper.Process.Kill())
			_ = keeper.Wait() // it says that it was killed
		}
	})
}

// TestKeepStartsOne uses the Neo4j of others, and starts one when that ends.
func TestKeepStartsOne(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		t.Run("when its owner is killed", func(t *testing.T) {
			dir := dataDir(t, runtime)
			owner := startHelper(t, "attached", dir, runtime)
			kept := keep(t, dir, runtime)
			assert.Equal(t, owner.Process.Pid, ownerOf(dir))
			require.NoError(t, owner.Process.Kill())
			_ = owner.Wait() // it says that it was killed
			isOurs(t, dir, kept)
		})
		t.Run("when a detached one is stopped", func(t *testing.T) {
			dir := dataDir(t, runtime)
			require.NoError(t, startHelper(t, "detached", dir, runtime).Wait())
			kept := keep(t, dir, runtime)
			assert.Zero(t, ownerOf(dir))
			require.NoError(t, localneo4j.StopDetached(t.Context(), dir))
			isOurs(t, dir, kept)
		})
	})
}

// keep keeps a Neo4j until the test ends.
func keep(t *testing.T, dir string, runtime localneo4j.Runtime) *localneo4j.Kept {
	t.Helper()
	kept, err := localneo4j.Keep(t.Context(), small(t, dir, runtime))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, kept.Stop(context.Background())) })
	return kept
}

// ownerOf is the owner of the Neo4j that runs, -1 where none does.
func ownerOf(dir string) int {
	running, err := localneo4j.Find(dir)
	if err != nil {
		return -1
	}
	return running.Owner
}

// isOurs waits until this process runs the Neo4j that it keeps, where it was before.
func isOurs(t *testing.T, dir string, kept *localneo4j.Kept) {
	t.Helper()
	require.Eventually(t, func() bool { return ownerOf(dir) == os.Getpid() }, patience, 50*time.Millisecond)
	assert.Equal(t, [][]any{{int64(1)}}, queried(t, kept.Config(), "RETURN 1"))
}

// TestStarterDiesEarly kills a command while the Neo4j comes up that it wanted to leave running.
func TestStarterDiesEarly(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		if runtime != localneo4j.RuntimeJVM {
			t.Skip("a container is ended by the next start")
		}
		dir := t.TempDir()
		starter, _ := runHelper(t, "detached", dir, runtime)
		log := filepath.Join(dir, "logs", "debug.log")
		require.Eventually(t, func() bool { _, err := os.Stat(log); return err == nil }, patience, 5*time.Millisecond, "Neo4j itself runs")
		require.NoError(t, starter.Process.Kill())
		_ = starter.Wait() // it says that it was killed
		require.Eventually(t, func() bool {
			locked, err := localneo4j.Locked(dir)
			return err == nil && !locked
		}, patience, 20*time.Millisecond, "a Neo4j that nobody knows of")
	})
}

// TestServingIsClaimedOnce has two services on one directory.
func TestServingIsClaimedOnce(t *testing.T) {
	dir := t.TempDir()
	first, err := localneo4j.ClaimServing(t.Context(), dir, "127.0.0.1:8080")
	require.NoError(t, err)
	_, err = localneo4j.ClaimServing(t.Context(), dir, "127.0.0.1:8081")
	require.Equal(t, fault.Conflict, fault.CodeOf(err), "%v", err)
	assert.ErrorContains(t, err, "at http://127.0.0.1:8080; use that, stop it first, or use another --data-dir")

	t.Run("others leave Neo4j to it", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var told bytes.Buffer
		_, err := localneo4j.Keep(ctx, localneo4j.Options{DataDir: dir, Port: localneo4j.AnyPort, Small: true, Progress: &told})
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Contains(t, told.String(), "just being started by the service")
		locked, err := localneo4j.Locked(dir)
		require.NoError(t, err)
		assert.False(t, locked)
	})
	t.Run("one that is stopping is waited for", func(t *testing.T) {
		first.Stopping()
		time.AfterFunc(time.Second, func() { _ = first.Close() })
		second, err := localneo4j.ClaimServing(t.Context(), dir, "127.0.0.1:8081")
		require.NoError(t, err)
		require.NoError(t, second.Close())
	})
}

// TestKeepIsRefused has a Neo4j that does not let us in: waiting does not help.
func TestKeepIsRefused(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		dir := dataDir(t, runtime)
		startIn(t, dir, runtime)
		require.NoError(t, os.WriteFile(filepath.Join(dir, "password"), []byte("another password\n"), 0o600))
		_, err := localneo4j.Keep(t.Context(), small(t, dir, runtime))
		require.True(t, neo.Refused(err), "%v", err)
	})
}
