package grants_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	clustergraph "github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/schema"
	"github.com/clustergraph/clustergraph/test/support"
)

// changes is the root field of that name.
func (g *graph) changes(t *testing.T) *ast.FieldDefinition {
	t.Helper()
	served, _, err := clustergraph.LoadServed(schema.Served())
	require.NoError(t, err)
	return served.Query.Fields.ForName("changes")
}

// refuseMutations names what is hidden in every mutation that takes an id: each is refused as
// it is for an id of the same form that was never there.
func (g *graph) refuseMutations(t *testing.T, draw *rand.Rand) {
	t.Helper()
	served, _, err := clustergraph.LoadServed(schema.Served())
	require.NoError(t, err)
	s := support.Selecting{Schema: served, Draw: draw}
	for _, f := range served.Mutation.Fields {
		if f.Arguments.ForName("id") == nil {
			continue
		}
		e := g.cat.Entity(strings.TrimPrefix(strings.TrimPrefix(f.Name, "update"), "delete"))
		if e == nil {
			continue
		}
		id := g.hiddenOf(e)
		if id == "" {
			continue // nothing of the type is hidden
		}
		never := e.Prefix + "_7zzzzzzzzzzzzzzzzzzzzzzzzz"
		ask := func(id string) string {
			text := `mutation Q($id: ID!) { ` + f.Name + `(id: $id` + map[bool]string{true: `, patch: {}`}[f.Arguments.ForName("patch") != nil] + `)` + s.Of(f.Type, 0) + ` }`
			r := g.post(t, restricted, text, vars{"id": id})
			require.NotEmpty(t, r.Errors, text)
			return strings.ReplaceAll(r.Errors[0].Code()+" "+r.Errors[0].Message, id, "ID")
		}
		assert.Equal(t, ask(never), ask(id), f.Name)
	}
}
