package plan_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// TestSizes says which part of a list is asked for; null counts as left out.
func TestSizes(t *testing.T) {
	s := newSmall(t)
	tests := []struct {
		name, head, arguments string
		variables             map[string]any
		size                  int
		backward              bool
	}{
		{"nothing", "", "where: {}", nil, 20, false},
		{"first", "", "first: 7", nil, 7, false},
		{"none", "", "first: 0", nil, 0, false},
		{"the most", "", "first: 200", nil, 200, false},
		{"last", "", "last: 7", nil, 7, true},
		{"the most from the end", "", "last: 200", nil, 200, true},
		{"first of null", "", "first: null", nil, 20, false},
		{"last of null", "", "last: null", nil, 20, false},
		{"first of null, last", "", "first: null, last: 3", nil, 3, true},
		{"first, last of null", "", "first: 3, last: null", nil, 3, false},
		{"a variable", "query($n: Int)", "first: $n", map[string]any{"n": 4}, 4, false},
		{"a variable that is not given", "query($n: Int)", "first: $n", nil, 20, false},
		{"one given, one not", "query($n: Int, $m: Int)", "first: $n, last: $m", map[string]any{"m": 4}, 4, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page, err := s.firms(t, tt.head, tt.arguments, tt.variables)
			require.NoError(t, err)
			assert.Equal(t, tt.size, page.Size)
			assert.Equal(t, tt.backward, page.Backward)
		})
	}
}

func TestOrders(t *testing.T) {
	s := newSmall(t)
	tests := []struct {
		name, request string
		want          []string
	}{
		{"none", `{ firms { totalCount } }`, nil},
		{"an empty list", `{ firms(orderBy: []) { totalCount } }`, nil},
		{"a single one", `{ firms(orderBy: {name: ASC}) { totalCount } }`, []string{"name"}},
		{"several", `{ firms(orderBy: [{foundedOn: DESC}, {name: ASC}]) { totalCount } }`, []string{"foundedOn desc nullable", "name"}},
		{"a count", `{ firms(orderBy: [{customersCount: DESC}]) { totalCount } }`, []string{"customersCount desc"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root, err := s.root(t, tt.request, nil)
			require.NoError(t, err)
			assert.Equal(t, tt.want, orderText(root.Page))
		})
	}
	t.Run("keys of the relationship go before those of the entity", func(t *testing.T) {
		root, err := s.root(t, `{ firm(by: {id: "firm_1"}) { customers(orderBy: [{name: ASC}], edgeOrderBy: [{since: DESC}, {product: ASC}]) { totalCount } } }`, nil)
		require.NoError(t, err)
		page := root.One.Object.Fields[0].Page
		assert.Equal(t, []string{"edge.since desc nullable", "edge.product nullable", "name"}, orderText(page))
		assert.True(t, page.Order[0].OfEdge)
		assert.False(t, page.Order[2].OfEdge)
	})
}

func orderText(p *plan.Page) []string {
	var all []string
	for _, k := range p.Order {
		text := k.Name()
		if k.Descending {
			text += " desc"
		}
		if k.Nullable() {
			text += " nullable"
		}
		all = append(all, text)
	}
	return all
}

// TestNeeds says what the parts of a page want of the database.
func TestNeeds(t *testing.T) {
	s := newSmall(t)
	tests := []struct {
		parts               string
		rows, cursor, total bool
	}{
		{"totalCount", false, false, true},
		{"__typename", false, false, false},
		{"aggregate { count }", false, false, false},
		{"nodes { id }", true, false, false},
		{"edges { node { id } }", true, false, false},
		{"edges { cursor }", true, true, false},
		{"pageInfo { hasNextPage hasPreviousPage __typename }", true, false, false},
		{"pageInfo { endCursor }", true, true, false},
		{"pageInfo { startCursor }", true, true, false},
		{"edges { cursor node { id } } totalCount", true, true, true},
	}
	for _, tt := range tests {
		t.Run(tt.parts, func(t *testing.T) {
			root, err := s.root(t, "{ firms { "+tt.parts+" } }", nil)
			require.NoError(t, err)
			p := root.Page
			assert.Equal(t, []bool{tt.rows, tt.cursor, tt.total}, []bool{p.NeedRows, p.NeedCursor, p.NeedTotal}, "rows, cursor, total")
		})
	}
}

