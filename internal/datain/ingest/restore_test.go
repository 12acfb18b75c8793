package ingest_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/dataout/backup"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/merge"
	"github.com/clustergraph/clustergraph/internal/write/record"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
	"github.com/clustergraph/clustergraph/sample"
)

// lived fills a graph with all that can happen to one: values of each kind, changes of
// them, contested ones and one that is dealt with, a replaced relationship, a removed
// node and relationship.
func lived(t testing.TB, db *neo.DB, cat *catalog.Catalog) {
	t.Helper()
	importAll(t, db, cat, files(small()))
	edited := map[string]string{
		"nodes/Firm.jsonl":             `{"ticker": "000001", "name": "Beta & <Sons>\u2028", "staff": 3, "score": 2}`,
		"nodes/City.jsonl":             `{"name": "无锡"}`,
		"relationships/LIES_IN.jsonl":  `{"from": {"Firm": {"ticker": "600000"}}, "to": {"City": {"name": "苏州"}}}`,
		"relationships/SELLS_TO.jsonl": `{"from": {"Firm": {"ticker": "600000"}}, "to": {"Firm": {"ticker": "000001"}}, "product": "steel", "since": "2020", "share": 1, "confidence": 1}`,
		"relationships/SEAT_OF.jsonl":  `{"from": {"Firm": {"ticker": "600000"}}, "to": {"City": {"name": "苏州"}}}`,
	}
	importAll(t, db, cat, files(edited))
	a, b := disputed()
	delete(a, "relationships/SELLS_TO.jsonl")
	delete(b, "relationships/SELLS_TO.jsonl")
	importAll(t, db, cat, files(a))
	importAll(t, db, cat, files(b))
	remove(t, db, cat, "City", "无锡")
	hide(t, db, cat)
}

// hide merges two firms, withholds one, keeps one that was erased from coming back, and tells
// two apart; all of them have relationships.
func hide(t testing.TB, db *neo.DB, cat *catalog.Catalog) {
	t.Helper()
	importAll(t, db, cat, files(map[string]string{
		"nodes/Firm.jsonl": `{"id": "frm_00000000000000000000000001", "name": "kept", "ticker": "600101"}` + "\n" +
			`{"id": "frm_00000000000000000000000002", "name": "merged away", "ticker": "600102", "staff": 7}` + "\n" +
			`{"id": "frm_00000000000000000000000003", "name": "hidden one", "ticker": "600103"}` + "\n" +
			`{"id": "frm_00000000000000000000000004", "name": "another", "ticker": "600104"}`,
		"relationships/SELLS_TO.jsonl": `{"from": "frm_00000000000000000000000001", "to": "frm_00000000000000000000000004", "product": "p"}` + "\n" +
			`{"from": "frm_00000000000000000000000002", "to": "frm_00000000000000000000000004", "product": "p", "share": 0.25}` + "\n" +
			`{"from": "frm_00000000000000000000000003", "to": "frm_00000000000000000000000004", "product": "hidden goods"}`,
	}))
	importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": `{"ticker": "600103", "about": "hidden words"}`}))
	w := record.NewWriter(cat, id.NewGenerator(time.Now, rand.Reader), time.Now).As("api")
	firm := cat.Entity("Firm")
	ctx := t.Context()
	for _, write := range []func(tx *neo.Tx) error{
		func(tx *neo.Tx) error {
			_, refused, err := merge.Do(ctx, cat, writetest.Work(tx, w), merge.Request{Into: "frm_00000000000000000000000001", From: "frm_00000000000000000000000002", Evidence: "the same"})
			assert.Empty(t, refused)
			return err
		},
		func(tx *neo.Tx) error {
			_, err := aside.Put(ctx, tx, firm, "frm_00000000000000000000000003", alias.Withheld, "")
			return err
		},
		func(tx *neo.Tx) error {
			return aside.Bury(ctx, tx, firm, map[string]any{"id": "frm_00000000000000000000000009", "ticker": "600109"})
		},
		func(tx *neo.Tx) error {
			_, refused, err := merge.Declare(ctx, cat, writetest.Work(tx, w), "frm_00000000000000000000000001", "frm_00000000000000000000000004", "two firms")
			assert.Empty(t, refused)
			return err
		},
	} {
		require.NoError(t, db.Write(ctx, write))
	}
}

