package main_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/dataout/backup"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/schema"
)

func TestMain(m *testing.M) { neotest.Main(m) }

const firmRows, kills = 2_200, 10

const firmMapping = `
version: 1
sources: [{citationKey: register, name: The register}]
files:
  - file: firms.csv
    sources: [register]
    nodes:
      - entity: Company
        as: firm
        protect: [name, registeredCapital]
        fields: {stockCode: code, name: {column: name, required: true}, registeredCapital: {column: capital, onError: omit}}
    links:
      - type: LOCATED_IN
        from: firm
        to: {entity: District, key: code, value: district}
      - type: SUPPLIES
        forEach: {column: customers, split: ";"}
        from: firm
        to: {entity: Company, key: stockCode, value: {entry: value}}
`

// firmFiles writes a mapping and rows with faults of each kind: unknown districts and
// customers, doubles, amounts that are none, customers that stand further down.
func firmFiles(t *testing.T) (dir, mapping string) {
	t.Helper()
	dir = t.TempDir()
	var rows strings.Builder
	rows.WriteString("code,name,capital,district,customers\n")
	for i := range firmRows {
		capital, district, name := fmt.Sprint(i*1000), "", fmt.Sprint("企业 ", i)
		switch i % 40 {
		case 3:
			district = "320582"
		case 11:
			capital = "much"
		case 17:
			name = "" // a required name
		}
		fmt.Fprintf(&rows, "%06d,%s,%s,%s,%06d;%06d\n", 600000+i-i%29/28, name, capital, district, 600000+max(i-3, 0), 600000+(i+i%61/60*400))
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "firms.csv"), []byte(rows.String()), 0o600))
	mapping = filepath.Join(dir, "mapping.yaml")
	require.NoError(t, os.WriteFile(mapping, []byte(firmMapping), 0o600))
	return dir, mapping
}

// program is the built program and how it reaches the test's Neo4j.
type program struct {
	path string
	args []string
	env  []string
}

func build(t *testing.T) program {
	t.Helper()
	cfg := neotest.Config(t)
	return program{
		path: buildProgram(t), args: []string{"--neo4j-uri", cfg.URI, "--neo4j-user", cfg.User},
		env: append(os.Environ(), "NEO4J_PASSWORD="+cfg.Password),
	}
}

func buildProgram(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "clustergraph")
	out, err := exec.Command("go", "build", "-buildvcs=false", "-o", path, ".").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return path
}

func (p program) command(ctx context.Context, out *bytes.Buffer, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, p.path, append(args, p.args...)...)
	cmd.Env, cmd.Stdout, cmd.Stderr = p.env, out, out
	return cmd
}

// A process that is killed ten times, and run again, leaves the graph and the rejects of one
// that was not.
func TestKilledImportEndsInTheSameGraph(t *testing.T) {
	p := build(t)
	db := neotest.Open(t)
	dir, mapping := firmFiles(t)
	args := func(rejects string) []string {
		return []string{"import", "--mapping", mapping, "--batch", "20", "--rejects", rejects, filepath.Join(dir, "firms.csv")}
	}
	whole := filepath.Join(dir, "whole.csv")
	cat := freshDatabase(t, db)
	var out bytes.Buffer
	require.NoError(t, p.command(t.Context(), &out, args(whole)...).Run(), "%s", &out)
	want := graphOf(t, db, cat)

	freshDatabase(t, db)
	rejects := filepath.Join(dir, "rejects.csv")
	for i := range kills {
		after := (i*firmRows + rand.IntN(firmRows)) / (kills + 1)
		p.kill(t, db, after, args(rejects)...)
	}
	out.Reset()
	require.NoError(t, p.command(t.Context(), &out, args(rejects)...).Run(), "%s", &out)
	assert.Contains(t, out.String(), "Went on in firms.csv after line ")
	same(t, want, graphOf(t, db, cat))
	same(t, linesOf(t, whole), linesOf(t, rejects))

	out.Reset()
	require.NoError(t, p.command(t.Context(), &out, args(rejects)...).Run(), "%s", &out)
	assert.Regexp(t, fmt.Sprintf(`total +%d +0 `, firmRows+1), out.String(), "another run writes nothing")
	same(t, want, graphOf(t, db, cat))
}

// same names the first lines that differ; all of them would be too many to read.
func same(t *testing.T, want, got []string) {
	t.Helper()
	missing := slices.DeleteFunc(slices.Clone(want), func(line string) bool { _, ok := slices.BinarySearch(got, line); return ok })
	extra := slices.DeleteFunc(slices.Clone(got), func(line string) bool { _, ok := slices.BinarySearch(want, line); return ok })
	assert.Empty(t, missing[:min(len(missing), 5)], "missing")
	assert.Empty(t, extra[:min(len(extra), 5)], "extra")
	assert.Len(t, got, len(want))
}

// kill starts the program and kills it once the graph holds so many firms.
func (p program) kill(t *testing.T, db *neo.DB, firms int, args ...string) {
	t.Helper()
	var out bytes.Buffer
	cmd := p.command(t.Context(), &out, args...)
	require.NoError(t, cmd.Start())
	require.Eventually(t, func() bool {
		rows, err := db.Query(t.Context(), query.Statement{Text: "MATCH (n:Company) RETURN count(n)"})
		require.NoError(t, err)
		n, _ := rows.Values[0][0].(int64)
		return int(n) >= firms
	}, 2*time.Minute, time.Millisecond)
	require.NoError(t, cmd.Process.Kill())
	require.Error(t, cmd.Wait(), "the import ended before it was killed: %s", &out)
}

func freshDatabase(t *testing.T, db *neo.DB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	neotest.Reset(t, db)
	require.NoError(t, migrate.Run(t.Context(), db, cat, slog.New(slog.DiscardHandler)))
	return cat
}

var (
	anID   = regexp.MustCompile(`\b[a-z]{3}_[0-9a-z]{26}\b`)
	moment = regexp.MustCompile(`"recordedAt":"[^"]*"`)
	code   = regexp.MustCompile(`"stockCode":"(\d+)"`)
)

// graphOf is the export with stock codes for the random ids, and without the times.
func graphOf(t *testing.T, db *neo.DB, cat *catalog.Catalog) []string {
	t.Helper()
	dir := t.TempDir()
	_, err := backup.Export(t.Context(), db, cat, dir, backup.Options{})
	require.NoError(t, err)
	names := map[string]string{}
	for _, line := range linesOf(t, filepath.Join(dir, "nodes", "Company.jsonl")) {
		names[anID.FindString(line)] = code.FindStringSubmatch(line)[1]
	}
	var graph []string
	for _, file := range []string{"nodes/Company.jsonl", "relationships/SUPPLIES.jsonl"} {
		for _, line := range linesOf(t, filepath.Join(dir, file)) {
			line = anID.ReplaceAllStringFunc(line, func(id string) string { return names[id] })
			graph = append(graph, moment.ReplaceAllString(line, ""))
		}
	}
	slices.Sort(graph)
	return graph
}

// linesOf are the lines of a file; those of rejects without random ids, sorted.
func linesOf(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if strings.HasSuffix(path, ".csv") {
		for i := range lines {
			lines[i] = anID.ReplaceAllString(lines[i], "…")
		}
		slices.Sort(lines)
	}
	return lines
}
