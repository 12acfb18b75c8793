package ingest_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

func parsed(t testing.TB, cat *catalog.Catalog, text string) *mapping.Mapping {
	t.Helper()
	m, err := mapping.Parse([]byte(text), cat)
	require.NoError(t, err)
	return m
}

var anID = regexp.MustCompile(`\b[a-z]{3}_[0-9a-z]{26}\b`)

// mapped imports with a mapping and returns the rejects as column|value|reason|lost, without
// random ids.
func mapped(t testing.TB, db *neo.DB, cat *catalog.Catalog, text string, fsys fs.FS, opts ingest.Options) (ingest.Report, []string) {
	t.Helper()
	file, lines := rejectFile(t)
	opts.Rejects = file
	report, err := ingest.Run(t.Context(), db, cat, parsed(t, cat, text), fsys, opts)
	require.NoError(t, err)
	var rejects []string
	for _, l := range lines() {
		rejects = append(rejects, anID.ReplaceAllString(l[0]+":"+l[1]+" "+l[2]+"|"+l[3]+"|"+l[4]+"|"+l[5], "…"))
	}
	assert.Len(t, rejects, report.ProblemCount)
	assert.Equal(t, report.Rows, report.Written+report.Unchanged+report.Skipped+report.Rejected)
	return report, rejects
}

const firms = `
version: 1
sources: [{citationKey: list, name: A list}]
files:
  - file: firms.csv
    sources: [list]
    nodes:
      - entity: Firm
        as: firm
        protect: [name]
        when: {column: ticker, empty: false}
        fields: {ticker: ticker, name: name, staff: {column: staff, transform: [integer], onError: omit}}
    links:
      - type: LIES_IN
        from: firm
        to: {entity: City, key: name, value: city}
      - type: SELLS_TO
        forEach: {column: customers, split: ";"}
        from: firm
        to: {entity: Firm, key: ticker, value: {entry: value}}
`

func TestMappedRowsAreWholeOrNotThere(t *testing.T) {
	cat := smallSchema(t)
	for _, size := range []int{1, 2, 100} {
		db := migrated(t, cat)
		importAll(t, db, cat, files(map[string]string{"nodes/City.jsonl": `{"name": "X"}`}))
		fsys := files(map[string]string{"firms.csv": `ticker,name,staff,city,customers
600000,A,12,X,600001;600009;600002
600001,B,many,X,
600002,C,1,Nowhere,
600000,Z,1,X,
,none,,,
600003,D,,,600003
600004,E,,,600009
`})
		report, rejects := mapped(t, db, cat, firms, fsys, ingest.Options{BatchSize: size})
		assert.ElementsMatch(t, []string{
			`firms.csv:4 city|Nowhere|there is no City with name "Nowhere"; import it first|row`,
			`firms.csv:5 name|Z|is "Z", but … (A) has "A" already: a conflict, or "Z" is a former name (曾用名) of "A"|row`,
			`firms.csv:3 staff|many|` + omitted(rejects) + `|value`,
			`firms.csv:2 customers|600009|there is no Firm with ticker "600009"; import it first|entry`,
			`firms.csv:2 customers|600002|there is no Firm with ticker "600002"; import it first|entry`,
			`firms.csv:8 customers|600009|there is no Firm with ticker "600009"; import it first|entry`,
		}, rejects, "batches of %d", size)
		assert.Equal(t, ingest.Counts{
			Rows: 7, Written: 4, Skipped: 1, Rejected: 2, NodesCreated: 4, RelationshipsCreated: 4, EntriesRefused: 3, ValuesOmitted: 1,
		}, report.Files[1].Counts, "batches of %d", size)
		assert.Equal(t, []any{"A", "B", "D", "E"}, value(t, db, "MATCH (n:Firm) WITH n.name AS name ORDER BY name RETURN collect(name)"))
		assert.Equal(t, []any{"600000>600001", "600003>600003"}, value(t, db,
			"MATCH (a)-[:SELLS_TO]->(b) WITH a.ticker + '>' + b.ticker AS link ORDER BY link RETURN collect(link)"))

		again, _ := mapped(t, db, cat, firms, fsys, ingest.Options{BatchSize: size})
		assert.Zero(t, again.Written+again.Created()+again.Updated(), "the second run writes nothing")
		assert.Equal(t, report.Rejected, again.Rejected)
		assert.Zero(t, value(t, db, "MATCH (n) WHERE n.version > 1 AND n.name IS NOT NULL RETURN count(n)"))
		assert.Zero(t, value(t, db, "MATCH (n:ClusterGraphImport) RETURN count(n)"))
	}
}

