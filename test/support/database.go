package support

import (
	"crypto/rand"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/dataout/backup"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Run sends Cypher past the service.
func (a *API) Run(t testing.TB, text string, params map[string]any) [][]any {
	t.Helper()
	rows, err := a.DB.Exec(t.Context(), query.Statement{Text: text, Params: params})
	require.NoError(t, err)
	return rows
}

// Exported is the whole graph in the export format, the text of each file by its path.
func (a *API) Exported(t testing.TB) map[string]string {
	t.Helper()
	dir := t.TempDir()
	_, err := backup.Export(t.Context(), a.DB, Declared(t), dir, backup.Options{})
	require.NoError(t, err)
	return Tree(t, os.DirFS(dir), ".")
}

// Stored is everything in the database, what search keeps included.
func (a *API) Stored(t testing.TB) any {
	t.Helper()
	return []any{a.Run(t, "MATCH (n) RETURN labels(n), properties(n)", nil), a.Run(t, "MATCH ()-[r]->() RETURN type(r), properties(r)", nil)}
}

// Held is what the graph holds, in one order; what search keeps for itself is left out.
func (a *API) Held(t testing.TB) []string {
	t.Helper()
	rows := a.Run(t, "MATCH (n) WHERE NOT n:"+catalog.SearchLabel+" AND NOT n:"+catalog.SearchStateLabel+" RETURN labels(n) AS kind, properties(n) AS held "+
		"UNION ALL MATCH ()-[r]->() RETURN [type(r)] AS kind, properties(r) AS held", nil)
	list := make([]string, len(rows))
	for i, row := range rows {
		text, err := json.Marshal(row)
		require.NoError(t, err)
		list[i] = string(text)
	}
	slices.Sort(list)
	return list
}

// Writer writes to a graph past the service.
func Writer(cat *catalog.Catalog) *record.Writer {
	return record.NewWriter(cat, id.NewGenerator(time.Now, rand.Reader), time.Now)
}
