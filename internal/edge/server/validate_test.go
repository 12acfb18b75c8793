package server

import (
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/introspection"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// document joins the head with n parts that format makes of a number.
func document(head string, n int, format func(i int) string) string {
	var b strings.Builder
	b.WriteString(head)
	for i := range n {
		b.WriteString(format(i))
	}
	return b.String()
}

func TestSelectionBudget(t *testing.T) {
	tests := map[string]struct {
		document string
		within   bool
	}{
		"introspection":             {introspection.Query, true},
		"many fields":               {document("{", 2000, func(i int) string { return fmt.Sprintf(" a%d: hello", i) }) + "}", true},
		"one field, repeated often": {"{" + strings.Repeat(" hello", 300) + "}", false},
		"one object, repeated often": {
			"{" + strings.Repeat(" a { b { c c c c c c c c c c } }", 100) + "}", false,
		},
		"fragments that double": {
			document("{ ...F0 } fragment F40 on Query { hello }", 40, func(i int) string {
				return fmt.Sprintf(" fragment F%d on Query { a { ...F%d } b { ...F%d } }", i, i+1, i+1)
			}), false,
		},
		"many fragments side by side": {
			document(document("{", 200, func(i int) string { return fmt.Sprintf(" ...F%d", i) })+"}", 200,
				func(i int) string { return fmt.Sprintf(" fragment F%d on Query { a%d: hello }", i, i) }), false,
		},
		"a page's fragments": {
			document(document("{", 40, func(i int) string { return fmt.Sprintf(" ...F%d", i) })+"}", 40,
				func(i int) string { return fmt.Sprintf(" fragment F%d on Query { a%d: hello }", i, i) }), true,
		},
		"fragments in a circle": {"{ ...F } fragment F on Query { hello ...F }", true},
		"deeper and deeper":     {"{ ...F } fragment F on Query { a { ...F } }", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			doc, err := parser.ParseQuery(&ast.Source{Input: tt.document})
			require.NoError(t, err)
			assert.Equal(t, tt.within, withinBudget(doc))
		})
	}
}

func TestValidationRules(t *testing.T) {
	run := start(t)
	for name, tt := range map[string]struct{ document, says string }{
		"over budget":   {"{" + strings.Repeat(" hello", 300) + "}", "repeats or nests too many selections"},
		"conflict":      {`{ hello(name: "a") hello(name: "b") }`, `Fields \"hello\" conflict`},
		"in a fragment": {`{ ...F } fragment F on Query { hello hello: plain }`, `Fields \"hello\" conflict`},
		"circle":        {`{ ...F } fragment F on Query { ...F }`, "Cannot spread fragment"},
		"two streams":   {`subscription { a: ticks(to: 1) ...F } fragment F on Subscription { b: ticks(to: 1) }`, "only one top level field"},
		"deferred":      {`{ ... @defer { hello } }`, "@defer is not served"},
	} {
		t.Run(name, func(t *testing.T) {
			got := run.in(t).query(tt.document)
			assert.Equal(t, 400, got.status)
			assert.Contains(t, got.body, tt.says)
			assert.Len(t, got.Errors, 1)
		})
	}
	assert.JSONEq(t, `{"hello":"hello"}`, string(run.query(`{ hello hello ...F ...F } fragment F on Query { hello }`).Data))
}
