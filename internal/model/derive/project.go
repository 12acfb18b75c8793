package derive

import (
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// project returns the projection of the served files and the names of its value scalars.
// A root field is compiled when its type is an entity, a connection of one, Node or Entity;
// every other root field, and all that it reaches, stays an ordinary gqlgen type.
func project(served map[string]*ast.SchemaDocument, cat *catalog.Catalog) (files map[string]string, values []string) {
	p := &projection{cat: cat, types: map[string]*ast.Definition{}, keep: map[string]bool{}}
	for _, doc := range served {
		for _, def := range doc.Definitions {
			p.types[def.Name] = def
		}
	}
	for _, doc := range served {
		for _, def := range append(slices.Clone(doc.Definitions), doc.Extensions...) {
			if rootTypes[def.Name] {
				p.reach(def)
			}
		}
	}
	files = map[string]string{}
	for name, doc := range served {
		if text := p.file(doc); text != "" {
			files[name] = text
		}
	}
	for name := range p.keep {
		if p.compiled(name) {
			values = append(values, name)
		}
	}
	slices.Sort(values)
	return files, values
}

var rootTypes = map[string]bool{"Query": true, "Mutation": true, "Subscription": true}

type projection struct {
	cat   *catalog.Catalog
	types map[string]*ast.Definition
	keep  map[string]bool
}

// compiled tells whether answers of this type are written by the compiler.
func (p *projection) compiled(name string) bool {
	return name == "Node" || name == "Entity" || p.cat.Entity(name) != nil || p.cat.ConnectionOf(name) != nil
}

// bare tells whether the compiler reads the arguments of a field itself.
func (p *projection) bare(f *ast.FieldDefinition) bool {
	_, written := p.cat.MutationOf(f.Name)
	return written != nil || p.compiled(f.Type.Name())
}

func (p *projection) reach(def *ast.Definition) {
	for _, f := range def.Fields {
		p.want(f.Type.Name())
		if p.bare(f) {
			continue
		}
		for _, a := range f.Arguments {
			p.want(a.Type.Name())
		}
	}
}

func (p *projection) want(name string) {
	def := p.types[name]
	if def == nil || p.keep[name] {
		return
	}
	p.keep[name] = true
	if !p.compiled(name) {
		p.reach(def)
	}
}

func (p *projection) file(doc *ast.SchemaDocument) string {
	out := &ast.SchemaDocument{}
	for _, def := range doc.Definitions {
		switch {
		case rootTypes[def.Name]:
			out.Definitions = append(out.Definitions, p.root(def))
		case p.keep[def.Name] && p.compiled(def.Name):
			out.Definitions = append(out.Definitions, &ast.Definition{
				Kind: ast.Scalar, Name: def.Name, Description: fmt.Sprintf("A %s that writes itself.", def.Name),
			})
		case p.keep[def.Name]:
			out.Definitions = append(out.Definitions, def)
		}
	}
	for _, def := range doc.Extensions {
		out.Extensions = append(out.Extensions, p.root(def))
	}
	if len(out.Definitions)+len(out.Extensions) == 0 {
		return ""
	}
	return print(out)
}

// root drops the arguments of compiled root fields, and makes their lists one value.
func (p *projection) root(def *ast.Definition) *ast.Definition {
	clean := *def
	clean.Fields = nil
	for _, f := range def.Fields {
		field := *f
		if p.bare(f) {
			field.Arguments = nil
			field.Type = &ast.Type{NamedType: f.Type.Name(), NonNull: f.Type.NonNull}
		}
		clean.Fields = append(clean.Fields, &field)
	}
	return &clean
}
