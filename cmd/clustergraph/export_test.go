package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

const firmID = "com_00000000000000000000000001"

// exporting is the program over a few firms.
func exporting(t *testing.T) program {
	t.Helper()
	p := build(t)
	db := neotest.Open(t)
	cat := freshDatabase(t, db)
	report, err := ingest.Import(t.Context(), db, cat, fstest.MapFS{
		"nodes/Company.jsonl":          {Data: []byte(`{"id": "` + firmID + `", "name": "甲", "stockCode": "600001"}` + "\n" + `{"name": "乙", "stockCode": "600002"}`)},
		"relationships/SUPPLIES.jsonl": {Data: []byte(`{"from": {"Company": {"stockCode": "600001"}}, "to": {"Company": {"stockCode": "600002"}}, "product": "钢"}`)},
	}, ingest.Options{})
	require.NoError(t, err)
	require.Empty(t, report.Problems)
	return p
}

func TestExportCommand(t *testing.T) {
	p := exporting(t)
	dir := t.TempDir()
	run := func(args ...string) (string, error) {
		var out bytes.Buffer
		err := p.command(t.Context(), &out, append([]string{"export"}, args...)...).Run()
		return out.String(), err
	}
	table := filepath.Join(dir, "sales.csv")
	out, err := run("--connection", "companies.customers", "--fields", "company.name,product,customers.name", "--where", `{"stockCode": {"eq": "600001"}}`, "--out", table)
	require.NoError(t, err, out)
	assert.Contains(t, out, "1 rows")
	text, err := os.ReadFile(table)
	require.NoError(t, err)
	assert.Equal(t, "\ufeffcompany.name,product,customers.name\r\n甲,钢,乙\r\n", string(text))

	part := filepath.Join(dir, "part.graphml")
	out, err = run("--ids", firmID, "--out", part)
	require.NoError(t, err, out)
	assert.Contains(t, out, "2 entities, 1 relationships")
	out, err = run("--connection", "companies", "--format", "jsonl", "--fields", "name", "--out", "-")
	require.NoError(t, err, out)
	assert.Contains(t, out, `{"name":"甲"}`)

	for name, tt := range map[string]struct {
		args []string
		want string
	}{
		"a file that is there": {[]string{"--connection", "companies", "--out", table}, "is there already"},
		"format":               {[]string{"--connection", "companies", "--out", filepath.Join(dir, "x.pdf")}, "csv, xlsx or jsonl"},
		"list":                 {[]string{"--connection", "firms", "--out", filepath.Join(dir, "x.csv")}, "there is no list firms"},
		"filter":               {[]string{"--connection", "companies", "--where", `{"colour": 1}`, "--out", filepath.Join(dir, "x.csv")}, "unknown field"},
		"id":                   {[]string{"--ids", "com_00000000000000000000000009", "--out", filepath.Join(dir, "x.json")}, "nothing has the id"},
		"both":                 {[]string{"--connection", "companies", "--ids", firmID, "--out", filepath.Join(dir, "x.csv")}, "not both"},
		"a directory in use":   {[]string{"--out", dir}, "is not empty"},
		"no list":              {[]string{"--fields", "name", "--limit", "3", "--out", filepath.Join(dir, "whole")}, "--limit, --fields says nothing about the whole graph"},
		"not of a list":        {[]string{"--connection", "companies", "--depth", "2", "--withheld", "--out", filepath.Join(dir, "x.csv")}, "--withheld, --depth says nothing about a table"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := run(tt.args...)
			require.Error(t, err)
			assert.Contains(t, out, tt.want)
		})
	}
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, left, 2, "what fails leaves nothing")
}

// An export that is killed leaves no directory that looks whole.
func TestAKilledExportIsNotTakenForAWholeOne(t *testing.T) {
	p := exporting(t)
	parent := t.TempDir()
	var out bytes.Buffer
	cmd := p.command(t.Context(), &out, "export", "--out", filepath.Join(parent, "out"))
	require.NoError(t, cmd.Start())
	require.Eventually(t, func() bool {
		left, err := os.ReadDir(parent)
		require.NoError(t, err)
		return len(left) > 0
	}, time.Minute, time.Millisecond)
	require.NoError(t, cmd.Process.Kill())
	require.Error(t, cmd.Wait(), "the export ended before it was killed: %s", &out)
	left, err := os.ReadDir(parent)
	require.NoError(t, err)
	require.Len(t, left, 1)
	assert.True(t, strings.HasPrefix(left[0].Name(), "out.part-"), left[0].Name())
}
