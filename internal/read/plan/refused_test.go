package plan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// build compiles a request of one root field with variables that nobody has checked, which is
// what the second guards behind validation are for.
func (s *schemas) build(t *testing.T, request string, variables map[string]any) (*plan.Root, error) {
	t.Helper()
	doc, problems := gqlparser.LoadQueryWithRules(s.served, request, rules.NewDefaultRules())
	require.Empty(t, problems, request)
	field := doc.Operations[0].SelectionSet[0].(*ast.Field)
	return s.compiler(grant.Grant{}).Build(field, field.SelectionSet, variables)
}

func (s *schemas) page(t *testing.T, request string, variables map[string]any) (*plan.Page, error) {
	t.Helper()
	root, err := s.build(t, request, variables)
	if err != nil {
		return nil, err
	}
	return root.Page, nil
}

func TestRefused(t *testing.T) {
	s := newSmall(t)
	long := strings.Repeat("x", 61)
	const byKey, byID, byIDs = `query($k: FirmKey!) { firm(by: $k) { id } }`, `query($k: ID!) { node(id: $k) { id } }`, `query($k: [ID!]!) { nodes(ids: $k) { id } }`
	const grouped, ordered = `query($k: [FirmGroupKey!]) { firms { aggregate(groupBy: $k) { count } } }`, `query($k: [FirmOrder!]) { firms(orderBy: $k) { totalCount } }`
	const within = `query($k: PlaceKey!) { firms(where: {place: {within: $k}}) { totalCount } }`
	tests := []struct {
		name, request string
		k             any
		path          []any
		says          string
	}{
		{"no key", byKey, map[string]any{}, []any{"by"}, "exactly one key"},
		{"two keys", byKey, map[string]any{"id": "firm_1", "uscc": "1"}, []any{"by"}, "exactly one key"},
		{"a null key", byKey, map[string]any{"id": nil}, []any{"by"}, "exactly one key"},
		{"a key that is no field", byKey, map[string]any{"colour": "red"}, []any{"by"}, `Firm has no key "colour"`},
		{"a key that is not unique", byKey, map[string]any{"name": "A"}, []any{"by"}, `Firm has no key "name"`},
		{"a key that is no standard form", byKey, map[string]any{"uscc": "1"}, []any{"by", "uscc"}, ""},
		{"a key that is no text", byKey, map[string]any{"id": true}, []any{"by", "id"}, "true does not fit id"},
		{"an id of no type", byID, "xyz_1", []any{"id"}, fault.NoEntityID("xyz_1").Message},
		{"an id that is none", byID, 5, []any{"id"}, `"" is not the id of an entity`},
		{"a long id", byID, long, []any{"id"}, `"` + long[:60] + `…" is not the id of an entity`},
		{"an id as long as is repeated", byID, long[:60], []any{"id"}, `"` + long[:60] + `" is not the id of an entity`},
		{"within nothing", within, map[string]any{}, []any{"where", "place", "within"}, "exactly one key"},
		{"within null", within, map[string]any{"id": nil}, []any{"where", "place", "within"}, "exactly one key"},
		{"within what no key names", within, map[string]any{"name": "A"}, []any{"where", "place", "within"}, `Place has no key "name"`},
		{"one id of several", byIDs, []any{"firm_1", "plc_1", "xyz_1"}, []any{"ids", 2}, `"xyz_1" is not the id of an entity`},
		{"a group of no kind", grouped, []any{"SIZE", "COLOUR"}, []any{"aggregate", "groupBy", 1}, "Firm cannot be grouped by COLOUR"},
		{"an order of no field", ordered, []any{map[string]any{"colour": "ASC"}}, []any{"orderBy", 0}, `pages cannot be ordered by "colour"`},
		{"an order of a field without an index", ordered, []any{map[string]any{"tags": "ASC"}}, []any{"orderBy", 0}, `pages cannot be ordered by "tags"`},
		{"an order by id, which ends every order", ordered, []any{map[string]any{"id": "ASC"}}, []any{"orderBy", 0}, `pages cannot be ordered by "id"`},
		{"an order of no key", ordered, []any{map[string]any{"name": "ASC"}, map[string]any{}}, []any{"orderBy", 1}, "exactly one key"},
		{"an order of two keys", ordered, []any{map[string]any{"name": "ASC", "uscc": "ASC"}}, []any{"orderBy", 0}, "exactly one key"},
		{"an order of no direction", ordered, []any{map[string]any{"name": nil}}, []any{"orderBy", 0, "name"}, "ASC or DESC"},
		{"an order twice", ordered, []any{map[string]any{"name": "ASC"}, map[string]any{"share": "ASC"}, map[string]any{"name": "DESC"}}, []any{"orderBy", 2}, "name is given twice"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := s.build(t, tt.request, map[string]any{"k": tt.k})
			require.ErrorContains(t, err, tt.says)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			assert.Equal(t, tt.path, err.(*fault.Error).Path)
		})
	}
}

