package graph

import (
	"io/fs"
	"regexp"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

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

// LoadServed parses the served SDL files and returns their text for clients too, in one piece.
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
		if name != "directives.graphqls" {
			sdl += compiledMark.ReplaceAllString(string(text), "") + "\n"
		}
	}
	served, err = gqlparser.LoadSchema(sources...)
	if err != nil {
		return nil, "", err
	}
	// How a field is answered is no concern of clients.
	delete(served.Directives, catalog.CompiledDirective)
	return served, sdl, nil
}

// compiledMark is the directive of compiled fields, as the generator prints it.
var compiledMark = regexp.MustCompile(` @` + catalog.CompiledDirective + `(\([^)]*\))?`)
