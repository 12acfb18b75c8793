package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/dataout/backup"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func manyFirms(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"name": "firm %d", "ticker": "%06d"}`+"\n", i, 600000+i)
	}
	return b.String()
}

func TestCancelledImportKeepsWhatIsCommitted(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	fsys := files(map[string]string{"nodes/Firm.jsonl": manyFirms(100)})
	ctx, cancel := context.WithCancel(t.Context())
	report, err := ingest.Import(ctx, db, cat, fsys, ingest.Options{BatchSize: 10, Progress: func(p ingest.Progress) {
		if p.Report.Rows == 30 {
			cancel()
		}
	}})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, tally{Rows: 30, Created: 30}, tallyOf(report.Counts))
	assert.Equal(t, int64(30), value(t, db, "MATCH (n:Firm) RETURN count(n)"))

	report = importAll(t, db, cat, fsys)
	assert.Equal(t, tally{Rows: 100, Created: 100}, tallyOf(report.Counts), "what was done before counts")
	assert.Equal(t, &ingest.Place{File: "nodes/Firm.jsonl", Line: 30}, report.Resumed)
	assert.Equal(t, int64(0), value(t, db, "MATCH (n:ClusterGraphImport) RETURN count(n)"))

	report = importAll(t, db, cat, fsys)
	assert.Equal(t, tally{Rows: 100, Unchanged: 100}, tallyOf(report.Counts), "an import that ended starts over")
	assert.Nil(t, report.Resumed)
}

type fullDisk struct{ *os.File }

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestImportStopsWhenRejectsCannotBeWritten(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	rejects, _ := rejectFile(t)
	_, err := ingest.Import(t.Context(), db, cat, files(map[string]string{"nodes/Firm.jsonl": `{"staff": 1}`}), ingest.Options{Rejects: fullDisk{rejects}})
	assert.ErrorContains(t, err, "no space left on device")
}

// Two imports of the same rows at once must end in one graph without doubles.
func TestConcurrentImportsMakeNoDoubles(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	const n = 60
	var edges strings.Builder
	for i := range n {
		fmt.Fprintf(&edges, `{"from": {"Firm": {"ticker": "%06d"}}, "to": {"Firm": {"ticker": "%06d"}}, "product": "p"}`+"\n", 600000+i, 600000+(i+1)%n)
	}
	var places strings.Builder
	for i := range n {
		fmt.Fprintf(&places, `{"from": {"Firm": {"ticker": "%06d"}}, "to": {"City": {"name": "X"}}}`+"\n", 600000+i)
	}
	fsys := files(map[string]string{
		"nodes/Firm.jsonl": manyFirms(n), "nodes/City.jsonl": `{"name": "X"}`,
		"relationships/SELLS_TO.jsonl": edges.String(), "relationships/LIES_IN.jsonl": places.String(),
	})
	var wg sync.WaitGroup
	reports := make([]ingest.Report, 4)
	errs := make([]error, 4)
	for i := range reports {
		wg.Go(func() {
			reports[i], errs[i] = ingest.Import(t.Context(), db, cat, fsys, ingest.Options{BatchSize: 7, Restart: true})
		})
	}
	wg.Wait()
	created := 0
	for i, r := range reports {
		require.NoError(t, errs[i])
		assert.Empty(t, r.Problems)
		created += r.Created()
	}
	assert.Equal(t, 3*n+1, created)
	assert.Equal(t, []any{int64(n), int64(n), int64(n)}, value(t, db,
		"RETURN [COUNT { (:Firm) }, COUNT { ()-[:SELLS_TO]->() }, COUNT { ()-[:LIES_IN]->() }]"))
}

func TestExportRefusesADirectoryInUse(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	importAll(t, db, cat, files(small()))
	dir := exportTo(t, db, cat)
	_, err := backup.Export(t.Context(), db, cat, dir, backup.Options{})
	assert.ErrorContains(t, err, "is not empty; export to a new directory")
}

func TestExportPagesThroughLargeTables(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": manyFirms(2_500)}))
	dir := t.TempDir()
	manifest, err := backup.Export(t.Context(), db, cat, dir, backup.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, manifest.Files)
	assert.Equal(t, "nodes/Firm.jsonl", manifest.Files[0].Name)
	assert.Equal(t, 2_500, manifest.Files[0].Lines)
	assert.Equal(t, 2_500, strings.Count(readAll(t, dir)["nodes/Firm.jsonl"], "\n"))
}

// breaking panics while a file is read, once it has been read for the digest.
type breaking struct {
	fs.FS
	opened *int
}

func (b breaking) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".jsonl") {
		return f, err
	}
	if *b.opened++; *b.opened > 1 {
		return panicking{f}, nil
	}
	return f, nil
}

type panicking struct{ fs.File }

func (panicking) Read([]byte) (int, error) { panic("a bug in a reader of files") }

// What panics where a file is read ends the import with an error, and not the process.
func TestAPanickingReaderEndsTheImport(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	_, err := ingest.Import(t.Context(), db, cat, breaking{files(map[string]string{"nodes/Firm.jsonl": manyFirms(3)}), new(int)}, ingest.Options{})
	require.Error(t, err)
	assert.Equal(t, fault.Internal, fault.CodeOf(err))
	assert.ErrorContains(t, err, "a bug in a reader of files")
}
