package localneo4j

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// TestLookIsNoStart has one command that looks at a data directory for a moment.
func TestLookIsNoStart(t *testing.T) {
	dir := dataDir(t.TempDir())
	looker, err := flock(dir.lock(), syscall.LOCK_SH)
	require.NoError(t, err)

	locked, err := isLocked(dir.lock())
	require.NoError(t, err)
	assert.False(t, locked, "another look is not a starter")

	time.AfterFunc(lockPause, func() { looker.Close() })
	lock, err := dir.claim(t.Context())
	require.NoError(t, err, "a starter waits for the look to end")
	defer lock.Close()

	locked, err = isLocked(dir.lock())
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