func remove(t testing.TB, db *neo.DB, cat *catalog.Catalog, entity, name string) {
	t.Helper()
	w := record.NewWriter(cat, id.NewGenerator(time.Now, rand.Reader), time.Now).As("api")
	require.NoError(t, db.Write(t.Context(), func(tx *neo.Tx) error {
		e := cat.Entity(entity)
		stored, err := element.Hold(t.Context(), tx, e, e.Field("name"), name)
		require.NoError(t, err)
		require.NotNil(t, stored)
		return w.Delete(t.Context(), tx, e, stored)
	}))
}

// stored is everything as the database holds it, derived properties included,
// but for what is about an import that has not ended.
func stored(t testing.TB, db *neo.DB) string {
	t.Helper()
	rows, err := db.Exec(t.Context(), query.Statement{
		Text: "MATCH (n) WHERE NOT n:ClusterGraphMeta AND NOT n:ClusterGraphImport RETURN labels(n) AS type, properties(n) AS properties, '' AS start, '' AS end " +
			"UNION ALL MATCH (a)-[r]->(b) RETURN [type(r)] AS type, properties(r) AS properties, a.id AS start, b.id AS end",
	})
	require.NoError(t, err)
	lines := make(map[string]any, len(rows))
	for _, row := range rows {
		properties, _ := row[1].(map[string]any)
		lines[fmt.Sprint(properties["id"], " ", properties["key"])] = row
	}
	text, err := json.MarshalIndent(lines, "", " ")
	require.NoError(t, err)
	return string(text)
}

func TestAnExportRestoresAnEqualGraph(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	lived(t, db, cat)
	first, was := readAll(t, wholeTo(t, db, cat)), stored(t, db)
	for _, name := range []string{"Change", "Statement", "ClusterGraphFeed", "Aside", "Alias", "Merge", "Distinct", "ASIDE"} {
		assert.Contains(t, first, "service/"+name+".jsonl")
	}
	assert.Contains(t, first["service/Change.jsonl"], `"kind":"DELETE"`)

	db = migrated(t, cat)
	report := importAll(t, db, cat, files(first))
	assert.Empty(t, report.Problems)
	assert.Empty(t, report.Notes)
	assert.Equal(t, report.Rows, report.Written)
	assert.Equal(t, first, readAll(t, wholeTo(t, db, cat)))
	assert.Equal(t, was, stored(t, db))
	assert.Equal(t, int64(0), value(t, db, "MATCH (n:ClusterGraphImport) RETURN count(n)"))
}

// wholeTo exports what is withheld too.
func wholeTo(t testing.TB, db *neo.DB, cat *catalog.Catalog) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "whole")
	_, err := backup.Export(t.Context(), db, cat, dir, backup.Options{Withheld: true})
	require.NoError(t, err)
	return dir
}

// Unless it is asked for, no line of an export tells of what is withheld, and it can be
// restored all the same.
func TestAnExportLeavesOutWhatIsWithheld(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	lived(t, db, cat)
	first := exported(t, db, cat)
	edges, ok := value(t, db, "MATCH (:Aside {asideWhy: 'WITHHELD'})-[r:ASIDE]-() RETURN collect(r.id)").([]any)
	require.True(t, ok)
	require.NotEmpty(t, edges)
	for name, text := range first {
		for _, marker := range append(edges, "hidden", "600103", "frm_00000000000000000000000003") {
			assert.NotContains(t, text, marker, name)
		}
	}
	assert.Contains(t, first["service/Aside.jsonl"], "merged away")
	assert.Contains(t, first["service/Alias.jsonl"], "erasure/secret")

	db = migrated(t, cat)
	report := importAll(t, db, cat, files(first))
	assert.Empty(t, report.Problems)
	assert.Equal(t, first, exported(t, db, cat))
	entries, _, err := feed.Since(t.Context(), db, feed.Cursor{}, 1_000)
	require.NoError(t, err)
	assert.Equal(t, value(t, db, "MATCH (f:ClusterGraphFeed) RETURN f.position"), entries[len(entries)-1].Position)
}

func TestARestoredGraphGoesOn(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	lived(t, db, cat)
	was, _, err := feed.Since(t.Context(), db, feed.Cursor{}, 1_000)
	require.NoError(t, err)
	first := readAll(t, wholeTo(t, db, cat))

	db = migrated(t, cat)
	importAll(t, db, cat, files(first))
	is, at, err := feed.Since(t.Context(), db, feed.Cursor{}, 1_000)
	require.NoError(t, err)
	assert.Equal(t, was, is)
	importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": `{"ticker": "000001", "staff": 4}`}))
	next, _, err := feed.Since(t.Context(), db, at, 10)
	require.NoError(t, err)
	require.Len(t, next, 1)
	assert.Equal(t, was[len(was)-1].Position+1, next[0].Position)
}

