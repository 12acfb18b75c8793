package cypher_test

import (
	"context"
	"flag"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/read/cypher"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/schema"
)

func TestMain(m *testing.M) {
	// Each check runs on a real database several times; -rapid.checks sets another number.
	if err := flag.Set("rapid.checks", "12"); err != nil {
		panic(err)
	}
	neotest.Main(m)
}

// ctx is for the closures of properties, whose rapid.T ends before the test does.
func ctx() context.Context { return context.Background() }

// today is a day of the tests, amid the dates of their graphs.
func today() scalar.Date { return scalar.DateOf(time.Date(2020, 12, 31, 12, 0, 0, 0, time.UTC)) }

// compiler compiles requests against the schema that is served.
type compiler struct {
	cat    *catalog.Catalog
	served *ast.Schema
	plans  *plan.Compiler
}

func newCompiler(t testing.TB) *compiler {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	served, _, err := graph.LoadServed(schema.Served())
	require.NoError(t, err)
	return &compiler{cat, served, plan.NewCompiler(cat, plan.NewSigner([]byte("a secret of the tests")), today)}
}

// compiled is one root field of a request.
type compiled struct {
	root *plan.Root
	query.Statement
}

// compile validates the request as the server does, and compiles its root fields.
func (c *compiler) compile(request string, variables map[string]any, scope grant.Scope) ([]compiled, error) {
	doc, problems := gqlparser.LoadQueryWithRules(c.served, request, rules.NewDefaultRules())
	if len(problems) > 0 {
		return nil, problems
	}
	op := doc.Operations[0]
	vars, err := validator.VariableValues(c.served, op, variables)
	if err != nil {
		return nil, err
	}
	operation := c.plans.For(grant.Grant{Scope: scope}).Operation(op, vars)
	var all []compiled
	for _, s := range op.SelectionSet {
		root, err := operation.Root(s.(*ast.Field).Alias)
		if err != nil {
			return nil, err
		}
		all = append(all, compiled{root, cypher.Print(root)})
	}
	return all, nil
}

func (c *compiler) compileOne(t testing.TB, request string, variables map[string]any) compiled {
	t.Helper()
	all, err := c.compile(request, variables, nil)
	require.NoError(t, err, request)
	require.Len(t, all, 1)
	return all[0]
}

// cursor makes a cursor of the page with this connection type in a request.
func (c *compiler) cursor(request, connection string, values []any, id string) (string, error) {
	all, err := c.compile(request, nil, nil)
	if err != nil {
		return "", err
	}
	for _, one := range all {
		if page := findPage(reflect.ValueOf(one.root), connection); page != nil {
			cursor, err := page.AppendCursor(nil, values, id)
			return string(cursor), err
		}
	}
	return "", fmt.Errorf("the request has no page of type %s", connection)
}

// findPage looks for a page below v, first come first taken.
func findPage(v reflect.Value, connection string) *plan.Page {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() || v.Type().PkgPath() != "" || !planned(v.Type()) {
			return nil
		}
		if page, isPage := v.Interface().(*plan.Page); isPage && page.TypeName == connection {
			return page
		}
		return findPage(v.Elem(), connection)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				if page := findPage(v.Field(i), connection); page != nil {
					return page
				}
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if page := findPage(v.Index(i), connection); page != nil {
				return page
			}
		}
	}
	return nil
}

// planned keeps findPage from following the catalog's cycles.
func planned(t reflect.Type) bool {
	return t.Kind() == reflect.Pointer && t.Elem().PkgPath() == reflect.TypeFor[plan.Page]().PkgPath()
}
