package ingest_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/sample"
)

func atOnce(t testing.TB, db *neo.DB, cat *catalog.Catalog, rows map[string]string) ingest.Report {
	t.Helper()
	report, err := ingest.Import(t.Context(), db, cat, files(rows), ingest.Options{AtOnce: true})
	require.NoError(t, err)
	return report
}

// What is imported at once is what is imported in batches.
func TestAtOnce(t *testing.T) {
	cat := declaredSchema(t)
	db := migrated(t, cat)
	before := db.Runs()
	want := importAll(t, db, cat, sample.Files())
	inBatches := db.Runs() - before
	batches := value(t, db, counts)

	db = migrated(t, cat)
	before = db.Runs()
	got, err := ingest.Import(t.Context(), db, cat, sample.Files(), ingest.Options{AtOnce: true})
	require.NoError(t, err)
	assert.Equal(t, want, got)
	assert.Equal(t, batches, value(t, db, counts))
	assert.Less(t, db.Runs()-before, inBatches)
	assert.Equal(t, int64(0), value(t, db, "MATCH (s:"+catalog.ImportLabel+") RETURN count(s)"), "there is no place to go on")

	again := importAll(t, db, cat, sample.Files())
	assert.Equal(t, again.Rows, again.Unchanged, "the rows find what they made")
}

// counts are how many of each label, relationship type and property there are.
const counts = `CALL () {
	MATCH (n) WHERE NOT n:ClusterGraphImport UNWIND keys(n) AS k RETURN labels(n)[0] + '.' + k AS what, count(*) AS c
	UNION ALL MATCH (a)-[r]->(b) UNWIND keys(r) AS k RETURN labels(a)[0] + ' ' + type(r) + ' ' + labels(b)[0] + '.' + k AS what, count(*) AS c
} WITH what, c ORDER BY what RETURN collect(what + ': ' + toString(c)) AS all`

// Where not all can be written at once, the import is as any other.
func TestAtOnceGivesWay(t *testing.T) {
	cat := smallSchema(t)
	rows := map[string]string{
		"nodes/Firm.jsonl":            `{"ticker": "600000", "name": "Alpha"}` + "\n",
		"nodes/City.jsonl":            `{"name": "张家港"}` + "\n" + `{"name": "苏州"}` + "\n",
		"relationships/LIES_IN.jsonl": `{"from": {"Firm": {"ticker": "600000"}}, "to": {"City": {"name": "张家港"}}}` + "\n",
	}
	t.Run("a row is refused", func(t *testing.T) {
		bad := maps.Clone(rows)
		bad["nodes/City.jsonl"] += `{"name": ""}` + "\n"
		db := migrated(t, cat)
		report := atOnce(t, db, cat, bad)
		assert.Equal(t, tally{Rows: 5, Created: 4, Rejected: 1}, tallyOf(report.Counts))
		assert.Len(t, report.Problems, 1)
	})
	t.Run("the graph holds something", func(t *testing.T) {
		db := migrated(t, cat)
		first := atOnce(t, db, cat, rows)
		assert.Equal(t, tally{Rows: 4, Created: 4}, tallyOf(first.Counts))
		again := atOnce(t, db, cat, rows)
		assert.Equal(t, tally{Rows: 4, Unchanged: 4}, tallyOf(again.Counts))
	})
}
