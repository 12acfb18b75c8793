package graph

import (
	"io/fs"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/graph/generated"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
)

// NewSchema returns the executable schema: gqlgen's executor over the served SDL. It needs
// the extension Requests beside it.
func NewSchema(cat *catalog.Catalog, db *neo.DB, served *ast.Schema, imports *importjob.Runner, changes *live.Hub) graphql.ExecutableSchema {
	resolver := &Resolver{
		cat: cat, db: db, finder: search.NewFinder(cat), imports: imports, mutations: mutation.NewRunner(cat, db), live: changes,
		eraser: people.NewEraser(cat),
	}
	return generated.NewExecutableSchema(generated.Config{Schema: served, Resolvers: resolver})
}

// LoadServed parses the served SDL files and returns their text too, in one piece.
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
		sdl += string(text) + "\n"
	}
	served, err = gqlparser.LoadSchema(sources...)
	if err != nil {
		return nil, "", err
	}
	return served, sdl, nil
}
