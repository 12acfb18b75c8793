package search

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

func TestFind(t *testing.T) {
	x := newIndex(t)
	x.propose(3, "Company", "com_1", map[string]any{"name": "望舒半导体"})
	x.propose(2, "Person", "per_1", map[string]any{"name": "望舒", "description": "江南人"})
	x.propose(1, "Company", "com_2", map[string]any{"name": "羲和", "formerNames": []any{"望舒"}})
	x.propose(9, "Company", "com_3", map[string]any{"name": "无关"})
	page := x.page(Request{Text: "望舒", First: 20})
	assert.Equal(t, []string{"per_1", "com_2", "com_1"}, idsOf(page.Hits), "what does not answer is no hit")
	assert.Equal(t, 3, page.Total)
	assert.Equal(t, []TypeCount{{"Company", 2}, {"Person", 1}}, page.Types)
	assert.Equal(t, []bool{false, false}, []bool{page.Before, page.Further})
	best := page.Hits[1]
	assert.Equal(t, []string{"Company", "formerNames", "望舒"}, []string{best.Entity, best.Field, best.Text})
	assert.Len(t, x.statements, 1)
}

func TestFindRefuses(t *testing.T) {
	x := newIndex(t)
	other := x.page(Request{Text: "望舒", First: 20})
	ofCompanies := x.page(Request{Text: "羲和", Types: []string{"Company"}})
	tests := []struct {
		name   string
		change func(*Request)
		path   []any
		want   string
	}{
		{"empty text", func(r *Request) { r.Text = " " }, []any{"text"}, "is empty"},
		{"long text", func(r *Request) { r.Text = strings.Repeat("a", 201) }, []any{"text"}, "at most 200"},
		{"unknown type", func(r *Request) { r.Types = []string{"Company", "Firm"} }, []any{"types", 1}, "ChainSegment, Cluster, Company,"},
		{"first below 0", func(r *Request) { r.First = -1 }, []any{"first"}, "from 0 to 200"},
		{"first above the limit", func(r *Request) { r.First = 201 }, []any{"first"}, "from 0 to 200"},
		{"no cursor", func(r *Request) { r.After = "nonsense" }, []any{"after"}, "not one of this search"},
		{"cursor of another search", func(r *Request) { r.After = other.Cursor(Hit{ID: "com_1"}) }, []any{"after"}, "not one of this search"},
		{"cursor of other types", func(r *Request) { r.After = ofCompanies.Cursor(Hit{ID: "com_1"}) }, []any{"after"}, "not one of this search"},
		{"cursor of nothing", func(r *Request) { r.After = other.list.signer.Seal("search", []byte("{")) }, []any{"after"}, "not one of this search"},
	}
	x.statements = nil
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Request{Text: "羲和", First: 20}
			tt.change(&r)
			_, err := x.find(grant.Default(), r)
			require.ErrorContains(t, err, tt.want)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			var f *fault.Error
			require.ErrorAs(t, err, &f)
			assert.Equal(t, tt.path, f.Path)
		})
	}
	assert.Empty(t, x.statements, "nothing was read")
}

func TestLargestPage(t *testing.T) {
	x := newIndex(t)
	x.propose(1, "Company", "com_1", map[string]any{"name": "望舒"})
	assert.Len(t, x.page(Request{Text: "望舒", First: 200}).Hits, 1)
	page := x.page(Request{Text: "望舒", First: 0})
	assert.Empty(t, page.Hits)
	assert.True(t, page.Further)
}

func TestFindOfTypes(t *testing.T) {
	x := newIndex(t)
	x.page(Request{Text: "望舒", Types: []string{"Person", "Company"}, First: 20})
	require.Len(t, x.statements, 1)
	assert.Contains(t, x.statements[0].Text, ":Company")
	assert.Contains(t, x.statements[0].Text, ":Person")
	assert.NotContains(t, x.statements[0].Text, ":Project")
	assert.Contains(t, x.statements[0].Params["p1"], "+(type:company type:person) ", "in the order of the catalog")
	assert.Equal(t, MostHits, x.statements[0].Params["p2"])
}

// What a scope hides is left out by the statement; the index proposes more, as much may be
// hidden.
func TestFindUnderAScope(t *testing.T) {
	x := newIndex(t)
	company := x.cat.Entity("Company")
	under := grant.Grant{Scope: grant.Scope{"Company": predicate.Lacks(company.Field("stockCode"))}}
	_, err := x.find(under, Request{Text: "望舒", Types: []string{"Person"}, First: 20})
	require.NoError(t, err)
	_, err = x.find(under, Request{Text: "望舒", First: 20})
	require.NoError(t, err)
	assert.NotContains(t, x.statements[0].Text, "stockCode")
	assert.Equal(t, MostHits, x.statements[0].Params["p2"])
	assert.Contains(t, x.statements[1].Text, "stockCode IS NULL")
	assert.Equal(t, mostProposals, x.statements[1].Params["p2"])
}

func TestNothingToLookFor(t *testing.T) {
	x := newIndex(t)
	page := x.page(Request{Text: "…！", First: 20})
	assert.Equal(t, 0, page.Total)
	assert.Empty(t, page.Hits)
	assert.Empty(t, page.Types)
	assert.Empty(t, x.statements, "the database is spared")
}

func TestFindFails(t *testing.T) {
	x := newIndex(t)
	x.err = errors.New("no database")
	_, err := x.find(grant.Default(), Request{Text: "望舒", First: 20})
	require.ErrorIs(t, err, x.err)
	x.err, x.proposals = nil, [][]any{{"com_1", "Company", "much", nil, nil}}
	_, err = x.find(grant.Default(), Request{Text: "望舒", First: 20})
	require.ErrorContains(t, err, "column score")
}

// A document of an older layout may hold fewer values than fields.
func TestCandidateOfABrokenDocument(t *testing.T) {
	c := declared(t).candidate(proposal{Of: "com_1", Type: "Company", Score: 2, Fields: []string{"name", "uscc"}, Values: []string{"望舒"}})
	assert.Equal(t, candidate{Document{"com_1", "Company", []text{{"name", "望舒", nameKind}}}, 2}, c)
}
