package backup

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// What is merged, withheld or erased while the graph is exported ends the export.
func TestAnExportNoticesWhatIsHiddenMeanwhile(t *testing.T) {
	db := neotest.Open(t)
	neotest.Reset(t, db)
	query := func(text string) {
		t.Helper()
		_, err := db.Exec(t.Context(), query.Statement{Text: text})
		require.NoError(t, err)
	}
	for name, change := range map[string]string{
		"another is put aside":   "CREATE (:Aside {id: 'c', asideWhy: 'WITHHELD'})",
		"one stands for another": "MATCH (a:Aside {id: 'a'}) SET a.asideInto = 'c'",
		"one is put back":        "MATCH (a:Aside {id: 'a'}) DELETE a",
		"one is erased":          "CREATE (:Alias {key: 'e', of: 'e', why: 'ERASED'})",
	} {
		query("MATCH (n) DETACH DELETE n")
		query("CREATE (:Aside {id: 'a', asideWhy: 'MERGED', asideInto: 'b'})")
		before, err := readAside(t.Context(), db)
		require.NoError(t, err)
		require.NoError(t, before.unchanged(t.Context(), db))
		query(change)
		err = before.unchanged(t.Context(), db)
		assert.Equal(t, fault.Conflict, fault.CodeOf(err), name)
		assert.ErrorContains(t, err, "export it again", name)
	}
}
