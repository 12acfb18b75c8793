package ingest_test

import (
	"crypto/rand"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const benchNodes, benchEdges = 20_000, 60_000

// BenchmarkImport compares the import with UNWIND and MERGE of the same rows into the same
// constraints and indexes. It reports rows a second of both, and the ratio.
func BenchmarkImport(b *testing.B) {
	cat := declaredSchema(b)
	var ours, plain time.Duration
	for b.Loop() {
		plain += timed(b, cat, mergeAll)
		ours += timed(b, cat, func(b *testing.B, db *neo.DB, cat *catalog.Catalog) {
			report, err := ingest.Import(b.Context(), db, cat, benchFiles(), ingest.Options{})
			require.NoError(b, err)
			require.Equal(b, benchNodes+benchEdges, report.Created())
		})
	}
	rows := float64(b.N) * (benchNodes + benchEdges)
	b.ReportMetric(rows/ours.Seconds(), "rows/s")
	b.ReportMetric(rows/plain.Seconds(), "merge-rows/s")
	b.ReportMetric(plain.Seconds()/ours.Seconds(), "ratio")
}

func timed(b *testing.B, cat *catalog.Catalog, work func(*testing.B, *neo.DB, *catalog.Catalog)) time.Duration {
	db := migrated(b, cat)
	began := time.Now()
	work(b, db, cat)
	return time.Since(began)
}

func benchFiles() fs.FS {
	var nodes, edges strings.Builder
	for i := range benchNodes {
		fmt.Fprintf(&nodes, `{"name": "企业 %d", "stockCode": "%06d", "foundedOn": "2001-02-03", "registeredCapital": %d, "description": "makes things %d"}`+"\n", i, i, i*1000, i)
	}
	for i := range benchEdges {
		from, to := benchEnds(i)
		fmt.Fprintf(&edges, `{"from": {"Company": {"stockCode": "%06d"}}, "to": {"Company": {"stockCode": "%06d"}}, "product": "p%d", "since": "2020"}`+"\n", from, to, i%7)
	}
	return files(map[string]string{"nodes/Company.jsonl": nodes.String(), "relationships/SUPPLIES.jsonl": edges.String()})
}

func benchEnds(i int) (from, to int) { return i % benchNodes, (i*7 + i/benchNodes + 1) % benchNodes }

// mergeAll is the best plain import: rows in memory, batches of 5,000, the same properties.
func mergeAll(b *testing.B, db *neo.DB, _ *catalog.Catalog) {
	ids := id.NewGenerator(time.Now, rand.Reader)
	var rows []any
	flush := func(text string) {
		err := db.Write(b.Context(), func(tx *neo.Tx) error {
			_, err := tx.Query(b.Context(), query.Statement{Text: text, Params: map[string]any{"rows": rows}})
			return err
		})
		require.NoError(b, err)
		rows = nil
	}
	for i := range benchNodes {
		name := fmt.Sprintf("企业 %d", i)
		rows = append(rows, map[string]any{
			"id": ids.New("com"), "name": name, "name_canonical": name, "name_pinyin": pinyin.SortKey(name), "stockCode": fmt.Sprintf("%06d", i),
			"foundedOn": "2001-02-03", "registeredCapital": i * 1000, "description": fmt.Sprintf("makes things %d", i),
			"version": 1, "recordedAt": "2026-01-02T03:04:05.000Z", "illustrative": false, "sourceIds": []string{},
		})
		if len(rows) == 5_000 {
			flush("UNWIND $rows AS row MERGE (n:Company {stockCode: row.stockCode}) SET n = row")
		}
	}
	for i := range benchEdges {
		from, to := benchEnds(i)
		rows = append(rows, map[string]any{
			"from": fmt.Sprintf("%06d", from), "to": fmt.Sprintf("%06d", to), "key": fmt.Sprintf("p%d\x1f2020", i%7),
			"set": map[string]any{"id": ids.New("rel"), "product": fmt.Sprintf("p%d", i%7), "since": "2020", "recordedAt": "2026-01-02T03:04:05.000Z", "sourceIds": []string{}},
		})
		if len(rows) == 5_000 {
			flush("UNWIND $rows AS row MATCH (a:Company {stockCode: row.from}) MATCH (b:Company {stockCode: row.to}) MERGE (a)-[r:SUPPLIES {key: row.key}]->(b) SET r += row.set")
		}
	}
}
