package graph

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	"github.com/clustergraph/clustergraph/graph/generated"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/history/changes"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
)

// Services are what answers the root fields that are not compiled, and what writes.
type Services struct {
	Feed      *changes.Reader
	Mutations *mutation.Runner
	// Imports runs imports, nil for none.
	Imports *importjob.Runner
	Live    *live.Hub
}

// NewSchema returns the executable schema: gqlgen's executor over the served SDL. It needs
// the extension Requests beside it.
func NewSchema(cat *catalog.Catalog, served *ast.Schema, s Services) graphql.ExecutableSchema {
	resolver := &Resolver{
		cat: cat, finder: search.NewFinder(cat), feed: s.Feed, imports: s.Imports, mutations: s.Mutations, live: s.Live, eraser: people.NewEraser(cat),
	}
	return generated.NewExecutableSchema(generated.Config{Schema: served, Resolvers: resolver})
}

// LoadServed parses the served SDL files and returns them as one document for clients too: each
// type stands in it once and whole, since some tools refuse an extension before its type.
func LoadServed(files fs.FS) (served *ast.Schema, sdl string, err error) {
	names, err := fs.Glob(files, "*.graphqls")
	if err != nil {
		return nil, "", err
	}
	var sources []*ast.Source
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, "", err
		}
		sources = append(sources, &ast.Source{Name: name, Input: string(text)})
	}
	served, err = gqlparser.LoadSchema(sources...)
	if err != nil {
		return nil, "", err
	}
	withoutNews(served)
	return served, printed(served), nil
}

// printed is a schema as SDL. How a field is answered is no concern of clients: introspection
// does not tell it, so that its directive is left out here.
func printed(served *ast.Schema) string {
	shown := *served
	shown.Types = maps.Clone(served.Types)
	for name, t := range shown.Types {
		plain := *t
		plain.Fields = slices.Clone(t.Fields)
		for i, f := range plain.Fields {
			field := *f
			field.Directives = slices.DeleteFunc(slices.Clone(f.Directives), func(d *ast.Directive) bool { return d.Name == catalog.CompiledDirective })
			plain.Fields[i] = &field
		}
		shown.Types[name] = &plain
	}
	var out strings.Builder
	formatter.NewFormatter(&out, formatter.WithIndent("  ")).FormatSchema(&shown)
	return out.String()
}

// withoutNews takes out of the built-in definitions what is not served, @defer, and a place of
// directives that released versions of graphql-core do not know, and so refuse the whole schema for.
func withoutNews(served *ast.Schema) {
	const place = ast.DirectiveLocation("DIRECTIVE_DEFINITION")
	delete(served.Directives, "defer")
	delete(served.Directives, catalog.CompiledDirective)
	for _, d := range served.Directives {
		d.Locations = slices.DeleteFunc(d.Locations, func(l ast.DirectiveLocation) bool { return l == place })
	}
	if places := served.Types["__DirectiveLocation"]; places != nil {
		places.EnumValues = slices.DeleteFunc(places.EnumValues, func(v *ast.EnumValueDefinition) bool { return v.Name == string(place) })
	}
}
