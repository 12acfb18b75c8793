package plan_test

import (
	"io/fs"
	"maps"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/derive"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/schema"
)

// shared are the files of the declared schema that every schema needs.
var shared = []string{"directives", "entity", "filters", "root", "scalars", "source", "summaries"}

// schemas are what is declared and what is served of it.
type schemas struct {
	cat    *catalog.Catalog
	served *ast.Schema
}

// smallSchema is testdata/small.graphqls, loaded once for all tests, which only read it.
var smallSchema = sync.OnceValues(func() (*schemas, error) {
	own, err := os.ReadFile("testdata/small.graphqls")
	if err != nil {
		return nil, err
	}
	files := fstest.MapFS{"small.graphqls": {Data: own}}
	for _, name := range shared {
		text, err := fs.ReadFile(schema.Declared(), name+".graphqls")
		if err != nil {
			return nil, err
		}
		files[name+".graphqls"] = &fstest.MapFile{Data: text}
	}
	cat, err := catalog.Load(files)
	if err != nil {
		return nil, err
	}
	out, err := derive.Run(files)
	if err != nil {
		return nil, err
	}
	served, err := loadServed(out.Served)
	return &schemas{cat, served}, err
})

// declaredSchema is the schema of the service, for tests of the names that users know.
var declaredSchema = sync.OnceValues(func() (*schemas, error) {
	cat, err := catalog.Load(schema.Declared())
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(schema.Served(), "*")
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, name := range names {
		text, err := fs.ReadFile(schema.Served(), name)
		if err != nil {
			return nil, err
		}
		files[name] = string(text)
	}
	served, err := loadServed(files)
	return &schemas{cat, served}, err
})

func loadServed(files map[string]string) (*ast.Schema, error) {
	var sources []*ast.Source
	for _, name := range slices.Sorted(maps.Keys(files)) {
		sources = append(sources, &ast.Source{Name: name, Input: files[name]})
	}
	return gqlparser.LoadSchema(sources...)
}

func newSmall(t testing.TB) *schemas {
	t.Helper()
	s, err := smallSchema()
	require.NoError(t, err)
	return s
}

// today is a day of the tests.
func today() scalar.Date { return scalar.DateOf(time.Date(2026, 8, 31, 12, 0, 0, 0, time.UTC)) }

// compiler compiles under a grant; the zero value sees all entities and no sensitive value.
func (s *schemas) compiler(g grant.Grant) *plan.Compiler {
	return plan.NewCompiler(s.cat, plan.NewSigner([]byte("a secret of the tests")), today).For(g)
}

// field returns a field of Firm or, where that has none of the name, of its sales.
func (s *schemas) field(name string) *catalog.Field {
	if f := s.cat.Entity("Firm").Field(name); f != nil {
		return f
	}
	return s.cat.Properties["Sale"].Field(name)
}

// operation validates a request as the server does, and compiles it.
func (s *schemas) operation(t testing.TB, g grant.Grant, request string, variables map[string]any) (*plan.Operation, *ast.OperationDefinition) {
	t.Helper()
	doc, problems := gqlparser.LoadQueryWithRules(s.served, request, rules.NewDefaultRules())
	require.Empty(t, problems, request)
	vars, err := validator.VariableValues(s.served, doc.Operations[0], variables)
	require.NoError(t, err, request)
	return s.compiler(g).Operation(doc.Operations[0], vars), doc.Operations[0]
}

// root compiles a request of one root field.
func (s *schemas) root(t testing.TB, request string, variables map[string]any) (*plan.Root, error) {
	t.Helper()
	o, op := s.operation(t, grant.Grant{}, request, variables)
	require.Len(t, op.SelectionSet, 1)
	return o.Root(op.SelectionSet[0].(*ast.Field).Alias)
}

// firms compiles a page of firms with these arguments; head declares their variables, if any.
func (s *schemas) firms(t testing.TB, head, arguments string, variables map[string]any) (*plan.Page, error) {
	t.Helper()
	root, err := s.root(t, head+" { firms("+arguments+") { nodes { id } } }", variables)
	if err != nil {
		return nil, err
	}
	return root.Page, nil
}

// only is a grant that sees of one entity what has a name.
func (s *schemas) only(entity, name string) grant.Grant {
	f := s.cat.Entity(entity).Field("name")
	return grant.Grant{Scope: grant.Scope{entity: predicate.Is(f, predicate.Eq, name)}}
}

// open is a grant that sees sensitive values.
var open = grant.Grant{Policy: privacy.Policy{ShowSensitive: true}}
