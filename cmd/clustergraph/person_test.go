package main_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// An operator answers a person's request for what is held about them, then erases them.
func TestPersonAsksAnOperator(t *testing.T) {
	p := build(t)
	db := neotest.Open(t)
	cat := freshDatabase(t, db)
	const person = "per_01ke5q86000000000000000001"
	_, err := ingest.Import(t.Context(), db, cat, fstest.MapFS{"nodes/Person.jsonl": &fstest.MapFile{
		Data: []byte(`{"id": "` + person + `", "name": "欧阳离去", "telephone": "13812345678", "optOut": true}` + "\n"),
	}}, ingest.Options{})
	require.NoError(t, err)
	dir := t.TempDir()
	uploads := filepath.Join(dir, "uploads", "upl_aaaaaaaaaaaaaaaaaaaaaaaaaa", "files")
	require.NoError(t, os.MkdirAll(uploads, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(uploads, "people.csv"), []byte("姓名\n欧阳离去\n"), 0o600))
	file := filepath.Join(dir, "record.json")
	run := func(args ...string) (string, error) {
		var out bytes.Buffer
		err := p.command(t.Context(), &out, append(args, "--data-dir", dir)...).Run()
		return out.String(), err
	}

	out, err := run("person", "record", person, "--out", file)
	require.NoError(t, err, out)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var held struct {
		Withheld bool
		Values   []struct{ Field, Value any }
	}
	require.NoError(t, json.Unmarshal(text, &held))
	assert.True(t, held.Withheld)
	assert.Contains(t, held.Values, struct{ Field, Value any }{"telephone", "13812345678"})
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	out, err = run("person", "record", person, "--out", file)
	require.Error(t, err, "a file that is there is not written over")
	assert.Contains(t, out, "not there yet")

	out, err = run("person", "erase", person, "--reason", "asked", "--confirm", "per_x")
	require.Error(t, err)
	assert.Contains(t, out, "give the id twice")
	out, err = run("person", "erase", person, "--reason", "asked", "--confirm", person, "--as", "wang")
	require.NoError(t, err, out)
	assert.Contains(t, out, `"uploads": 1`)
	assert.NoDirExists(t, filepath.Dir(uploads))
	rows, err := db.Query(t.Context(), query.Statement{Text: "MATCH (c:Change {of: $id, kind: 'ERASE'}) RETURN c.by, c.reason", Params: map[string]any{"id": person}})
	require.NoError(t, err)
	assert.Equal(t, [][]any{{"wang", "asked"}}, rows.Values)
	out, err = run("person", "record", person)
	require.Error(t, err)
	assert.Contains(t, out, "there is no Person")
}
