package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// object is one line of output; encoding/json prints its keys in alphabetical order,
// so that the same input always gives the same bytes.
type object map[string]any

// graph gathers the lines of each file.
type graph struct {
	nodes, relationships map[string][]object
	rejects              rejects
}

func newGraph() *graph {
	return &graph{nodes: map[string][]object{}, relationships: map[string][]object{}}
}

// node adds an entity; its sources are citation keys.
func (g *graph) node(entity string, fields object, sources ...string) {
	if len(sources) > 0 {
		fields["sources"] = sourceRefs(sources)
	}
	g.nodes[entity] = append(g.nodes[entity], fields)
}

// link adds a relationship without properties.
func (g *graph) link(typ string, from, to object, sources ...string) {
	g.linkWith(typ, from, to, object{}, sources...)
}

func (g *graph) linkWith(typ string, from, to, properties object, sources ...string) {
	properties["from"], properties["to"], properties["sources"] = from, to, sourceRefs(sources)
	g.relationships[typ] = append(g.relationships[typ], properties)
}

// ref names an entity by its business key.
func ref(entity, key, value string) object { return object{entity: object{key: value}} }

func sourceRefs(keys []string) []object {
	refs := make([]object, len(keys))
	for i, key := range keys {
		refs[i] = ref("Source", "citationKey", key)
	}
	return refs
}

// write puts nodes/, relationships/ and rejects.jsonl into dir, which is made when it
// is not there.
func (g *graph) write(dir string) error {
	for folder, files := range map[string]map[string][]object{"nodes": g.nodes, "relationships": g.relationships} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			return err
		}
		for name, lines := range files {
			if err := writeLines(filepath.Join(dir, folder, name+".jsonl"), lines); err != nil {
				return err
			}
		}
	}
	return writeLines(filepath.Join(dir, "rejects.jsonl"), g.rejects.list)
}

func writeLines[T any](path string, lines []T) error {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	for _, line := range lines {
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return os.WriteFile(path, text.Bytes(), 0o644)
}

// summary prints how much was written of each kind.
func (g *graph) summary(w io.Writer) {
	for _, files := range []map[string][]object{g.nodes, g.relationships} {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			fmt.Fprintf(w, "%-14s %6d\n", name, len(files[name]))
		}
	}
	fmt.Fprintf(w, "%-14s %6d\n", "rejects", len(g.rejects.list))
}
