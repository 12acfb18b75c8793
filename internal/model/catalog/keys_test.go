package catalog_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func TestKeysOfEntitiesAndRelationships(t *testing.T) {
	cat, err := catalog.Load(fstest.MapFS{"a.graphqls": {Data: []byte(`interface Entity { id: ID! name: String! }
		type A @node(prefix: "aa", key: [["code"], ["name", "year"]]) {
			name: String! year: Int serial: String @unique code: String @unique
			bs: [B!]! @relationship(type: "HAS", direction: OUT, properties: "Has")
			c: C @relationship(type: "IN", direction: OUT)
		}
		type B @node(prefix: "bb") { name: String! }
		type C @node(prefix: "cc") { name: String! bs: [B!]! @relationship(type: "HAS", direction: OUT) }
		type Has @relationshipProperties(key: ["role"]) { role: String since: Date }`)}})
	require.NoError(t, err)
	a, b, c := cat.Entity("A"), cat.Entity("B"), cat.Entity("C")
	assert.Equal(t, []string{"code", "serial"}, names(a.UniqueFields(), fieldName), "keys come first")
	assert.Empty(t, b.UniqueFields())
	require.Len(t, a.CompositeKeys(), 1)
	assert.Equal(t, []string{"name", "year"}, names(a.CompositeKeys()[0], fieldName))

	assert.Equal(t, []string{"HAS", "IN"}, cat.EdgeTypes())
	has := cat.Edge("HAS", a, b)
	assert.Equal(t, []string{"role", "since"}, names(has.Fields(), fieldName))
	assert.Equal(t, []string{"since"}, names(has.ValueFields(), fieldName))
	assert.Empty(t, cat.Edge("HAS", c, b).ValueFields())
	assert.Nil(t, cat.Edge("HAS", b, a))
	assert.Same(t, has, cat.EdgeOf(a.Relation("bs")))
}