// Cursors lead back into the list that they are of: same field, same order, same values.
func TestPositions(t *testing.T) {
	s := newSmall(t)
	const request = `query($after: String, $before: String) { firms(after: $after, before: $before, orderBy: [{share: ASC}, {staff: DESC}, {checkedAt: ASC}]) { nodes { id } } }`
	root, err := s.root(t, request, nil)
	require.NoError(t, err)
	assert.Nil(t, root.Page.After)
	assert.Nil(t, root.Page.Before)
	values := []any{0.5, int64(3), "2022-02-11T01:30:00.000Z"}
	cursor, err := root.Page.AppendCursor([]byte("said: "), values, "firm_7")
	require.NoError(t, err)
	require.Equal(t, "said: ", string(cursor[:6]), "it is appended")
	text := string(cursor[6:])

	for _, name := range []string{"after", "before"} {
		t.Run(name, func(t *testing.T) {
			root, err := s.root(t, request, map[string]any{name: text})
			require.NoError(t, err)
			want := &plan.Position{Values: values, ID: "firm_7"}
			got := map[string]*plan.Position{"after": root.Page.After, "before": root.Page.Before}
			assert.Equal(t, want, got[name])
			delete(got, name)
			for _, other := range got {
				assert.Nil(t, other)
			}
			assert.Contains(t, root.Explain(), name+" a cursor")
		})
	}
	t.Run("a whole number of a float stays one", func(t *testing.T) {
		cursor, err := root.Page.AppendCursor(nil, []any{2.0, nil, nil}, "firm_7")
		require.NoError(t, err)
		pos, err := root.Page.Position(string(cursor))
		require.NoError(t, err)
		assert.Equal(t, []any{2.0, nil, nil}, pos.Values)
	})
	t.Run("what is no JSON is no position", func(t *testing.T) {
		_, err := root.Page.AppendCursor(nil, []any{func() {}}, "firm_7")
		assert.Error(t, err)
	})
}

// A cursor that somebody with the secret made of other values is refused too.
func TestOddPositionsAreRefused(t *testing.T) {
	s := newSmall(t)
	signer := s.compiler(grant.Grant{}).Signer()
	root, err := s.root(t, `{ firms(orderBy: [{name: DESC}]) { nodes { id } } }`, nil)
	require.NoError(t, err)
	const list = "FirmConnection name pinyin 2 desc"
	_, err = root.Page.Position(signer.Seal(list, []byte(`["A", "firm_1"]`)))
	require.NoError(t, err, "the list is called so")
	for _, payload := range []string{`["firm_1"]`, `["A", "B", "firm_1"]`, `["A", 1]`, `["A", null]`, `[null, "firm_1"]`, `{}`, `["A", `, ``} {
		_, err := root.Page.Position(signer.Seal(list, []byte(payload)))
		assert.Equal(t, fault.BadUserInput, fault.CodeOf(err), "%q", payload)
	}
}

// A cursor of sources that an entity names is not one of all sources.
func TestCursorsOfCitedSourcesAreTheirOwn(t *testing.T) {
	s := newSmall(t)
	all, err := s.root(t, `{ sources { nodes { id } } }`, nil)
	require.NoError(t, err)
	one, err := s.root(t, `{ firm(by: {id: "firm_1"}) { sources { nodes { id } } } }`, nil)
	require.NoError(t, err)
	cited := one.One.Object.Fields[0].Page
	cursor, err := cited.AppendCursor(nil, nil, "src_1")
	require.NoError(t, err)
	_, err = cited.Position(string(cursor))
	require.NoError(t, err)
	_, err = all.Page.Position(string(cursor))
	assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
}

func TestKeys(t *testing.T) {
	s := newSmall(t)
	tests := []struct{ by, key, want string }{
		{`{"id": "firm_1"}`, "id", "firm_1"},
		{`{"uscc": "91350100m000100y43"}`, "uscc", "91350100M000100Y43"},
	}
	for _, tt := range tests {
		t.Run(tt.by, func(t *testing.T) {
			root, err := s.root(t, `query($k: FirmKey!) { firm(by: $k) { id } }`, map[string]any{"k": fromJSON(t, tt.by)})
			require.NoError(t, err)
			assert.Equal(t, tt.key, root.One.Key.Name)
			assert.Equal(t, tt.want, root.One.Value)
		})
	}
	ids := func(n int) (list []any) {
		for i := range n {
			list = append(list, fmt.Sprintf("firm_%d", i))
		}
		return list
	}
	const request = `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`
	root, err := s.root(t, request, map[string]any{"ids": ids(plan.MaxPageSize)})
	require.NoError(t, err)
	assert.Len(t, root.Nodes.IDs, plan.MaxPageSize)
	_, err = s.root(t, request, map[string]any{"ids": ids(plan.MaxPageSize + 1)})
	require.ErrorContains(t, err, "at most 200 ids at once; 201 were given")
	root, err = s.root(t, request, map[string]any{"ids": []any{}})
	require.NoError(t, err)
	assert.Empty(t, root.Nodes.ByType)
}
