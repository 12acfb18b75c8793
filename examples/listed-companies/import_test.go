package listedcompanies_test

import (
	"encoding/csv"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/dataout/backup"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
)

var update = flag.Bool("update", false, "write the golden file anew")

func TestMain(m *testing.M) { neotest.Main(m) }

// The fixture holds one small example of every fault that the real data set has.
const dirty = "testdata/dirty"

// folders are the fixture, and the real data set where it is at hand.
func folders() map[string]string {
	all := map[string]string{"fixture": dirty}
	if dir := os.Getenv("CLUSTERGRAPH_LISTED_COMPANIES"); dir != "" {
		all["data set"] = dir
	}
	return all
}

// The graph must hold what a program that shares no code with the product counts in the
// files, and a second import must write nothing.
func TestImportAgreesWithTheSecondOpinion(t *testing.T) {
	for name, folder := range folders() {
		t.Run(name, func(t *testing.T) {
			db, cat := migrated(t)
			first, _ := importAll(t, db, cat, folder)
			assert.Positive(t, first.Written)
			out := export(t, db, cat)
			said, err := exec.Command("python3", "expected.py", "--in", folder, "--check", out).CombinedOutput()
			require.NoError(t, err, "python3 with the standard library is needed; it says: %s", said)

			second, _ := importAll(t, db, cat, folder)
			assert.Zero(t, second.Written+second.Created()+second.Updated())
			assert.Equal(t, first.Rejected, second.Rejected)
			assert.Equal(t, files(t, out), files(t, export(t, db, cat)))
		})
	}
}

// What is exported, edited and contested since, makes an empty graph equal.
func TestTheGraphIsRestored(t *testing.T) {
	for name, folder := range folders() {
		t.Run(name, func(t *testing.T) {
			db, cat := migrated(t)
			importAll(t, db, cat, folder)
			for _, capital := range []string{"5", "6"} {
				rows := fstest.MapFS{
					"nodes/Source.jsonl":  {Data: []byte(`{"name": "source ` + capital + `", "citationKey": "source-` + capital + `"}`)},
					"nodes/Company.jsonl": {Data: []byte(`{"name": "永钢", "stockCode": "600000", "registeredCapital": ` + capital + `, "sources": [{"Source": {"citationKey": "source-` + capital + `"}}]}`)},
				}
				report, err := ingest.Import(t.Context(), db, cat, rows, ingest.Options{})
				require.NoError(t, err)
				require.Empty(t, report.Problems)
			}
			out := export(t, db, cat)
			first := files(t, out)
			assert.Contains(t, first, "service/Statement.jsonl")

			db, cat = migrated(t)
			report, err := ingest.Import(t.Context(), db, cat, os.DirFS(out), ingest.Options{})
			require.NoError(t, err)
			assert.Empty(t, report.Problems)
			assert.Equal(t, first, files(t, export(t, db, cat)))
		})
	}
}

// Each fault of the fixture is told where it is, and why.
func TestImportTellsEachFault(t *testing.T) {
	db, cat := migrated(t)
	report, rejects := importAll(t, db, cat, dirty)
	if *update {
		require.NoError(t, os.WriteFile("testdata/rejects.csv", []byte(rejects), 0o644))
	}
	golden, err := os.ReadFile("testdata/rejects.csv")
	require.NoError(t, err)
	assert.Equal(t, string(golden), rejects)
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(rejects, "\ufeff"))).ReadAll()
	require.NoError(t, err)
	assert.Len(t, lines, 1+report.ProblemCount)
}

func migrated(t *testing.T) (*neo.DB, *catalog.Catalog) {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	db := neotest.Open(t)
	neotest.Reset(t, db)
	require.NoError(t, migrate.Run(t.Context(), db, cat, slog.New(slog.DiscardHandler)))
	return db, cat
}

var anID = regexp.MustCompile(`\b[a-z]{3}_[0-9a-z]{26}\b`)

// importAll returns the report and the reject file without its random ids.
func importAll(t *testing.T, db *neo.DB, cat *catalog.Catalog, folder string) (ingest.Report, string) {
	t.Helper()
	text, err := os.ReadFile("mapping.yaml")
	require.NoError(t, err)
	m, err := mapping.Parse(text, cat)
	require.NoError(t, err)
	rejects, err := os.Create(filepath.Join(t.TempDir(), "rejects.csv"))
	require.NoError(t, err)
	defer rejects.Close()
	report, err := ingest.Run(t.Context(), db, cat, m, os.DirFS(folder), ingest.Options{Rejects: rejects})
	require.NoError(t, err)
	require.Equal(t, report.Rows, report.Written+report.Unchanged+report.Skipped+report.Rejected)
	written, err := os.ReadFile(rejects.Name())
	require.NoError(t, err)
	return report, anID.ReplaceAllStringFunc(string(written), func(id string) string { return id[:4] + "…" })
}

func export(t *testing.T, db *neo.DB, cat *catalog.Catalog) string {
	t.Helper()
	dir := t.TempDir()
	_, err := backup.Export(t.Context(), db, cat, dir, backup.Options{})
	require.NoError(t, err)
	return dir
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	content := map[string]string{}
	names, err := filepath.Glob(filepath.Join(dir, "*", "*.jsonl"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		content[fmt.Sprint(filepath.Base(filepath.Dir(name)), "/", filepath.Base(name))] = string(text)
	}
	return content
}
