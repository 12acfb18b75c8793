package importjob

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/upload"
)

// A job begins with what the last one of the same import rejected, whatever else ran meanwhile.
func TestRejectsGoOn(t *testing.T) {
	store, err := upload.Open(t.TempDir(), upload.Limits{})
	require.NoError(t, err)
	up, err := store.New()
	require.NoError(t, err)
	text := func(job *Job, mapping, more string) string {
		t.Helper()
		file, err := openRejects(up, job, mapping)
		require.NoError(t, err)
		_, err = file.WriteString(more)
		require.NoError(t, err)
		require.NoError(t, file.Close())
		whole, err := os.ReadFile(rejectsPath(up, job.ID))
		require.NoError(t, err)
		return string(whole)
	}
	assert.Equal(t, "first ", text(&Job{ID: "job_1"}, "mapping", "first "))
	assert.Equal(t, "other ", text(&Job{ID: "job_2"}, "other mapping", "other "))
	assert.Equal(t, "tried ", text(&Job{ID: "job_3", DryRun: true}, "mapping", "tried "))
	assert.Equal(t, "first second ", text(&Job{ID: "job_4"}, "mapping", "second "))
	assert.Equal(t, "first second third", text(&Job{ID: "job_5"}, "mapping", "third"))
	require.NoError(t, os.Remove(rejectsPath(up, "job_5")))
	assert.Equal(t, "anew", text(&Job{ID: "job_6"}, "mapping", "anew"), "a file that is gone")
}
