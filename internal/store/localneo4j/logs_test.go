package localneo4j_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// logsForget has the logs of transactions forget a text that was written and removed again.
func logsForget(t *testing.T, dir string, instance *localneo4j.Instance) {
	const text = "欧阳不显于长江路十八号"
	logs := filepath.Join(dir, "data", "transactions")
	queried(t, instance.Config(), "CREATE (n:Forgotten {text: '"+text+"'})")
	queried(t, instance.Config(), "MATCH (n:Forgotten) DELETE n")
	assert.NotEmpty(t, filesWith(t, logs, text), "it is there before")
	db, err := neo.Open(instance.Config())
	require.NoError(t, err)
	defer db.Close(t.Context())
	for range 2 {
		ours, err := db.RotateLogs(t.Context())
		require.NoError(t, err)
		assert.True(t, ours)
		queried(t, instance.Config(), "CREATE (n:Later) DELETE n CREATE (:Kept)")
	}
	assert.Empty(t, filesWith(t, logs, text))
}

func filesWith(t *testing.T, dir, text string) (names []string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(text)) {
			names = append(names, path)
		}
		return err
	}))
	return names
}
