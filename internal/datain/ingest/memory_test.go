package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/dataout/backup"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/test/support"
)

// An export of changes that tell of 5,000 relationships each, 120 MB in all, and its import
// take a part of that.
func TestMemoryDoesNotDependOnTheHistory(t *testing.T) {
	const changes, bound = 200, 80 << 20
	cat := smallSchema(t)
	db := migrated(t, cat)
	for first := 0; first < changes; first += 20 {
		_, err := db.Exec(t.Context(), query.Statement{
			Text: "UNWIND range($first, $first + 19) AS i WITH i, [k IN range(1, 5000) | 'rel_' + right('00000000000000000000000000' + (i * 5000 + k), 26)] AS ids " +
				"CREATE (c:Change {id: 'chg_' + right('00000000000000000000000000' + i, 26), kind: 'CREATE', type: 'SELLS_TO', by: 'import', count: 5000, " +
				"ids: ids, froms: ids, tos: ids, position: i, at: datetime.realtime(), latest: datetime.realtime()})",
			Params: map[string]any{"first": first + 1},
		})
		require.NoError(t, err)
	}
	_, err := db.Exec(t.Context(), query.Statement{Text: fmt.Sprintf("MERGE (f:ClusterGraphFeed {id: 'feed'}) SET f.position = %d, f.latest = datetime.realtime()", changes)})
	require.NoError(t, err)

	dir := filepath.Join(t.TempDir(), "out")
	peak := support.HeapPeak(func() {
		_, err := backup.Export(t.Context(), db, cat, dir, backup.Options{})
		require.NoError(t, err)
	})
	info, err := os.Stat(filepath.Join(dir, "service", "Change.jsonl"))
	require.NoError(t, err)
	assert.Greater(t, info.Size(), int64(90<<20))
	assert.Less(t, peak, uint64(bound), "to export")

	db = migrated(t, cat)
	peak = support.HeapPeak(func() { importAll(t, db, cat, os.DirFS(dir)) })
	assert.Less(t, peak, uint64(bound), "to import")
	assert.Equal(t, int64(changes), value(t, db, "MATCH (c:Change) RETURN count(c)"))
}
