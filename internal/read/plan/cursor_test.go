package plan_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// compile compiles the only root field of a request.
func compile(t testing.TB, secret, request string, vars map[string]any) (*plan.Root, error) {
	t.Helper()
	s, err := declaredSchema()
	require.NoError(t, err)
	doc, problems := gqlparser.LoadQueryWithRules(s.served, request, rules.NewDefaultRules())
	require.Empty(t, problems)
	field := doc.Operations[0].SelectionSet[0].(*ast.Field)
	return plan.NewCompiler(s.cat, plan.NewSigner([]byte(secret)), today).Build(field, field.SelectionSet, vars)
}

func page(t testing.TB, secret, request string) *plan.Page {
	t.Helper()
	root, err := compile(t, secret, request, nil)
	require.NoError(t, err)
	return root.Page
}

const byCapital = `{ companies(orderBy: [{registeredCapital: DESC}, {foundedOn: ASC}]) { nodes { id } } }`

func cursorOf(t testing.TB, p *plan.Page, values []any) string {
	t.Helper()
	cursor, err := p.AppendCursor(nil, values, "com_1")
	require.NoError(t, err)
	return string(cursor)
}

func TestCursorKeepsItsPosition(t *testing.T) {
	tests := []struct {
		name, request string
		values        []any
	}{
		{"the tie-break alone", `{ companies { nodes { id } } }`, []any{}},
		{"a text", `{ companies(orderBy: [{name: ASC}]) { nodes { id } } }`, []any{"a\"<\u2028甲"}},
		{"a number and a date", byCapital, []any{int64(1)<<53 + 1, "2020-02"}},
		{"missing values", byCapital, []any{nil, nil}},
		{"a count", `{ companies(orderBy: [{segmentsCount: ASC}]) { nodes { id } } }`, []any{int64(3)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := page(t, "secret", tt.request)
			pos, err := p.Position(cursorOf(t, p, tt.values))
			require.NoError(t, err)
			assert.Equal(t, &plan.Position{Values: tt.values, ID: "com_1"}, pos)
		})
	}
}

func TestCursorOfAnotherListIsRefused(t *testing.T) {
	cursor := cursorOf(t, page(t, "secret", byCapital), []any{int64(7), "2020"})
	tests := []struct{ name, secret, request string }{
		{"another secret", "other", byCapital},
		{"another direction", "secret", `{ companies(orderBy: [{registeredCapital: ASC}, {foundedOn: ASC}]) { nodes { id } } }`},
		{"fewer keys", "secret", `{ companies(orderBy: [{registeredCapital: DESC}]) { nodes { id } } }`},
		{"no order", "secret", `{ companies { nodes { id } } }`},
		{"another type", "secret", `{ projects(orderBy: [{investment: DESC}, {signedOn: ASC}]) { nodes { id } } }`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := page(t, tt.secret, tt.request).Position(cursor)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
		})
	}
}

// Key values that may not be missing never are, however the cursor was signed.
func TestCursorWithoutARequiredValueIsRefused(t *testing.T) {
	p := page(t, "secret", `{ companies(orderBy: [{name: ASC}]) { nodes { id } } }`)
	_, err := p.Position(cursorOf(t, p, []any{nil}))
	assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
}

func TestTamperedCursorIsRefused(t *testing.T) {
	p := page(t, "secret", byCapital)
	cursor := cursorOf(t, p, []any{int64(7), "2020"})
	for i := range cursor[:len(cursor)-1] { // the last letter has bits that carry nothing
		changed := []byte(cursor)
		changed[i] = 'A'
		if cursor[i] == 'A' {
			changed[i] = 'B'
		}
		_, err := p.Position(string(changed))
		assert.Equal(t, fault.BadUserInput, fault.CodeOf(err), "letter %d", i)
	}
	request := `query($c: String) { companies(after: $c, orderBy: [{registeredCapital: DESC}]) { nodes { id } } }`
	_, err := compile(t, "secret", request, map[string]any{"c": cursor[:9]})
	require.Error(t, err)
	assert.Equal(t, []any{"after"}, err.(*fault.Error).Path)
}

func TestSealedCursorsAreBoundToTheirList(t *testing.T) {
	signer := plan.NewSigner([]byte("secret"))
	cursor := signer.Seal("search a", []byte("place"))
	payload, ok := signer.Open("search a", cursor)
	assert.True(t, ok)
	assert.Equal(t, "place", string(payload))
	for name, open := range map[string]func() ([]byte, bool){
		"another list":   func() ([]byte, bool) { return signer.Open("search b", cursor) },
		"another secret": func() ([]byte, bool) { return plan.NewSigner([]byte("other")).Open("search a", cursor) },
		"cut short":      func() ([]byte, bool) { return signer.Open("search a", cursor[:6]) },
		"nonsense":       func() ([]byte, bool) { return signer.Open("search a", "?") },
	} {
		t.Run(name, func(t *testing.T) {
			_, ok := open()
			assert.False(t, ok)
		})
	}
}

func FuzzCursor(f *testing.F) {
	p := page(f, "secret", byCapital)
	genuine := cursorOf(f, p, []any{int64(7), "2020"})
	f.Add(genuine)
	f.Add("")
	f.Add("AAAAAAAAAAAAW10")
	f.Add(genuine + "AA")
	f.Fuzz(func(t *testing.T, cursor string) {
		pos, err := p.Position(cursor)
		if err != nil {
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			return
		}
		assert.Equal(t, genuine, cursorOf(t, p, pos.Values), "nobody else has the secret")
	})
}
