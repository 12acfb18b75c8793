package derive

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// project returns the projection of the served files and the names of its value scalars:
// entities, their connections, Node and Entity. A root field that is not compiled keeps its
// arguments, and all else that it reaches stays an ordinary gqlgen type.
func project(served map[string]*ast.SchemaDocument, cat *catalog.Catalog) (files map[string]string, values []string, err error) {
	p := &projection{cat: cat, types: map[string]*ast.Definition{}, keep: map[string]bool{}}
	for _, doc := range served {
		for _, def := range doc.Definitions {
			p.types[def.Name] = def
		}
	}
	for _, doc := range served {
		for _, def := range append(slices.Clone(doc.Definitions), doc.Extensions...) {
			if !rootTypes[def.Name] {
				continue
			}
			if err := p.check(def); err != nil {
				return nil, nil, err
			}
			p.reach(def)
		}
	}
	if err := p.checkKept(); err != nil {
		return nil, nil, err
	}
	files = map[string]string{}
	for name, doc := range served {
		if text := p.file(doc); text != "" {
			files[name] = text
		}
	}
	for name := range p.keep {
		if p.writesItself(name) {
			values = append(values, name)
		}
	}
	slices.Sort(values)
	return files, values, nil
}

var rootTypes = map[string]bool{"Query": true, "Mutation": true, "Subscription": true}

type projection struct {
	cat   *catalog.Catalog
	types map[string]*ast.Definition
	keep  map[string]bool
}

// writesItself tells whether values of this type are JSON that the compiler wrote.
func (p *projection) writesItself(name string) bool {
	return p.holdsEntities(name) || p.cat.ConnectionOf(name) != nil
}

// holdsEntities tells whether values of this type are entities.
func (p *projection) holdsEntities(name string) bool {
	return name == "Node" || name == "Entity" || p.cat.Entity(name) != nil
}

// check refuses root fields that can be answered in neither way.
func (p *projection) check(root *ast.Definition) error {
	for _, f := range root.Fields {
		as, compiled := p.cat.Compiled(f)
		switch {
		case compiled && as.Mutation == "" && !p.writesItself(f.Type.Name()):
			return fmt.Errorf("%s.%s is compiled, but %s is no entity and no connection of one", root.Name, f.Name, f.Type)
		case !compiled && p.cat.ConnectionOf(f.Type.Name()) != nil:
			return fmt.Errorf("%s.%s answers with %s, which only the compiler can: mark it @compiled, or answer with a type of its own", root.Name, f.Name, f.Type)
		}
	}
	return nil
}

// checkKept refuses connections in answers that are written by hand.
func (p *projection) checkKept() error {
	for _, name := range slices.Sorted(maps.Keys(p.keep)) {
		if p.writesItself(name) || p.types[name].Kind != ast.Object {
			continue
		}
		for _, f := range p.types[name].Fields {
			if p.cat.ConnectionOf(f.Type.Name()) != nil {
				return fmt.Errorf("%s.%s is a page of entities, which only the compiler can write: list entities instead", name, f.Name)
			}
		}
	}
	return nil
}

// bare tells whether the compiler reads the arguments of a field itself.
func (p *projection) bare(f *ast.FieldDefinition) bool {
	_, compiled := p.cat.Compiled(f)
	return compiled
}

func (p *projection) reach(def *ast.Definition) {
	for _, f := range def.Fields {
		p.want(f.Type.Name())
		if p.bare(f) {
			continue
		}
		for _, a := range f.Arguments {
			if !readByCompiler(a) {
				p.want(a.Type.Name())
			}
		}
	}
}

// readByCompiler tells whether the compiler reads an argument of a field that is answered by hand.
func readByCompiler(a *ast.ArgumentDefinition) bool { return a.Type.Name() == catalog.EntityFilter }

func (p *projection) want(name string) {
	def := p.types[name]
	if def == nil || p.keep[name] {
		return
	}
	p.keep[name] = true
	if !p.writesItself(name) {
		p.reach(def)
	}
}

func (p *projection) file(doc *ast.SchemaDocument) string {
	out := &ast.SchemaDocument{}
	for _, def := range doc.Definitions {
		switch {
		case rootTypes[def.Name]:
			out.Definitions = append(out.Definitions, p.root(def))
		case p.keep[def.Name] && p.writesItself(def.Name):
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

// root drops the arguments that the compiler reads, which are all of compiled root fields, and
// makes the lists of these one value.
func (p *projection) root(def *ast.Definition) *ast.Definition {
	clean := *def
	clean.Fields = nil
	for _, f := range def.Fields {
		field := *f
		field.Directives = slices.DeleteFunc(slices.Clone(f.Directives), func(d *ast.Directive) bool { return d.Name == catalog.CompiledDirective })
		field.Arguments = slices.DeleteFunc(slices.Clone(f.Arguments), readByCompiler)
		if p.bare(f) {
			field.Arguments = nil
			field.Type = &ast.Type{NamedType: f.Type.Name(), NonNull: f.Type.NonNull}
		}
		clean.Fields = append(clean.Fields, &field)
	}
	return &clean
}

// compiledFields are the root fields that are marked as compiled.
func compiledFields(served map[string]*ast.SchemaDocument, cat *catalog.Catalog) map[string]catalog.Compiled {
	fields := map[string]catalog.Compiled{}
	for _, doc := range served {
		for _, def := range append(slices.Clone(doc.Definitions), doc.Extensions...) {
			for _, f := range def.Fields {
				if as, compiled := cat.Compiled(f); compiled {
					fields[def.Name+"."+f.Name] = as
				}
			}
		}
	}
	return fields
}
