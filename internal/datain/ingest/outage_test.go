package ingest_test

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

// manyMapped are n firms, each a customer of the one before, and some bad rows.
func manyMapped(n int) fs.FS {
	var b strings.Builder
	b.WriteString("ticker,name,staff,city,customers\n")
	for i := range n {
		city := ""
		if i%50 == 7 {
			city = "Nowhere"
		}
		fmt.Fprintf(&b, "%06d,firm %d,%d,%s,%06d\n", 600000+i, i, i, city, 600000+max(i-1, 0))
	}
	return files(map[string]string{"firms.csv": b.String()})
}

// A Neo4j that dies in mid-import is told as such; nothing is half written, and the same
// call completes the import.
func TestImportSurvivesADeadNeo4j(t *testing.T) {
	cat := smallSchema(t)
	dir := t.TempDir()
	first := startNeo4j(t, dir, localneo4j.AnyPort)
	db, err := neo.Open(first.Config())
	require.NoError(t, err)
	defer db.Close(context.WithoutCancel(t.Context()))
	require.NoError(t, migrate.Run(t.Context(), db, cat, slog.New(slog.DiscardHandler)))

	fsys, path := manyMapped(400), filepath.Join(t.TempDir(), "rejects.csv")
	killed := false
	report, err := importInto(t.Context(), t, db, cat, fsys, path, ingest.Options{BatchSize: 10, Progress: func(p ingest.Progress) {
		if p.Report.Rows > 150 && !killed {
			killed = true
			neo4j, err := os.FindProcess(first.PID())
			if assert.NoError(t, err) {
				assert.NoError(t, neo4j.Kill())
			}
			<-first.Done()
		}
	}})
	require.Error(t, err)
	assert.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err), err)
	committed := report.NodesCreated

	startNeo4j(t, dir, first.Port())
	assert.Equal(t, int64(committed), value(t, db, "RETURN COUNT { (:Firm) } + COUNT { (:Source) }"), "what is committed is counted")
	// The one after each rejected firm has no supplier to refer to.
	assert.Zero(t, value(t, db, "MATCH (a:Firm) WHERE NOT (a)-[:SELLS_TO]->() AND toInteger(a.ticker) % 50 <> 8 RETURN count(a)"), "no row is there by half")
	report, err = importInto(t.Context(), t, db, cat, fsys, path, ingest.Options{BatchSize: 10})
	require.NoError(t, err)
	assert.NotNil(t, report.Resumed)
	assert.Equal(t, ingest.Counts{
		Rows: 400, Written: 392, Rejected: 8, NodesCreated: 392, RelationshipsCreated: 384, EntriesRefused: 8,
	}, report.Files[1].Counts)
	assert.Equal(t, []any{int64(392), int64(384)}, value(t, db, "RETURN [COUNT { (:Firm) }, COUNT { ()-[:SELLS_TO]->() }]"))
}

func startNeo4j(t *testing.T, dir string, port int) *localneo4j.Instance {
	t.Helper()
	neotest.SkipIfNone(t)
	instance, err := localneo4j.Start(t.Context(), localneo4j.Options{
		DataDir: dir, Port: port, Small: true, Runtime: localneo4j.RuntimeJVM, Progress: t.Output(),
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, instance.Stop(context.Background())) })
	return instance
}
