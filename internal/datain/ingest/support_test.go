package ingest_test

import (
	"context"
	"encoding/csv"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/dataout/backup"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
	"github.com/clustergraph/clustergraph/schema"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// smallSchema is a schema of its own: nothing in the package may know the real entities.
func smallSchema(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat := writetest.Schema(t)
	return cat
}

func declaredSchema(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	return cat
}

// migrated returns an empty database with the constraints and indexes of cat.
func migrated(t testing.TB, cat *catalog.Catalog) *neo.DB {
	t.Helper()
	db := neotest.Open(t)
	neotest.Clear(t, db)
	require.NoError(t, migrate.Run(context.Background(), db, cat, slog.New(slog.DiscardHandler)))
	return db
}

// files makes a directory to import; each value is the lines of a file.
func files(content map[string]string) fs.FS {
	m := fstest.MapFS{}
	for name, text := range content {
		m[name] = &fstest.MapFile{Data: []byte(strings.TrimLeft(text, "\n"))}
	}
	return m
}

func importAll(t testing.TB, db *neo.DB, cat *catalog.Catalog, fsys fs.FS) ingest.Report {
	t.Helper()
	report, err := ingest.Import(t.Context(), db, cat, fsys, ingest.Options{})
	require.NoError(t, err)
	require.Equal(t, report.Rows, report.Written+report.Unchanged+report.Skipped+report.Rejected)
	require.Equal(t, report.Written, report.Created()+report.Updated()+report.Records)
	return report
}

// exported returns the files of an export by their names.
func exported(t testing.TB, db *neo.DB, cat *catalog.Catalog) map[string]string {
	t.Helper()
	return readAll(t, exportTo(t, db, cat))
}

func exportTo(t testing.TB, db *neo.DB, cat *catalog.Catalog) string {
	t.Helper()
	dir := t.TempDir()
	_, err := backup.Export(t.Context(), db, cat, dir, backup.Options{})
	require.NoError(t, err)
	return dir
}

func readAll(t testing.TB, dir string) map[string]string {
	t.Helper()
	content := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		content[filepath.ToSlash(name)] = string(text)
		return err
	})
	require.NoError(t, err)
	return content
}

// value runs a statement that returns one value.
func value(t testing.TB, db *neo.DB, text string) any {
	t.Helper()
	rows, err := db.Exec(t.Context(), query.Statement{Text: text})
	require.NoError(t, err)
	require.Len(t, rows, 1)
	return rows[0][0]
}

// tally is what became of rows that stand for one node or relationship each.
type tally struct{ Rows, Created, Updated, Unchanged, Rejected int }

func tallyOf(c ingest.Counts) tally {
	return tally{Rows: c.Rows, Created: c.Created(), Updated: c.Updated(), Unchanged: c.Unchanged, Rejected: c.Rejected}
}

// rejectFile is a file for rejects that a test can read.
func rejectFile(t testing.TB) (file *os.File, lines func() [][]string) {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "rejects.csv"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, file.Close()) })
	return file, func() [][]string {
		text, err := os.ReadFile(file.Name())
		require.NoError(t, err)
		cells, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))).ReadAll()
		require.NoError(t, err)
		require.Equal(t, []string{"file", "line", "column", "value", "reason", "lost"}, cells[0])
		return cells[1:]
	}
}
