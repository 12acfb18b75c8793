package answer_test

import (
	"fmt"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/answer"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/schema"
)

// list is a list, a row or a column that holds rows, as the database returns them.
type list = []any

// compiler compiles requests against the served schema, under a grant that sees no sensitive
// value.
type compiler struct {
	cat    *catalog.Catalog
	served *ast.Schema
	plans  *plan.Compiler
}

func newCompiler(t testing.TB) *compiler {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	names, err := fs.Glob(schema.Served(), "*.graphqls")
	require.NoError(t, err)
	var sources []*ast.Source
	for _, name := range names {
		text, err := fs.ReadFile(schema.Served(), name)
		require.NoError(t, err)
		sources = append(sources, &ast.Source{Name: name, Input: string(text)})
	}
	served, err := gqlparser.LoadSchema(sources...)
	require.NoError(t, err)
	return &compiler{cat, served, plan.NewCompiler(cat, plan.NewSigner([]byte("secret")), nil).For(grant.Grant{})}
}

// plan compiles the only root field of a request.
func (c *compiler) plan(t testing.TB, request string, variables map[string]any) *plan.Root {
	t.Helper()
	doc, errs := gqlparser.LoadQueryWithRules(c.served, request, rules.NewDefaultRules())
	require.Empty(t, errs, request)
	op := doc.Operations[0]
	root, err := c.plans.Operation(op, variables).Root(op.SelectionSet[0].(*ast.Field).Alias)
	require.NoError(t, err, request)
	return root
}

// answered is a request, the rows that its statement returns, and the answer to it.
type answered struct {
	name, request string
	rows          []list
	// want is the JSON, empty for null.
	want string
	// errs are paths and messages, with their codes.
	errs []string
}

// check writes the answers, below the path of an operation's root field called at.
func check(t *testing.T, tests []answered) {
	t.Helper()
	c := newCompiler(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			json, errs, err := answer.Write(c.cat, c.plan(t, tt.request, nil), tt.rows, ast.Path{ast.PathName("at")}, nil)
			require.NoError(t, err)
			assert.Equal(t, tt.want, string(json))
			assert.Equal(t, tt.want == "", json == nil)
			assert.Equal(t, tt.errs, texts(errs))
		})
	}
}

func texts(errs gqlerror.List) []string {
	var list []string
	for _, e := range errs {
		list = append(list, fmt.Sprintf("%s: %s %v", e.Path, e.Message, e.Extensions["code"]))
	}
	return list
}
