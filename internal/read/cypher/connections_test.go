package cypher_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"
)

// TestEveryConnectionAnswersWhatItOffers asks every field of every connection that entities and
// their relationships have: nothing that the schema offers is refused.
func TestEveryConnectionAnswersWhatItOffers(t *testing.T) {
	c := newCompiler(t)
	asked := map[string]bool{}
	ask := func(t *testing.T, request string) {
		t.Helper()
		all, err := c.compile(request, nil, nil)
		require.NoError(t, err, request)
		for _, one := range all {
			assert.NotEmpty(t, one.Text)
		}
	}
	for _, e := range c.cat.Entities {
		t.Run(e.Name, func(t *testing.T) {
			page := e.Name + "Connection"
			ask(t, fmt.Sprintf("{ %s { %s } }", e.Plural, c.offered(page)))
			asked[page] = true
			for _, f := range c.served.Types[e.Name].Fields {
				name := f.Type.Name()
				if strings.HasSuffix(name, "Connection") {
					ask(t, fmt.Sprintf(`{ %s(by: {id: "x"}) { %s { %s } } }`, e.Singular, f.Name, c.offered(name)))
					asked[name] = true
				}
			}
		})
	}
	for name, def := range c.served.Types {
		if strings.HasSuffix(name, "Connection") && def.Fields.ForName("aggregate") != nil {
			assert.True(t, asked[name], "%s is asked", name)
		}
	}
}

// offered is a selection of all fields of a connection, with each way to group.
func (c *compiler) offered(connection string) string {
	var parts []string
	for _, f := range c.served.Types[connection].Fields {
		switch f.Name {
		case "edges":
			parts = append(parts, "edges { "+c.leaves(f.Type)+" node { id } "+c.cited(f.Type)+"}")
		case "nodes":
			parts = append(parts, "nodes { id "+c.cited(f.Type)+"}")
		case "aggregate":
			parts = append(parts, f.Name+" { "+c.leaves(f.Type)+" }")
			if by := f.Arguments.ForName("groupBy"); by != nil {
				for _, key := range c.served.Types[by.Type.Name()].EnumValues {
					parts = append(parts, fmt.Sprintf("by%s: aggregate(groupBy: [%s]) { %s }", key.Name, key.Name, c.leaves(f.Type)))
				}
			}
		default:
			parts = append(parts, c.leaf(f))
		}
	}
	return strings.Join(parts, " ")
}

// leaves are all values of a type, and those of its values that are no entities.
func (c *compiler) leaves(of *ast.Type) string {
	var parts []string
	for _, f := range c.served.Types[of.Name()].Fields {
		def := c.served.Types[f.Type.Name()]
		if !strings.HasPrefix(f.Name, "__") && (def.IsLeafType() || strings.HasSuffix(def.Name, "Summary")) {
			parts = append(parts, c.leaf(f))
		}
	}
	return strings.Join(parts, " ")
}

func (c *compiler) leaf(f *ast.FieldDefinition) string {
	if c.served.Types[f.Type.Name()].IsLeafType() {
		return f.Name
	}
	return f.Name + " { " + c.leaves(f.Type) + " }"
}

// cited are the sources of a type, with all that their page offers.
func (c *compiler) cited(of *ast.Type) string {
	if c.served.Types[of.Name()].Fields.ForName("sources") == nil {
		return ""
	}
	return "sources { totalCount pageInfo { endCursor } aggregate { count ids key } edges { cursor node { id } } nodes { id } } "
}
