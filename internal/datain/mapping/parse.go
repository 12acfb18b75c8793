package mapping

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// parser gathers what a mapping declares and everything that is wrong with it.
type parser struct {
	mistakes
	cat     *catalog.Catalog
	emptyAs []string
	// cited are the citation keys that sources: declares.
	cited []string
	zone  *time.Location
	named bool
}

// Parse reads a mapping. The error lists everything that is wrong, each with line and
// column of the YAML text and what is expected there.
func Parse(text []byte, cat *catalog.Catalog) (*Mapping, error) {
	root, err := parseTree(text)
	if err != nil {
		return nil, err
	}
	p := &parser{cat: cat}
	m := p.mapping(root)
	if err := p.err(); err != nil {
		return nil, err
	}
	m.Digest = fmt.Sprintf("%x", sha256.Sum256(text))
	return m, nil
}

func (p *parser) mapping(root *yaml.Node) *Mapping {
	o := p.object(root, "the mapping", rootKeys.names()...)
	if o == nil {
		return nil
	}
	if v := o.values["version"]; v == nil || v.Value != "1" {
		p.at(root, "begin with version: 1, the only one there is")
	}
	p.emptyAs = p.optionalTexts(o, "emptyAs")
	p.timeZone(o)
	m := &Mapping{}
	if n := o.values["sources"]; n != nil {
		if f := p.declaredSources(n); len(f.Inline) > 0 {
			m.Files = append(m.Files, f)
		}
	}
	files := o.values["files"]
	if files == nil || len(list(files)) == 0 {
		p.at(root, "the mapping has no files:, expected a list of file: or rows: with nodes: and links:")
		return m
	}
	for _, n := range list(files) {
		m.Files = append(m.Files, p.file(n))
	}
	return m
}

func (p *parser) optionalTexts(o *object, key string) []string {
	if n := o.values[key]; n != nil {
		return p.texts(n, key)
	}
	return nil
}

// declaredSources makes rows of the sources that have more than a key; those that have no
// more are in the graph already.
func (p *parser) declaredSources(n *yaml.Node) File {
	entity := p.cat.Entity(sourceEntity)
	spec := &fileSpec{cat: p.cat, when: always{}, columns: fieldNames(entity.Fields)}
	node := &nodeSpec{partSpec: partSpec{fan: rowItself, when: always{}}, entity: entity, keys: []*catalog.Field{entity.Field(citationKey)}}
	for _, f := range entity.Fields {
		if !f.System {
			node.fields = append(node.fields, fieldSpec{f, &value{from: newColumn(f.Name), fit: fitStep(p.cat, f)}})
		}
	}
	spec.nodes = []*nodeSpec{node}
	file := File{Pattern: "sources", spec: spec}
	for _, item := range list(n) {
		row, ok := p.declaredSource(entity, item)
		if !ok {
			continue
		}
		file.Inline = append(file.Inline, row)
		for _, problem := range spec.interpret(row.Values).Problems {
			p.at(item, "source: %s %s", problem.Column, problem.Reason)
		}
	}
	return file
}

func (p *parser) declaredSource(entity *catalog.Entity, n *yaml.Node) (Inline, bool) {
	o := p.object(n, "a source", fieldNames(entity.Fields)...)
	if o == nil {
		return Inline{}, false
	}
	row := Inline{Line: n.Line, Values: map[string]any{}}
	for _, key := range o.keys {
		row.Values[key] = p.constant(o.values[key], key)
	}
	cite := textOf(row.Values[citationKey])
	switch {
	case cite == "":
		p.at(n, "a source needs a citationKey, by which files cite it")
	case slices.Contains(p.cited, cite):
		p.at(n, "the citationKey %q is declared twice", cite)
	case len(o.keys) > 1 && !o.has("name"):
		p.at(n, "the source %q needs a name; with a citationKey alone it is one that the graph has already", cite)
	}
	p.cited = append(p.cited, cite)
	return row, len(o.keys) > 1
}

// fieldNames are the names that a mapping may set.
func fieldNames(fields []*catalog.Field) []string {
	var names []string
	for _, f := range fields {
		if !f.System {
			names = append(names, f.Name)
		}
	}
	return names
}