// omitted is the reason of the value that is left out; its words belong to the mapping.
func omitted(rejects []string) string {
	found := regexp.MustCompile(`staff\|many\|(.*)\|value`)
	for _, line := range rejects {
		if m := found.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return "is missing"
}

func TestMappedReferences(t *testing.T) {
	const head = `
version: 1
files:
  - file: rows.csv
    nodes: [{entity: Firm, as: firm, fields: {ticker: ticker, name: name}}]
    links:
      - type: `
	before := map[string]string{
		"nodes/City.jsonl": `{"name": "X"}`,
		"nodes/Firm.jsonl": `{"name": "Same", "ticker": "600010"}` + "\n" + `{"name": "Same", "ticker": "600011"}` + "\n" + `{"name": "Only", "ticker": "600012"}`,
	}
	tests := []struct {
		name, link, ref string
		want            ingest.Counts
		reject          string
		cities, sales   int64
	}{
		{
			name: "unknown is rejected", link: "LIES_IN | from: firm | to: {entity: City, key: name, value: ref}", ref: "Y",
			want: ingest.Counts{Rows: 1, Rejected: 1}, reject: `rows.csv:2 ref|Y|there is no City with name "Y"; import it first|row`, cities: 1,
		},
		{
			name: "unknown is skipped", link: "LIES_IN | from: firm | to: {entity: City, key: name, value: ref} | unknown: skip", ref: "Y",
			want:   ingest.Counts{Rows: 1, Written: 1, NodesCreated: 1, ValuesOmitted: 1},
			reject: `rows.csv:2 ref|Y|there is no City with name "Y"; the relationship is left out|value`, cities: 1,
		},
		{
			name: "unknown is created", link: "LIES_IN | from: firm | to: {entity: City, key: name, value: ref, unknown: create}", ref: "Y",
			want: ingest.Counts{Rows: 1, Written: 1, NodesCreated: 2, RelationshipsCreated: 1}, cities: 2,
		},
		{
			name: "known is not created", link: "LIES_IN | from: firm | to: {entity: City, key: name, value: ref, unknown: create}", ref: "X",
			want: ingest.Counts{Rows: 1, Written: 1, NodesCreated: 1, RelationshipsCreated: 1}, cities: 1,
		},
		{
			name: "by an indexed field", link: "SELLS_TO | from: firm | to: {entity: Firm, key: name, value: ref}", ref: "Only",
			want: ingest.Counts{Rows: 1, Written: 1, NodesCreated: 1, RelationshipsCreated: 1}, cities: 1, sales: 1,
		},
		{
			name: "by a name that several have", link: "SELLS_TO | from: firm | to: {entity: Firm, key: name, value: ref}", ref: "Same",
			want:   ingest.Counts{Rows: 1, Rejected: 1},
			reject: `rows.csv:2 ref|Same|Firm with name "Same" fits several, such as … (Same) and … (Same); use a key that only one of them has|row`, cities: 1,
		},
	}
	cat := smallSchema(t)
	db := migrated(t, cat)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			value(t, db, "MATCH (n) WHERE NOT n:ClusterGraphMeta DETACH DELETE n RETURN count(n)")
			importAll(t, db, cat, files(before))
			text := head + strings.ReplaceAll(tt.link, " | ", "\n        ") + "\n"
			report, rejects := mapped(t, db, cat, text, files(map[string]string{"rows.csv": "ticker,name,ref\n600000,New," + tt.ref + "\n"}), ingest.Options{})
			assert.Equal(t, tt.want, report.Counts)
			if tt.reject != "" {
				assert.Equal(t, []string{tt.reject}, rejects)
			}
			assert.Equal(t, []any{tt.cities, tt.sales}, value(t, db, "RETURN [COUNT { (:City) }, COUNT { ()-[:SELLS_TO]->() }]"))
		})
	}
}