// A restore that is stopped anywhere goes on to the same graph.
func TestAStoppedRestoreGoesOn(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	lived(t, db, cat)
	first, was := readAll(t, wholeTo(t, db, cat)), stored(t, db)
	batches := 0
	for stopAt := 1; ; stopAt += 9 {
		db = migrated(t, cat)
		ctx, stop := context.WithCancel(t.Context())
		batches = 0
		opts := ingest.Options{BatchSize: 3, Progress: func(ingest.Progress) {
			if batches++; batches == stopAt {
				stop()
			}
		}}
		_, err := ingest.Import(ctx, db, cat, files(first), opts)
		stop()
		if batches < stopAt {
			require.NoError(t, err)
			break
		}
		report := importAll(t, db, cat, files(first))
		assert.Empty(t, report.Problems)
		assert.Equal(t, was, stored(t, db), "stopped at batch %d", stopAt)
	}
	assert.Greater(t, batches, 10)
}

func TestAnExportIntoAGraphThatHoldsSomething(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	lived(t, db, cat)
	first := exported(t, db, cat)
	changes := value(t, db, "MATCH (c:Change) RETURN count(c)")

	db = migrated(t, cat)
	importAll(t, db, cat, files(map[string]string{"nodes/City.jsonl": `{"name": "常熟"}`}))
	report := importAll(t, db, cat, files(first))
	assert.Empty(t, report.Problems)
	require.Len(t, report.Notes, 1)
	assert.Contains(t, report.Notes[0], "the graph holds something already")
	assert.NotEqual(t, changes, value(t, db, "MATCH (c:Change) RETURN count(c)"))
	assert.Equal(t, int64(0), value(t, db, "MATCH (c:Change {kind: 'DELETE'}) RETURN count(c)"))
	assert.Equal(t, int64(0), value(t, db, "MATCH (n) WHERE n.createdIn IS NOT NULL AND NOT EXISTS { MATCH (c:Change {id: n.createdIn}) } RETURN count(n)"))
}

func TestAnEmptyGraphIsRestoredToo(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	nothing := exported(t, db, cat)
	assert.Len(t, nothing, 1)
	importAll(t, db, cat, files(map[string]string{"nodes/City.jsonl": `{"name": "无锡"}`}))
	remove(t, db, cat, "City", "无锡")
	first := exported(t, db, cat)

	db = migrated(t, cat)
	assert.Equal(t, 0, importAll(t, db, cat, files(nothing)).Rows)
	importAll(t, db, cat, files(first))
	assert.Equal(t, first, exported(t, db, cat))
}

func TestAnExportThatIsNotWholeIsRefused(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	lived(t, db, cat)
	whole := exported(t, db, cat)
	db = migrated(t, cat)
	tests := []struct {
		name  string
		spoil func(map[string]string)
		want  string
	}{
		{"a file is missing", func(m map[string]string) { delete(m, "nodes/City.jsonl") }, "lacks nodes/City.jsonl"},
		{"a file is cut", func(m map[string]string) { m["nodes/City.jsonl"] = m["nodes/City.jsonl"][:9] }, "nodes/City.jsonl has 9 bytes, the manifest says"},
		{"no manifest", func(m map[string]string) { delete(m, "manifest.json") }, "there is a folder service but no manifest.json"},
		{"no JSON", func(m map[string]string) { m["manifest.json"] = "{" }, "is not that of an export of ours"},
		{"of something else", func(m map[string]string) { m["manifest.json"] = `{"name": "app"}` }, "is not that of an export of ours"},
		{"of a later version", func(m map[string]string) { m["manifest.json"] = `{"format": "clustergraph-export", "version": 99}` }, "format version 99, this program reads up to 2"},
		{"an unknown record", func(m map[string]string) { m["service/Secret.jsonl"] = `{"id": "x"}` }, "service/Secret.jsonl stands for no record of the service"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			spoilt := map[string]string{}
			for name, text := range whole {
				spoilt[name] = text
			}
			tt.spoil(spoilt)
			_, err := ingest.Import(t.Context(), db, cat, files(spoilt), ingest.Options{})
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			assert.ErrorContains(t, err, tt.want)
			assert.Equal(t, int64(0), value(t, db, "MATCH (n) WHERE n.id IS NOT NULL AND NOT n:ClusterGraphMeta RETURN count(n)"))
		})
	}
}

func TestAnExportThatIsStoppedLeavesNothing(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	lived(t, db, cat)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	parent := t.TempDir()
	_, err := backup.Export(ctx, db, cat, filepath.Join(parent, "out"), backup.Options{})
	require.Error(t, err)
	left, err := os.ReadDir(parent)
	require.NoError(t, err)
	assert.Empty(t, left)
}

