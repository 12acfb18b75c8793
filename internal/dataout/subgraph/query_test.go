package subgraph

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/schema"
)

func declaredSchema(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	return cat
}

// Everything that the schema declares can be exported.
func TestEveryEntityCompiles(t *testing.T) {
	cat := declaredSchema(t)
	served, _, err := graph.LoadServed(schema.Served())
	require.NoError(t, err)
	valid := func(query string) {
		t.Helper()
		_, errs := gqlparser.LoadQueryWithRules(served, query, rules.NewDefaultRules())
		assert.Empty(t, errs, query)
	}
	for _, e := range cat.Entities {
		valid(valueQuery(e))
		for _, asOf := range []bool{false, true} {
			for _, among := range []bool{false, true} {
				query, links := linkQuery(e, e.Relations, among, asOf)
				valid(query)
				for _, l := range links {
					if l.Many {
						valid(moreQuery(l, among, asOf))
					}
				}
			}
		}
	}
}

func TestRequestsAreChecked(t *testing.T) {
	cat := declaredSchema(t)
	const firm, other, person = "com_01ke5q86000000000000000001", "com_01ke5q86000000000000000002", "per_01ke5q86000000000000000001"
	tests := []struct {
		name string
		req  Request
		want string
	}{
		{"no ids", Request{IDs: []string{" "}}, "ids names the entities to start from"},
		{"no id", Request{IDs: []string{"永钢"}}, `"永钢" is not the id of an entity`},
		{"id of a relationship", Request{IDs: []string{"rel_1"}}, `"rel_1" is not the id of an entity`},
		{"a prefix with anything", Request{IDs: []string{"com_1"}}, `"com_1" is not the id of an entity`},
		{"all at once", Request{IDs: []string{"com_1", "x"}, Depth: 7, Types: []string{"y"}}, `"x" is not the id of an entity; take it from an answer; depth is a number from 0 to 6; there is no type "y"`},
		{"too deep", Request{IDs: []string{firm}, Depth: 7}, "depth is a number from 0 to 6"},
		{"limit", Request{IDs: []string{firm}, Limit: 20_001}, "to 20000"},
		{"limit below the starts", Request{IDs: []string{firm, other}, Limit: 1}, "from that of the ids"},
		{"relationship", Request{IDs: []string{firm}, Relationships: []string{"suppliers"}}, `no relationship type "suppliers"; there are ABOUT_CHAIN`},
		{"type", Request{IDs: []string{firm}, Types: []string{"companies"}}, `no type "companies"; there are AnnualReport`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.req.check(cat)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			assert.ErrorContains(t, err, tt.want)
		})
	}
	req, err := Request{IDs: []string{firm, " " + firm, person}}.check(cat)
	require.NoError(t, err)
	assert.Equal(t, []string{firm, person}, req.IDs)
	assert.Equal(t, DefaultLimit, req.Limit)
}
