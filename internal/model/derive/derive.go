package derive

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Output is what one run derives: file texts by base name, one file a concept.
type Output struct {
	// Served is the complete SDL that clients see.
	Served map[string]string
	// Projection is the SDL that gqlgen generates from: what the compiler answers is a
	// scalar there, and has no arguments, since the compiler reads the request itself.
	Projection map[string]string
	// Values are the scalars of the projection that stand for compiled answers.
	Values []string
	// Compiled are the root fields that the compiler answers, by the names of their type and
	// their own: Query.company.
	Compiled map[string]catalog.Compiled
	// Reference is a page of documentation.
	Reference string
}

// Run derives from the *.graphqls files at the top of files.
func Run(files fs.FS) (*Output, error) {
	doc, err := catalog.Parse(files)
	if err != nil {
		return nil, err
	}
	cat, err := catalog.From(doc)
	if err != nil {
		return nil, err
	}
	served, err := servedFiles(doc, cat)
	if err != nil {
		return nil, err
	}
	out := &Output{Served: map[string]string{}, Reference: Reference(cat)}
	for name, d := range served {
		out.Served[name] = print(d)
	}
	if out.Projection, out.Values, err = project(served, cat); err != nil {
		return nil, err
	}
	out.Compiled = compiledFields(served, cat)
	return out, nil
}

// servedFiles returns the served document of each concept.
func servedFiles(doc *ast.SchemaDocument, cat *catalog.Catalog) (map[string]*ast.SchemaDocument, error) {
	text := map[string]*bytes.Buffer{}
	at := func(def *ast.Definition) *bytes.Buffer {
		name := path.Base(def.Position.Src.Name)
		if text[name] == nil {
			text[name] = &bytes.Buffer{}
		}
		return text[name]
	}
	single, listed := filteredEnums(cat)
	for _, def := range doc.Definitions {
		w := at(def)
		switch {
		case cat.Entity(def.Name) != nil:
			writeEntity(w, cat.Entity(def.Name))
		case cat.Properties[def.Name] != nil:
			writePropertiesFilter(w, cat.Properties[def.Name])
			writePropertiesOrder(w, cat.Properties[def.Name])
		case internalDefinitions[def.Name]:
		default:
			printDefinition(w, def)
		}
		if single[def.Name] {
			writeEnumFilter(w, def.Name)
		}
		if listed[def.Name] {
			writeEnumListFilter(w, def.Name)
		}
	}
	for _, d := range doc.Directives {
		if d.Name == catalog.CompiledDirective {
			printDirective(at(&ast.Definition{Position: d.Position}), d)
		}
	}
	for _, def := range doc.Extensions {
		w := at(def)
		w.WriteString("extend ")
		printDefinition(w, def)
		if takesEntityFilter(def) {
			writeEntityFilter(w, cat)
		}
	}
	served := map[string]*ast.SchemaDocument{}
	for name, w := range text {
		d, err := parser.ParseSchema(&ast.Source{Name: name, Input: w.String()})
		if err != nil {
			return nil, fmt.Errorf("derived SDL of %s: %w", name, err)
		}
		if len(d.Definitions)+len(d.Extensions)+len(d.Directives) > 0 {
			served[name] = d
		}
	}
	return served, nil
}

// internalDefinitions are used by the directives of declarations only, which clients do not see.
var internalDefinitions = map[string]bool{"RelationshipDirection": true, "Format": true, "SearchKind": true}

// filteredEnums names the enumerations that fields hold one value or a list of.
func filteredEnums(cat *catalog.Catalog) (single, listed map[string]bool) {
	single, listed = map[string]bool{}, map[string]bool{}
	note := func(fields []*catalog.Field) {
		for _, f := range fields {
			switch {
			case f.Kind != catalog.Enum:
			case f.List:
				listed[f.Enum] = true
			default:
				single[f.Enum] = true
			}
		}
	}
	for _, e := range cat.Entities {
		note(e.Fields)
	}
	for _, p := range cat.Properties {
		note(p.Fields)
	}
	return single, listed
}

// printDefinition prints a hand-written definition without the directives of declarations.
func printDefinition(w *bytes.Buffer, def *ast.Definition) {
	clean := *def
	clean.Directives = publicDirectives(def.Directives)
	clean.Fields = slices.Clone(def.Fields)
	for i, f := range clean.Fields {
		field := *f
		field.Directives = publicDirectives(f.Directives)
		clean.Fields[i] = &field
	}
	clean.EnumValues = slices.Clone(def.EnumValues)
	for i, v := range clean.EnumValues {
		value := *v
		value.Directives = publicDirectives(v.Directives)
		clean.EnumValues[i] = &value
	}
	w.WriteString(print(&ast.SchemaDocument{Definitions: ast.DefinitionList{&clean}}))
	w.WriteString("\n")
}

func printDirective(w *bytes.Buffer, d *ast.DirectiveDefinition) {
	w.WriteString(print(&ast.SchemaDocument{Directives: ast.DirectiveDefinitionList{d}}))
}

func publicDirectives(all ast.DirectiveList) ast.DirectiveList {
	var public ast.DirectiveList
	for _, d := range all {
		if slices.Contains([]string{"deprecated", "oneOf", "specifiedBy", catalog.CompiledDirective}, d.Name) {
			public = append(public, d)
		}
	}
	return public
}

func print(doc *ast.SchemaDocument) string {
	var b bytes.Buffer
	formatter.NewFormatter(&b, formatter.WithIndent("  ")).FormatSchemaDocument(doc)
	return b.String()
}