// TestRefusedWithin says where in a request it is that something is refused.
func TestRefusedWithin(t *testing.T) {
	s := newSmall(t)
	tests := []struct {
		request string
		path    []any
		says    string
	}{
		{`{ firms(first: 201) { totalCount } }`, []any{"first"}, "first is a number from 0 to 200"},
		{`{ firms(last: 201) { totalCount } }`, []any{"last"}, "last is a number from 0 to 200"},
		{`{ firms(first: -1) { totalCount } }`, []any{"first"}, "first is a number"},
		{`{ firms(first: 1, last: 1) { totalCount } }`, []any{"last"}, "first or last, not both"},
		{`{ firms(after: "x") { totalCount } }`, []any{"after"}, "the cursor is not one of this list"},
		{`{ firms(before: "x") { totalCount } }`, []any{"before"}, "the cursor is not one of this list"},
		{`{ firm(by: {id: "firm_1"}) { to: customers(first: 201) { totalCount } } }`, []any{"to", "first"}, "first is a number"},
		{`{ firm(by: {id: "firm_1"}) { customers(where: {edge: {since: {lt: "x"}}}) { totalCount } } }`, []any{"customers", "where", "edge", "since", "lt"}, "no date"},
		{`{ firm(by: {id: "firm_1"}) { customers(edgeOrderBy: [{since: ASC}, {since: ASC}]) { totalCount } } }`, []any{"customers", "edgeOrderBy", 1}, "given twice"},
		{`{ firm(by: {id: "firm_1"}) { place(asOf: "x") { id } } }`, []any{"place", "asOf"}, "no date"},
		{`{ firm(by: {id: "firm_1"}) { branches(asOf: "x") { totalCount } } }`, []any{"branches", "asOf"}, "no date"},
		{`{ firms { nodes { n: place { firms(first: 201) { totalCount } } } } }`, []any{"nodes", "n", "firms", "first"}, "first is a number"},
		{`{ firms { e: edges { node { customers(first: 201) { totalCount } } } } }`, []any{"e", "node", "customers", "first"}, "first is a number"},
		{`{ firms { edges { node { customers { edges { from: sources(first: 201) { totalCount } } } } } } }`, []any{"edges", "node", "customers", "edges", "from", "first"}, "first is a number"},
		{`{ nodes(ids: ["plc_1", "firm_1"]) { ... on Firm { customers(first: 201) { totalCount } } } }`, []any{"customers", "first"}, "first is a number"},
		{`{ node(id: "firm_1") { ... on Firm { customers(first: 201) { totalCount } } } }`, []any{"customers", "first"}, "first is a number"},
	}
	for _, tt := range tests {
		t.Run(tt.request, func(t *testing.T) {
			_, err := s.build(t, tt.request, nil)
			require.ErrorContains(t, err, tt.says)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			assert.Equal(t, tt.path, err.(*fault.Error).Path)
		})
	}
}

// Personal data that is masked is not found by, and the refusal says which field.
func TestMaskedValuesAreNotFoundBy(t *testing.T) {
	s := newSmall(t)
	const request = `{ firms(where: {customers: {some: {node: {phone: {isNull: true}}}}}) { totalCount } }`
	_, err := s.build(t, request, nil)
	require.ErrorContains(t, err, "phone is personal data")
	assert.Equal(t, fault.Forbidden, fault.CodeOf(err))
	assert.Equal(t, []any{"where", "customers", "some", "node", "phone"}, err.(*fault.Error).Path)

	o, _ := s.operation(t, open, request, nil)
	_, err = o.Root("firms")
	assert.NoError(t, err)
}
