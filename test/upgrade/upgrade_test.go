package upgrade_test

import (
	"archive/zip"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/dataout/backup"
	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// What stands in every fixture, in the terms of the sample.
const (
	contested  = "com_01ke5q86000000000000000001"
	standsFor  = "com_01ke5q86000000000000000004"
	mergedAway = "com_01ke5q86000000000000000005"
	distinctA  = "com_01ke5q86000000000000000002"
	distinctB  = "com_01ke5q86000000000000000003"
	adviser    = "per_01ke5q86000000000000000001"
	optedOut   = "per_01ke5q86000000000000000002"
)

func TestOlderExportsAreRestored(t *testing.T) {
	fixtures, err := filepath.Glob("testdata/*.zip")
	require.NoError(t, err)
	require.NotEmpty(t, fixtures)
	db := neotest.Open(t)
	for _, fixture := range fixtures {
		t.Run(filepath.Base(fixture), func(t *testing.T) {
			export, err := zip.OpenReader(fixture)
			require.NoError(t, err)
			defer export.Close()
			was, err := graphfile.ReadManifest(export)
			require.NoError(t, err)

			a := support.ServeEmpty(t, db, app.Options{})
			report, err := ingest.Import(t.Context(), db, support.Declared(t), export, ingest.Options{})
			require.NoError(t, err)
			require.Empty(t, report.Problems)
			require.Positive(t, report.Records, "the history is restored too")
			hasItsPast(t, a)

			is, err := backup.Export(t.Context(), db, support.Declared(t), filepath.Join(t.TempDir(), "again"), backup.Options{Withheld: true})
			require.NoError(t, err)
			assert.Equal(t, linesOf(was), linesOf(&is), "as many of everything as the older version has written")
		})
	}
}

// hasItsPast asks the service for what the older version recorded.
func hasItsPast(t *testing.T, a *support.API) {
	t.Helper()
	got := a.Data(t, `query ($contested: ID!, $away: ID!, $adviser: ID!, $out: ID!, $a: ID!) {
		contested: provenance(id: $contested) { fields { field statements { displayed sources { id } } } }
		merged: node(id: $away) { id }
		merges(first: 5) { nodes { into from evidence } }
		adviser: person(by: {id: $adviser}) { employers { edges { title since node { id } } } }
		optedOut: node(id: $out) { id }
		distinct: history(id: $a, first: 50) { nodes { values { field after } } }
		companies { totalCount }
	}`, support.Vars{"contested": contested, "away": mergedAway, "adviser": adviser, "out": optedOut, "a": distinctA})
	assert.Equal(t, standsFor, support.Get(t, got, "merged.id"))
	assert.Equal(t, map[string]any{"into": standsFor, "from": mergedAway, "evidence": "one registration"}, support.Get(t, got, "merges.nodes.0"))
	assert.Contains(t, support.Get(t, got, "adviser.employers.edges"), map[string]any{"title": "顾问", "since": "2025", "node": map[string]any{"id": distinctB}})
	assert.Nil(t, support.Get(t, got, "optedOut"))
	assert.Contains(t, jsonOf(t, support.Get(t, got, "distinct")), `{"after":"`+distinctB+`","field":"distinctFrom"}`)
	assert.Contains(t, jsonOf(t, support.Get(t, got, "contested.fields")), "src_01ke5q86000000000000000002")
	assert.Equal(t, 64, support.Number(t, got, "companies.totalCount"))
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return string(text)
}

// linesOf are the lines of each file of an export.
func linesOf(m *graphfile.Manifest) map[string]int {
	lines := map[string]int{}
	for _, f := range m.Files {
		lines[f.Name] = f.Lines
	}
	return lines
}
