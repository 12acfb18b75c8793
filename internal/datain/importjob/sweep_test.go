package importjob

import (
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// Jobs go thirty days after they were last heard of, with their reject files, and uploads a week
// after they were last used; those of a job that runs stay.
func TestSweep(t *testing.T) {
	db := neotest.Open(t)
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	store, err := upload.Open(t.TempDir(), upload.Limits{})
	require.NoError(t, err)
	r := NewRunner(db, cat, store, slog.New(slog.DiscardHandler))
	t.Cleanup(r.Close)
	up, err := store.New()
	require.NoError(t, err)
	_, err = r.enter(t.Context(), &Job{ID: "job_runs", Upload: up.ID})
	require.NoError(t, err)
	one, other := newID(), newID()
	for _, id := range []string{one, other} {
		_, err = save(t.Context(), db, &Job{ID: id, State: Done, Upload: up.ID, StartedAt: "2026-01-01T00:00:00Z"})
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(rejectsPath(up, id), []byte("x"), 0o600))
	}
	require.NoError(t, r.Sweep(t.Context(), time.Now().Add(29*24*time.Hour)))
	_, err = r.Find(t.Context(), one)
	require.NoError(t, err)
	assert.FileExists(t, rejectsPath(up, one))

	require.NoError(t, r.Sweep(t.Context(), time.Now().Add(31*24*time.Hour)))
	for _, id := range []string{one, other} {
		_, err = r.Find(t.Context(), id)
		assert.Equal(t, fault.NotFound, fault.CodeOf(err))
		assert.NoFileExists(t, rejectsPath(up, id))
	}
	_, err = store.Find(up.ID)
	require.NoError(t, err, "a job reads it")
	r.leave(&Job{ID: "job_runs", Upload: up.ID})
	require.NoError(t, r.Sweep(t.Context(), time.Now().Add(8*24*time.Hour)))
	_, err = store.Find(up.ID)
	assert.Equal(t, fault.NotFound, fault.CodeOf(err))
}
