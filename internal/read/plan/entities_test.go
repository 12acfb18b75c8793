package plan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// Entities at a place of an answer are read as they are selected there, each once; ids of other
// types than may stand there are passed over.
func TestEntitiesOfAPlace(t *testing.T) {
	s := newSmall(t)
	c := s.compiler(grant.Grant{})
	o, _ := s.operation(t, grant.Grant{}, `{ report { firms { name } anything { id ... on Place { parent { name } } } } }`, nil)
	places := o.Places("report")
	require.Len(t, places, 2)
	ids := []string{"plc_2", "firm_1", "plc_1", "firm_1", "fir_9", "firmament_1", "src_1", ""}

	root, err := s.compiler(s.only("Firm", "F")).Entities(places[0], ids, nil)
	require.NoError(t, err)
	assert.Equal(t, ids, root.Nodes.IDs, "the answer has the order of the ids")
	require.Len(t, root.Nodes.ByType, 1)
	assert.Equal(t, []string{"firm_1"}, root.Nodes.ByType[0].IDs)
	assert.Equal(t, `name = "F"`, withValues(root.Nodes.ByType[0].Object.Scope))

	root, err = c.Entities(places[1], ids, nil)
	require.NoError(t, err)
	assert.Equal(t, strings.TrimLeft(`
anything (rows <= 0, hops 0)
  1 Firm by id
    id = value id
  2 Place by id
    id = value id
    parent = to one Place over WITHIN
      name = value name
  1 Source by id
    id = value id
`, "\n"), root.Explain())

	root, err = c.Entities(places[0], nil, nil)
	require.NoError(t, err)
	assert.Empty(t, root.Nodes.ByType)
}

// What is selected at a place may not compile; it costs nothing, and is refused when it is read.
func TestPlaceThatDoesNotCompile(t *testing.T) {
	s := newSmall(t)
	o, _ := s.operation(t, grant.Grant{}, `{ report { firms { customers(first: 999) { nodes { id } } } } }`, nil)
	require.Len(t, o.Places("report"), 1)
	assert.Zero(t, o.Places("report")[0].Rows)
	_, err := s.compiler(grant.Grant{}).Entities(o.Places("report")[0], []string{"firm_1"}, nil)
	require.ErrorContains(t, err, "0 to 200")
	assert.Equal(t, []any{"customers", "first"}, err.(*fault.Error).Path)
}

// TestPlacesOf says how many entities a place has at most, as far as arguments tell.
func TestPlacesOf(t *testing.T) {
	s := newSmall(t)
	tests := []struct {
		request string
		rows    int
	}{
		{`{ lines { edges { node { of { id } } } } }`, 20},
		{`{ lines(first: 1) { edges { node { of { id } } } } }`, 1},
		{`{ lines(first: 0) { edges { node { of { id } } } } }`, 0},
		{`{ lines(first: -5) { edges { node { of { id } } } } }`, 0},
		{`{ report { lines(first: 3) { of { id } } } }`, 3},
		{`{ report { firms { id } } }`, 1},
		{`{ report { lines(first: 2000000000) { of { ... on Firm { customers(first: 200) { nodes { customers(first: 200) { nodes { id } } } } } } } } }`, 1 << 40},
	}
	for _, tt := range tests {
		t.Run(tt.request, func(t *testing.T) {
			o, op := s.operation(t, grant.Grant{}, tt.request, nil)
			for _, field := range []string{"lines", "report"} {
				for _, p := range o.Places(field) {
					assert.Equal(t, tt.rows, p.Rows)
				}
			}
			assert.Equal(t, tt.rows, o.Rows, "%v", op.SelectionSet)
		})
	}
}

// Ids that filters name are noted, so that what they redirect to since a merge can be looked up,
// and the field compiled once more with that.
func TestIDsThatFiltersName(t *testing.T) {
	s := newSmall(t)
	const request = `{ firms(where: {id: {in: ["firm_1", "firm_2"]}, name: {eq: "firm_3"}, place: {id: {eq: "plc_1"}}, not: {id: {notIn: ["firm_4"]}}}) { totalCount } }`
	o, _ := s.operation(t, grant.Grant{}, request, nil)
	root, err := o.Root("firms")
	require.NoError(t, err)
	assert.ElementsMatch(t, []string{"firm_1", "firm_2", "firm_4", "plc_1"}, root.Named)

	redirected, err := o.Redirected("firms", map[string]string{"firm_2": "firm_9", "firm_3": "firm_8", "plc_1": "plc_9"})
	require.NoError(t, err)
	assert.Equal(t, `(id IN []interface {}{"firm_4"} and id IN []interface {}{"firm_1", "firm_9"} and name = "firm_3" and some(place with id = "plc_9"))`,
		withValues(redirected.Page.Where))
	assert.ElementsMatch(t, root.Named, redirected.Named, "what the request named stays known")
	assert.NotEqual(t, withValues(root.Page.Where), withValues(redirected.Page.Where), "the first plan is as it was")
}

func TestRedirectedLookups(t *testing.T) {
	s := newSmall(t)
	one, err := s.root(t, `{ firm(by: {uscc: "91350100M000100Y43"}) { name } }`, nil)
	require.NoError(t, err)
	other := one.One.Redirected("firm_9")
	assert.Equal(t, []any{"id", "firm_9"}, []any{other.Key.Name, other.Value})
	assert.Same(t, one.One.Object, other.Object)
	assert.Equal(t, "uscc", one.One.Key.Name, "the first lookup is as it was")

	nodes, err := s.root(t, `{ nodes(ids: ["firm_1", "plc_1", "firm_2"]) { id } }`, nil)
	require.NoError(t, err)
	into := map[string]string{"firm_1": "firm_9", "firm_7": "firm_2", "plc_1": "plc_9"}
	more := nodes.Nodes.Redirected(into)
	assert.Equal(t, []string{"firm_1", "plc_1", "firm_2"}, more.IDs, "the answer is of what was asked for")
	assert.Equal(t, [][]string{{"firm_1", "firm_2", "firm_9"}, {"plc_1", "plc_9"}}, idsByType(more), "each once, by type")
	assert.Equal(t, into, more.Redirects)
	assert.Equal(t, [][]string{{"firm_1", "firm_2"}, {"plc_1"}}, idsByType(nodes.Nodes), "the first lookup is as it was")
}

func idsByType(n *plan.Nodes) (all [][]string) {
	for _, t := range n.ByType {
		all = append(all, t.IDs)
	}
	return all
}
