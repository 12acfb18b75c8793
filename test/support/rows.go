package support

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
)

// Rows makes the files of an import.
type Rows struct {
	text  map[string]*strings.Builder
	edges int
}

// NewRows returns none yet.
func NewRows() *Rows { return &Rows{text: map[string]*strings.Builder{}} }

// Add adds a row to a file; empty texts are left out.
func (r *Rows) Add(t testing.TB, file string, row map[string]any) {
	t.Helper()
	for name, v := range row {
		if v == "" {
			delete(row, name)
		}
	}
	line, err := json.Marshal(row)
	if err != nil {
		t.Fatal(err)
	}
	if r.text[file] == nil {
		r.text[file] = &strings.Builder{}
	}
	r.text[file].Write(append(line, '\n'))
}

// Node adds an entity.
func (r *Rows) Node(t testing.TB, entity string, row map[string]any) {
	t.Helper()
	r.Add(t, "nodes/"+entity+".jsonl", row)
}

// edge numbers the relationships over all types, so that their ids are known.
func (r *Rows) edge(t testing.TB, typ, from, to string, properties map[string]any) {
	t.Helper()
	row := map[string]any{"from": from, "to": to, "id": NodeID("rel", r.edges)}
	r.edges++
	for name, v := range properties {
		row[name] = v
	}
	r.Add(t, "relationships/"+typ+".jsonl", row)
}

// Files are the files, as an import reads them.
func (r *Rows) Files() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range r.text {
		files[name] = &fstest.MapFile{Data: []byte(text.String())}
	}
	return files
}

// RowsOf are files of an import by their names.
func RowsOf(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}
