package localneo4j

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// TestLookIsNoStart has one command that looks at a data directory for a moment.
func TestLookIsNoStart(t *testing.T) {
	dir := dataDir(t.TempDir())
	looker := newLock(dir.owner())
	shared, err := looker.TryRLock()
	require.NoError(t, err)
	require.True(t, shared)

	locked, err := isLocked(dir.owner())
	require.NoError(t, err)
	assert.False(t, locked, "another look is not a starter")

	time.AfterFunc(lockPause, func() { looker.Close() })
	lock, err := dir.claim(t.Context())
	require.NoError(t, err, "a starter waits for the look to end")
	defer lock.Close()

	locked, err = isLocked(dir.owner())
	require.NoError(t, err)
	assert.True(t, locked)
	_, err = dir.claim(t.Context())
	require.Equal(t, fault.Conflict, fault.CodeOf(err), "%v", err)
	assert.Contains(t, err.Error(), "just starting")
}

func TestLockOfNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	locked, err := isLocked(path)
	require.NoError(t, err)
	assert.False(t, locked)
	assert.NoFileExists(t, path, "looking makes nothing")
}

// TestLockIsInherited has a child in the place of Neo4j.
func TestLockIsInherited(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	lock, err := waitNeo4jLock(t.Context(), path)
	require.NoError(t, err)
	child := exec.CommandContext(t.Context(), "cat")
	require.NoError(t, lock.handTo(child))
	stdin, err := child.StdinPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	require.NoError(t, lock.Close())

	locked, err := isLocked(path)
	require.NoError(t, err)
	assert.True(t, locked, "the child keeps the lock of a starter that has closed it")
	_, err = tryNeo4jLock(path)
	require.ErrorIs(t, err, errLocked)

	require.NoError(t, stdin.Close())
	require.NoError(t, child.Wait())
	locked, err = isLocked(path)
	require.NoError(t, err)
	assert.False(t, locked, "the lock ends with the child")
}

// TestOrphanIsKilled has a child in the place of a Neo4j that does not end though its owner is dead.
func TestOrphanIsKilled(t *testing.T) {
	t.Parallel() // it waits for the grace
	dir := dataDir(t.TempDir())
	lock, err := waitNeo4jLock(t.Context(), dir.lock())
	require.NoError(t, err)
	orphan := exec.CommandContext(t.Context(), "cat")
	require.NoError(t, lock.handTo(orphan))
	_, err = orphan.StdinPipe()
	require.NoError(t, err)
	require.NoError(t, orphan.Start())
	require.NoError(t, lock.Close())
	dead := exec.CommandContext(t.Context(), "true")
	require.NoError(t, dead.Run())
	require.NoError(t, dir.writeState(&Running{PID: orphan.Process.Pid, Owner: dead.Process.Pid, Port: 7687}))

	ended := make(chan error, 1)
	go func() { ended <- orphan.Wait() }()
	held, err := dir.claim(t.Context())
	require.NoError(t, err)
	assert.NoError(t, held.Close())
	assert.ErrorContains(t, <-ended, "killed")
}
