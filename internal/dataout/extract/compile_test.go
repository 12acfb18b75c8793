package extract

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/schema"
)

func declared(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	return cat
}

func served(t *testing.T) *ast.Schema {
	t.Helper()
	s, _, err := graph.LoadServed(schema.Served())
	require.NoError(t, err)
	return s
}

// Every list that the schema has can be exported, with all of its columns, and these have
// distinct names and terms.
func TestEveryListCompiles(t *testing.T) {
	cat, s := declared(t), served(t)
	valid := func(query string) {
		t.Helper()
		_, errs := gqlparser.LoadQueryWithRules(s, query, rules.NewDefaultRules())
		assert.Empty(t, errs, query)
	}
	lists := 0
	for _, e := range cat.Entities {
		for _, asOf := range []string{"", "2021"} {
			tab, err := compile(cat, Request{Path: e.Plural, AsOf: asOf})
			require.NoError(t, err)
			valid(tab.query)
			distinct(t, tab.columns)
			for _, r := range e.Relations {
				if !r.Many {
					continue
				}
				all, _ := linkColumns(e, r, "")
				for _, fields := range [][]string{nil, namesOf(all)} {
					tab, err := compile(cat, Request{Path: e.Plural + "." + r.Name, AsOf: asOf, Fields: fields})
					require.NoError(t, err)
					valid(tab.query)
					valid(tab.more)
					distinct(t, tab.columns)
					lists++
				}
			}
		}
	}
	assert.Greater(t, lists, 200)
}

func distinct(t *testing.T, columns []Column) {
	t.Helper()
	seen, terms := map[string]bool{}, map[string]bool{}
	for _, c := range columns {
		assert.False(t, seen[c.Name], "%s twice", c.Name)
		assert.NotEmpty(t, c.Term)
		assert.False(t, terms[c.Term], "%s: the term %s twice", c.Name, c.Term)
		seen[c.Name], terms[c.Term] = true, true
	}
}

func TestColumnsOfAConnection(t *testing.T) {
	tab, err := compile(declared(t), Request{Path: "companies.segments"})
	require.NoError(t, err)
	assert.Equal(t, []string{"company.id", "company.name", "segments.id", "segments.name", "id", "role", "since", "until", "sources"}, namesOf(tab.columns))
	var terms []string
	for _, c := range tab.columns {
		terms = append(terms, c.Term)
	}
	assert.Equal(t, []string{"企业 编号", "企业 全称", "所属环节 编号", "所属环节 环节名称", "关系编号", "角色", "起始", "截止", "来源"}, terms)
}

func TestRefusedRequests(t *testing.T) {
	tests := []struct {
		name string
		req  Request
		code fault.Code
		want string
	}{
		{"list", Request{Path: "firms"}, fault.NotFound, "there is no list firms; there are annualReports"},
		{"type", Request{Path: "Company"}, fault.NotFound, "there is no list Company"},
		{"connection", Request{Path: "companies.talents"}, fault.NotFound, "companies have no connection talents; they have projects, segments"},
		{"to-one", Request{Path: "companies.district"}, fault.NotFound, "companies have no connection district"},
		{"two steps", Request{Path: "companies.segments.chain"}, fault.NotFound, "no connection segments.chain"},
		{"column", Request{Path: "companies", Fields: []string{"name", "colour"}}, fault.BadUserInput, `there is no column "colour"; there are id, name`},
		{"filter of links", Request{Path: "companies", LinkWhere: map[string]any{}}, fault.BadUserInput, "linkWhere is for a connection"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := compile(declared(t), tt.req)
			assert.Equal(t, tt.code, fault.CodeOf(err))
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func TestTerm(t *testing.T) {
	for description, want := range map[string]string{
		"Registered full name. 全称": "全称",
		"统一社会信用代码, GB 32100-2015":  "统一社会信用代码",
		"成立时间":                          "成立时间",
		"From this date. 起始":            "起始",
		"Rises by one. Passed back. 版本": "版本",
		"Class, GB/T 4754-2017. 行业代码":   "行业代码",
		"Nothing in Chinese.":           "name",
		"":                              "name",
	} {
		assert.Equal(t, want, catalog.Term(description, "name"), description)
	}
}

func TestValue(t *testing.T) {
	v, err := Value("where", ` {"name": {"eq": 12345678901234567890}} `)
	require.NoError(t, err)
	assert.Equal(t, `{"name":{"eq":12345678901234567890}}`, string(must(compact(v))))
	for _, bad := range []string{"{", "{} {}", "name", `{"a": }`} {
		_, err := Value("where", bad)
		assert.Equal(t, fault.BadUserInput, fault.CodeOf(err), bad)
		assert.ErrorContains(t, err, "where must be JSON")
	}
	for _, malformed := range []string{`{"name":"\ud800"}`, "{\"name\":\"\xbb\xaa\"}"} {
		_, err := Value("where", malformed)
		assert.Equal(t, fault.BadUserInput, fault.CodeOf(err), malformed)
		assert.ErrorContains(t, err, "where cannot be read")
	}
	v, err = Value("where", " ")
	require.NoError(t, err)
	assert.Nil(t, v)
}

func must(b []byte, _ error) []byte { return b }
