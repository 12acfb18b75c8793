package localneo4j_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// TestDiskFull fills the disk of a Neo4j until the database gives up, and makes room again.
func TestDiskFull(t *testing.T) {
	disk := smallDisk(t)
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		if runtime != localneo4j.RuntimeJVM {
			t.Skip("a container has its data elsewhere")
		}
		kept := keep(t, filepath.Join(disk, "data"), runtime)
		db, err := neo.Open(kept.Config())
		require.NoError(t, err)
		defer db.Close(context.Background())
		require.NoError(t, writeTo(t, db, 1))
		require.NoError(t, db.Ready(t.Context()))

		filling := fill(t, disk)
		for err = nil; err == nil; {
			err = writeTo(t, db, 300)
		}
		gaveUp(t, err)
		f, _ := err.(*fault.Error)
		assert.Equal(t, true, f.Details[fault.MayHaveTakenEffect])
		gaveUp(t, db.Ready(t.Context()))
		gaveUp(t, writeTo(t, db, 1))

		require.NoError(t, os.Remove(filling))
		require.Eventually(t, func() bool { return db.Ready(t.Context()) == nil }, patience, 100*time.Millisecond)
		require.NoError(t, writeTo(t, db, 1))
		assert.NoFileExists(t, filepath.Join(disk, "data", "torn"), "the next start is strict again")
		rows, err := db.Exec(t.Context(), query.Statement{Text: "MATCH (n:Filler) RETURN count(n) % 300"})
		require.NoError(t, err)
		assert.Equal(t, [][]any{{int64(2)}}, rows, "a write is there as a whole or not at all")
	})
}

// TestGoneIsNotMended is told twice that a database gave up, the second time when it was ended for
// that: what was noted for its next start stays.
func TestGoneIsNotMended(t *testing.T) {
	dir := t.TempDir()
	torn := filepath.Join(dir, "torn")
	localneo4j.MendGone(t.Context(), dir)
	assert.NoFileExists(t, torn)
	require.NoError(t, os.WriteFile(torn, nil, 0o600))
	localneo4j.MendGone(t.Context(), dir)
	assert.FileExists(t, torn)
}

func gaveUp(t *testing.T, err error) {
	t.Helper()
	require.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err), "%v", err)
	assert.Contains(t, err.Error(), "has to be started again; its disk has 0 MB left: free at least 24 MB, and it is started again by itself")
}

func writeTo(t *testing.T, db *neo.DB, nodes int) error {
	t.Helper()
	return db.Write(t.Context(), func(tx *neo.Tx) error {
		_, err := tx.Query(t.Context(), query.Statement{
			Text:   "UNWIND range(1, $nodes) AS i CREATE (:Filler {text: $text + i})",
			Params: map[string]any{"nodes": nodes, "text": strings.Repeat("x", 1000)},
		})
		return err
	})
}

// smallDisk is a disk of its own, where this user may mount one.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=120m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no disk can be mounted here (TestPanicked has the errors of a full one): %s", out)
	}
	t.Cleanup(func() { assert.NoError(t, exec.Command("umount", dir).Run()) })
	return dir
}

// fill takes all the room that a disk has left.
func fill(t *testing.T, disk string) (path string) {
	t.Helper()
	file, err := os.Create(filepath.Join(disk, "filling"))
	require.NoError(t, err)
	defer file.Close()
	for block := make([]byte, 1<<16); err == nil; {
		_, err = file.Write(block)
	}
	return file.Name()
}
