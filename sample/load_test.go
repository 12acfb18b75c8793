package sample_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/sample"
	"github.com/clustergraph/clustergraph/schema"
)

// item is a node with its place in the files.
type item struct {
	at     string
	entity *catalog.Entity
	fields map[string]any
}

func (i *item) id() string          { return text(i.fields["id"]) }
func (i *item) get(f string) string { return text(i.fields[f]) }

// link is a relationship whose ends were found.
type link struct {
	at, typ  string
	from, to *item
	fields   map[string]any
}

// data is the whole sample, read without the code that imports it.
type data struct {
	cat   *catalog.Catalog
	items []*item
	links []*link
	byRef map[string]*item
}

func load(t *testing.T) *data {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	d := &data{cat: cat, byRef: map[string]*item{}}
	eachLine(t, "nodes", func(at, name string, fields map[string]any) {
		entity := cat.Entity(name)
		require.NotNil(t, entity, "%s: no such type", at)
		d.add(t, &item{at, entity, fields})
	})
	eachLine(t, "relationships", func(at, name string, fields map[string]any) {
		d.links = append(d.links, &link{at, name, d.find(t, at, fields["from"]), d.find(t, at, fields["to"]), fields})
	})
	require.NotEmpty(t, d.items)
	require.NotEmpty(t, d.links)
	return d
}

// add files a node under its id and under each of its business keys.
func (d *data) add(t *testing.T, i *item) {
	t.Helper()
	refs := []string{i.id()}
	for _, key := range i.entity.Keys {
		if v := i.get(key[0].Name); v != "" {
			refs = append(refs, i.entity.Name+" "+key[0].Name+" "+v)
		}
	}
	for _, ref := range refs {
		require.Nil(t, d.byRef[ref], "%s: %s is there twice", i.at, ref)
		d.byRef[ref] = i
	}
	d.items = append(d.items, i)
}

// find resolves an id or {"Type": {"key": "value"}}.
func (d *data) find(t *testing.T, at string, ref any) *item {
	t.Helper()
	name, isID := ref.(string)
	if !isID {
		for entity, key := range object(t, at, ref) {
			for field, value := range object(t, at, key) {
				name = entity + " " + field + " " + text(value)
			}
		}
	}
	require.NotNil(t, d.byRef[name], "%s: %s leads nowhere", at, name)
	return d.byRef[name]
}

func object(t *testing.T, at string, v any) map[string]any {
	t.Helper()
	o, ok := v.(map[string]any)
	require.True(t, ok && len(o) == 1, "%s: %v is neither an id nor an object with one key", at, v)
	return o
}

func eachLine(t *testing.T, folder string, use func(at, name string, fields map[string]any)) {
	t.Helper()
	files, err := fs.Glob(sample.Files(), folder+"/*")
	require.NoError(t, err)
	for _, file := range files {
		content, err := fs.ReadFile(sample.Files(), file)
		require.NoError(t, err)
		lines := bufio.NewScanner(bytes.NewReader(content))
		for lines.Scan() {
			fields := map[string]any{}
			at := file + ": " + lines.Text()
			require.NoError(t, json.Unmarshal(lines.Bytes(), &fields), at)
			use(at, strings.TrimSuffix(path.Base(file), ".jsonl"), fields)
		}
		require.NoError(t, lines.Err())
	}
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