// A row may name one that stands further down, in another batch too.
func TestMappedRowsWaitForRowsFurtherDown(t *testing.T) {
	cat := smallSchema(t)
	fsys := files(map[string]string{"firms.csv": `ticker,name,staff,city,customers
600000,A,,,600003
600001,B,,,600000;600009
600002,C,,,
600003,D,,,600002;600001
`})
	for _, size := range []int{1, 3, 100} {
		db := migrated(t, cat)
		report, rejects := mapped(t, db, cat, firms, fsys, ingest.Options{BatchSize: size})
		assert.Equal(t, []string{`firms.csv:3 customers|600009|there is no Firm with ticker "600009"; import it first|entry`}, rejects)
		assert.Equal(t, ingest.Counts{Rows: 4, Written: 4, NodesCreated: 4, RelationshipsCreated: 4, EntriesRefused: 1}, report.Files[1].Counts)
	}
}

func TestMappedFilesThatAreNotThere(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	_, err := ingest.Run(t.Context(), db, cat, parsed(t, cat, firms), files(map[string]string{"firm.csv": "ticker\n"}), ingest.Options{})
	assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
	assert.ErrorContains(t, err, "the mapping reads firms.csv, which is not there; there are: firm.csv")

	report, _ := mapped(t, db, cat, firms, files(map[string]string{
		"firms.csv": "ticker,name,staff,city,customers\n600000,A,,,\n", "other.csv": "x\n",
	}), ingest.Options{})
	assert.Contains(t, report.Notes, "not named by the mapping, so not read: other.csv")
}

func TestDryRunTellsWhatAnImportDoes(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	fsys := files(map[string]string{"firms.csv": `ticker,name,staff,city,customers
600000,A,x,,600001;600009
600001,B,,Nowhere,
600002,C,,,600000
600002,D,,,
`})
	dry, dryRejects := mapped(t, db, cat, firms, fsys, ingest.Options{DryRun: true})
	assert.Zero(t, value(t, db, "MATCH (n) WHERE NOT n:ClusterGraphMeta RETURN count(n)"))
	real, realRejects := mapped(t, db, cat, firms, fsys, ingest.Options{})
	assert.Equal(t, real.Counts, dry.Counts)
	assert.Equal(t, real.Files, dry.Files)
	assert.ElementsMatch(t, realRejects, dryRejects)
	assert.True(t, dry.DryRun)
	assert.Nil(t, dry.Stopped)

	short, _ := mapped(t, db, cat, firms, fsys, ingest.Options{DryRun: true, DryRunRows: 3})
	assert.Equal(t, 3, short.Rows)
	assert.Equal(t, &ingest.Place{File: "firms.csv", Line: 3}, short.Stopped)
}

// An import that was stopped goes on, and ends with the counts and rejects of one that was not.
func TestStoppedImportGoesOn(t *testing.T) {
	cat := smallSchema(t)
	fsys := files(map[string]string{"firms.csv": `ticker,name,staff,city,customers
600000,A,x,,
600001,B,,Nowhere,
600002,C,y,,600000
600003,D,,,600009
600004,E,,,600001
600005,F,z,,
`})
	db := migrated(t, cat)
	whole, err := importInto(t.Context(), t, db, cat, fsys, filepath.Join(t.TempDir(), "whole.csv"), ingest.Options{BatchSize: 1})
	require.NoError(t, err)

	db = migrated(t, cat)
	path := filepath.Join(t.TempDir(), "rejects.csv")
	var report ingest.Report
	for stops := 0; ; stops++ {
		require.Less(t, stops, 20)
		ctx, cancel := context.WithCancel(t.Context())
		batches := 0
		report, err = importInto(ctx, t, db, cat, fsys, path, ingest.Options{BatchSize: 1, Progress: func(ingest.Progress) {
			if batches++; batches == 3 {
				cancel()
			}
		}})
		cancel()
		if err == nil {
			break
		}
		require.ErrorIs(t, err, context.Canceled)
		// What a kill between the rejects and the commit leaves behind is cut off.
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		require.NoError(t, err)
		_, err = f.WriteString("half a li")
		require.NoError(t, err)
		require.NoError(t, f.Close())
	}
	assert.NotNil(t, report.Resumed)
	assert.Equal(t, whole.Counts, report.Counts)
	assert.Equal(t, whole.Files, report.Files)
	assert.Equal(t, whole.ProblemCount, report.ProblemCount)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.NotContains(t, string(text), "half a li")
}

func importInto(ctx context.Context, t *testing.T, db *neo.DB, cat *catalog.Catalog, fsys fs.FS, path string, opts ingest.Options) (ingest.Report, error) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	require.NoError(t, err)
	defer f.Close()
	opts.Rejects = f
	return ingest.Run(ctx, db, cat, parsed(t, cat, firms), fsys, opts)
}
