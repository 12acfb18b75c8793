package cypher_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/cypher"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Whatever stands in the variables, even what validation would have refused: the compiler
// answers with a statement whose values are parameters, or with an error of the user's.
func FuzzVariables(f *testing.F) {
	c := newCompiler(f)
	doc, problems := gqlparser.LoadQueryWithRules(c.served, fmt.Sprintf(rootRequest, "Company", "companies"), rules.NewDefaultRules())
	require.Empty(f, problems)
	for _, seed := range []string{
		`{}`,
		`{"where": {"name": {"eq": "a' OR true //", "in": ["b"]}}, "orderBy": [{"name": "ASC"}]}`,
		`{"where": {"or": [{"segments": {"none": {"node": {"chain": {"isNull": true}}, "edge": {"since": {"lt": "2020"}}}}}, {"not": {}}]}}`,
		`{"where": {"segments": {"some": {"node": {"code": {"in": ["1"]}}}}}, "first": 3, "orderBy": [{"foundedOn": "DESC"}, {"segmentsCount": "ASC"}]}`,
		`{"where": {"segments": {"count": {"in": [1, 2], "isNull": false}}, "isNull": true}}`,
		`{"where": {"name": "x", "and": 1, "or": {"not": []}, "registeredCapital": {"gt": []}}, "first": "x", "last": {}}`,
		`{"where": {"formerNames": {"hasAny": [null, 1]}, "illustrative": {"eq": "x"}}, "after": "AAAA", "orderBy": [{"name": 3}]}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		vars := map[string]any{}
		if json.Unmarshal([]byte(text), &vars) != nil {
			return
		}
		root, err := c.plans.Operation(doc.Operations[0], vars).Root("companies")
		if err != nil {
			require.Equal(t, fault.BadUserInput, fault.CodeOf(err), "%v", err)
			return
		}
		wellFormed(t, cypher.Print(root))
	})
}

// FuzzRequests draws requests that are valid, with hostile texts in them.
func FuzzRequests(f *testing.F) {
	c := newCompiler(f)
	f.Fuzz(rapid.MakeFuzz(func(rt *rapid.T) { checkDrawn(rt, c) }))
}

func TestDrawnRequestsAreWellFormed(t *testing.T) {
	c := newCompiler(t)
	for range 20 {
		rapid.Check(t, func(rt *rapid.T) { checkDrawn(rt, c) })
	}
}

func checkDrawn(rt *rapid.T, c *compiler) {
	d := drawn{rt, c.cat}
	e := from(d, c.cat.Entities, "entity")
	_, order := d.order(e)
	filter := d.filter(e, 4)
	hostile := rapid.String().Draw(rt, "hostile")
	filter["name"] = map[string]any{"eq": hostile, "in": []any{hostile}}
	all, err := c.compile(fmt.Sprintf(rootRequest, e.Name, e.Plural), map[string]any{"where": filter, "orderBy": order}, named(c.cat, hostile))
	require.NoError(rt, err)
	wellFormed(rt, all[0].Statement)
}

// named is a scope of entities with a name.
func named(cat *catalog.Catalog, name string) grant.Scope {
	scope := grant.Scope{}
	for _, e := range cat.Entities {
		scope[e.Name] = predicate.Is(e.Field("name"), predicate.Eq, name)
	}
	return scope
}

var (
	parameter = regexp.MustCompile(`\$(p\d+)`)
	number    = regexp.MustCompile(`(?:^|[ (\[,])(\d+)`)
)

// wellFormed checks that brackets pair up, that each parameter is given and used once, and
// that the text holds no value: no text in quotes, and no number but the few of the printer.
func wellFormed(t rapid.TB, stmt query.Statement) {
	t.Helper()
	var open []rune
	closing := map[rune]rune{')': '(', ']': '[', '}': '{'}
	for _, r := range stmt.Text {
		switch r {
		case '(', '[', '{':
			open = append(open, r)
		case ')', ']', '}':
			require.NotEmpty(t, open, stmt.Text)
			require.Equal(t, closing[r], open[len(open)-1], stmt.Text)
			open = open[:len(open)-1]
		case '\'', '"', '`', '\\', ';':
			require.Fail(t, "a value may stand in the text", stmt.Text)
		}
	}
	require.Empty(t, open, stmt.Text)
	used := parameter.FindAllStringSubmatch(stmt.Text, -1)
	require.Len(t, used, len(stmt.Params))
	for _, name := range used {
		require.Contains(t, stmt.Params, name[1])
	}
	for _, literal := range number.FindAllStringSubmatch(stmt.Text, -1) {
		assert.Contains(t, []string{"0", "4", "1000", "1001"}, literal[1], stmt.Text)
	}
}
