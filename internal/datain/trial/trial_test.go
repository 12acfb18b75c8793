package trial_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/trial"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/schema"
)

func parse(t *testing.T, text string) *mapping.Mapping {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	m, err := mapping.Parse([]byte(text), cat)
	require.NoError(t, err)
	return m
}

const firms = `
version: 1
files:
  - file: "*.csv"
    nodes: [{entity: Company, fields: {stockCode: code, name: {column: 名称, required: true}, listedOn: {column: day, onError: omit}}}]
`

func TestRun(t *testing.T) {
	files := fstest.MapFS{
		"a.csv": {Data: []byte("code,名称,day\n600000,甲,2021\n600001,,2021\n600002,丙,soon\n600003,丁,\n")},
		"b.csv": {Data: []byte("code;名称;day\n600004;戊;2022\n")},
	}
	got, err := trial.Run(files, parse(t, firms), 3)
	require.NoError(t, err)
	require.Len(t, got, 2)
	assert.Equal(t, "a.csv", got[0].Name)
	assert.Equal(t, 3, got[0].Rows)
	assert.True(t, got[0].More)
	assert.Equal(t, 1, got[0].Rejected)
	assert.Equal(t, map[string]int{"Company": 2}, got[0].Nodes)
	assert.Equal(t, 3, got[0].Problems[0].Line)
	assert.Equal(t, "is empty, but a value is required", got[0].Problems[0].Reason)
	assert.True(t, got[0].Problems[1].Lost)
	assert.Equal(t, map[string]int{"Company": 1}, got[1].Nodes)
	assert.False(t, got[1].More)
}

func TestRunReportsEveryFileThatDoesNotFit(t *testing.T) {
	text := firms + "  - {file: gone.csv, nodes: [{entity: Company, fields: {stockCode: code}}]}\n"
	_, err := trial.Run(fstest.MapFS{"a.csv": {Data: []byte("code,名,day\n1,2,3\n")}}, parse(t, text), 10)
	assert.ErrorContains(t, err, `*.csv lacks columns that the mapping reads: "名称"`)
	assert.ErrorContains(t, err, "the mapping reads gone.csv, which is not there")
}

// A node without a name can be one that the graph has; only an import can tell.
func TestRunReportsWhatANewNodeWouldLack(t *testing.T) {
	const text = "version: 1\nfiles: [{file: a.jsonl, nodes: [{entity: Person, forEach: {column: team, kind: map}, fields: {orcid: {entry: key}}}]}]\n"
	files := fstest.MapFS{"a.jsonl": {Data: []byte(`{"team": {"0000-0002-1825-0097": "LEAD", "0000-0002-1694-233X": "LEAD"}}` + "\n")}}
	tried, err := trial.Run(files, parse(t, text), 10)
	require.NoError(t, err)
	var got strings.Builder
	require.NoError(t, trial.Print(&got, tried, 20))
	assert.Contains(t, got.String(), "a.jsonl: 2 Person without name: refused unless the graph has them already\n")
}

func TestSample(t *testing.T) {
	files := fstest.MapFS{"a.jsonl": {Data: []byte("{\"a\": 1}\nno JSON\n{\"b\": 2}\n{\"c\": 3}\n")}}
	got := trial.Parts(files, "a.jsonl", trial.Where{}, 2)[0]
	require.NoError(t, got.Err)
	assert.Nil(t, got.Columns)
	assert.Len(t, got.Rows, 2)
	assert.Error(t, trial.Parts(files, "b.jsonl", trial.Where{}, 2)[0].Err)
}

// Every file and column of the mapping of the listed companies is in its fixture, which
// holds each kind of dirt of the real data in small.
func TestListedCompanies(t *testing.T) {
	const dir = "../../../examples/listed-companies"
	text, err := os.ReadFile(dir + "/mapping.yaml")
	require.NoError(t, err)
	fixture := os.DirFS(dir + "/testdata/dirty")
	m := parse(t, string(text))
	for _, f := range m.Files {
		if f.Inline == nil {
			requireColumns(t, fixture, f)
		}
	}
	tried, err := trial.Run(fixture, m, 1000)
	require.NoError(t, err)
	got := map[string][3]int{}
	for _, f := range tried {
		got[f.Name] = [3]int{f.Rows, f.Skipped, f.Rejected}
	}
	assert.Equal(t, map[string][3]int{
		"sources": {2, 0, 0}, "clusters": {3, 0, 0}, "districts": {5, 0, 0},
		"industry.jsonl": {13, 2, 2}, "industry_industry.jsonl": {8, 1, 1}, "company.jsonl": {12, 0, 4},
		"company_industry.jsonl": {9, 0, 1}, "industry_up.jsonl": {6, 1, 1},
	}, got)
}

func requireColumns(t *testing.T, files fs.FS, f mapping.File) {
	t.Helper()
	sample := trial.Parts(files, f.Pattern, trial.Where{}, 1000)[0]
	require.NoError(t, sample.Err)
	there := map[string]bool{}
	for _, r := range sample.Rows {
		for name := range r {
			there[name] = true
		}
	}
	for _, name := range f.Columns() {
		assert.True(t, there[name], "%s has no column %s", f.Pattern, name)
	}
}