// What is exported beside writers can be restored: no relationship lacks an end, and the
// feed has no gap.
func TestAnExportBesideWriters(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": manyFirms(3_000)}))
	ctx, stop := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	started := make(chan struct{}, 2)
	for w := range 2 {
		writers.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				text := fmt.Sprintf(`{"name": "new %d %d", "ticker": "%06d"}`, w, i, 100_000*(w+1)+i)
				link := fmt.Sprintf(`{"from": {"Firm": {"ticker": "%06d"}}, "to": {"Firm": {"ticker": "%06d"}}}`, 100_000*(w+1)+i, 600_000+i%3_000)
				_, err := ingest.Import(context.WithoutCancel(ctx), db, cat, files(map[string]string{"nodes/Firm.jsonl": text, "relationships/SELLS_TO.jsonl": link}), ingest.Options{})
				assert.NoError(t, err)
				if i == 3 {
					started <- struct{}{}
				}
			}
		})
	}
	<-started
	dir := filepath.Join(t.TempDir(), "out")
	manifest, err := backup.Export(t.Context(), db, cat, dir, backup.Options{})
	stop()
	writers.Wait()
	require.NoError(t, err)
	assert.Greater(t, manifest.To, manifest.From, "nothing was written meanwhile")

	db = migrated(t, cat)
	report := importAll(t, db, cat, os.DirFS(dir))
	assert.Empty(t, report.Problems)
	assert.Equal(t, report.Rows, report.Written)
	assert.Equal(t, manifest.From, value(t, db, "MATCH (c:Change) RETURN count(c)"))
	again, err := backup.Export(t.Context(), db, cat, filepath.Join(t.TempDir(), "again"), backup.Options{})
	require.NoError(t, err)
	assert.Equal(t, manifest.Files, again.Files)
}

// The real schema, its sample, and what is done to it after that.
func TestTheSampleIsRestored(t *testing.T) {
	cat := declaredSchema(t)
	db := migrated(t, cat)
	importAll(t, db, cat, sample.Files())
	importAll(t, db, cat, files(map[string]string{
		"nodes/Source.jsonl": `{"name": "A", "citationKey": "a"}` + "\n" + `{"name": "B", "citationKey": "b"}`,
		"nodes/Company.jsonl": `{"name": "永钢", "stockCode": "600000", "registeredCapital": 5, "sources": [{"Source": {"citationKey": "a"}}]}` + "\n" +
			`{"stockCode": "600000", "registeredCapital": 6, "confidence": 0.9, "sources": [{"Source": {"citationKey": "b"}}]}`,
		"nodes/Institution.jsonl": `{"name": "to be removed"}`,
	}))
	remove(t, db, cat, "Institution", "to be removed")
	first, was := exported(t, db, cat), stored(t, db)
	assert.Contains(t, first, "service/Statement.jsonl")

	db = migrated(t, cat)
	assert.Empty(t, importAll(t, db, cat, files(first)).Problems)
	assert.Equal(t, first, exported(t, db, cat))
	assert.Equal(t, was, stored(t, db))
}

// What was recorded before a bound was declared is put back as it was; a graph that holds
// something already takes it for any other import.
func TestWhatBreaksABoundIsRestoredAsItWas(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	importAll(t, db, cat, files(map[string]string{
		"nodes/Firm.jsonl":             `{"name": "a", "ticker": "600000"}` + "\n" + `{"name": "b", "ticker": "600001"}`,
		"relationships/SELLS_TO.jsonl": `{"from": {"Firm": {"ticker": "600000"}}, "to": {"Firm": {"ticker": "600001"}}}`,
	}))
	for _, text := range []string{
		"MATCH (f:Firm {ticker: '600000'}) SET f.foundedOn = '0023'",
		"MATCH ()-[r:SELLS_TO]->() SET r.share = 150.0, r.validFrom = '2020', r.validTo = '2019'",
	} {
		_, err := db.Exec(t.Context(), query.Statement{Text: text})
		require.NoError(t, err)
	}
	dir, want := exportTo(t, db, cat), stored(t, db)
	db = migrated(t, cat)
	importAll(t, db, cat, os.DirFS(dir))
	assert.Equal(t, want, stored(t, db))

	report, err := ingest.Import(t.Context(), db, cat, os.DirFS(dir), ingest.Options{Restart: true})
	require.NoError(t, err)
	assert.Equal(t, 2, report.Rejected)
}
