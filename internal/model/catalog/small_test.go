package catalog_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// smallSDL has every kind of field, to-one and to-many ends, two types at the far end of one
// relationship type, and one of an entity with itself.
const smallSDL = `
interface Entity { id: ID! name: String! @pinyin @index version: Int! recordedAt: DateTime! sources: [Source!]! }
type Source @node(prefix: "src") { name: String! }
enum Size { SMALL LARGE HUGE }
enum Tag { OLD NEW }
type Firm @node(prefix: "fi", key: [["code"], ["name", "city"]]) {
  code: String @unique
  city: String
  size: Size @forward
  tags: [Tag!]
  aliases: [String!]
  foundedOn: Date
  lastVisit: Date
  checkedAt: DateTime
  staff: Int
  share: Float
  capital: Yuan
  public: Boolean
  seat: Place @relationship(type: "LIES_IN", direction: OUT)
  branches: [Place!]! @relationship(type: "HAS_BRANCH", direction: OUT)
  customers: [Firm!]! @relationship(type: "SELLS_TO", direction: OUT, properties: "Sale")
  suppliers: [Firm!]! @relationship(type: "SELLS_TO", direction: IN, properties: "Sale")
  showrooms: [Hall!]! @relationship(type: "USES", direction: OUT)
  stores: [Place!]! @relationship(type: "USES", direction: OUT)
}
type Place @node(prefix: "plc", plural: "places") @groupKey(name: "COUNTRY", path: "parent.parent") {
  parent: Place @relationship(type: "WITHIN", direction: OUT)
  firms: [Firm!]! @relationship(type: "LIES_IN", direction: IN)
  landmark: Hall @relationship(type: "STANDS_IN", direction: IN)
}
type Hall @node(prefix: "hall") {
  place: Place @relationship(type: "STANDS_IN", direction: OUT)
}
type Sale @relationshipProperties(key: ["since", "product"]) { since: Date until: Date product: String worth: Yuan }
type Lease @relationshipProperties { since: String until: Date }
`

func small(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(fstest.MapFS{
		"a.graphqls":     {Data: []byte(smallSDL)},
		"notes.md":       {Data: []byte("type Ignored @node(prefix: \"ign\") { x: Int }")},
		"sub/b.graphqls": {Data: []byte("type Deeper @node(prefix: \"dee\") { x: Int }")},
	})
	require.NoError(t, err)
	return cat
}

func names[T any](list []T, name func(T) string) []string {
	var all []string
	for _, item := range list {
		all = append(all, name(item))
	}
	return all
}

func fieldName(f *catalog.Field) string { return f.Name }
