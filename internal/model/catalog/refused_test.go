package catalog_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// TestRefusals changes one thing of a schema that is taken, and wants to be told what and where.
func TestRefusals(t *testing.T) {
	small(t)
	tests := []struct{ name, old, new, want string }{
		{"plural like the singular", `plural: "places"`, `plural: "place"`, `Place: @node(plural:) must differ from "place"`},
		{"prefix of one letter", `prefix: "fi"`, `prefix: "f"`, `Firm: @node(prefix: "f")`},
		{"prefix of five letters", `prefix: "hall"`, `prefix: "halls"`, `Hall: @node(prefix: "halls")`},
		{"key of edges that is no field", `key: ["since", "product"]`, `key: ["since", "city"]`, `Sale: key names "city"`},
		{"path to nowhere", `path: "parent.parent"`, `path: "parent.firm"`, `@groupKey(name: "COUNTRY") path: Place has no relationship "firm"`},
		{"steps of a text", `city: String`, `city: String @forward`, "Firm.city: @forward is for a single value"},
		{"steps of a list", `tags: [Tag!]`, `tags: [Tag!] @forward`, "Firm.tags: @forward is for a single value"},
		{"index of a list", `aliases: [String!]`, `aliases: [String!] @index`, "Firm.aliases: a list can be neither"},
		{"unique list", `tags: [Tag!]`, `tags: [Tag!] @unique`, "Firm.tags: a list can be neither"},
		{"no Entity", `interface Entity`, `interface Other`, "lacks the interface Entity"},
		{"unknown type that Entity asks for", `version: Int!`, `version: Number!`, "version: type Number is neither"},
		{"unknown type of a property", `worth: Yuan`, `worth: Money`, "Sale.worth: type Money is neither"},
		{"match of no number", `city: String`, `city: String @match(u: "x")`, "Firm.city: @match(u:) must be a probability"},
		{"match with no chance", `city: String`, `city: String @match(u: 0)`, "Firm.city: @match(u:) must be a probability"},
		{"match that tells nothing", `city: String`, `city: String @match(m: 0.5, u: 0.5)`, "Firm.city: @match needs m greater than u"},
		{"match of a relationship", `direction: OUT, properties: "Sale")`, `direction: OUT, properties: "Sale") @match(m: 2)`, "Firm.customers: @match(m:)"},
		{"withholding list", `tags: [Tag!]`, `tags: [Tag!] @withholds`, "Firm.tags: @withholds stands on a Boolean"},
		{"withholding property", `product: String worth`, `product: Boolean @withholds worth`, "Sale.product: only fields of entities"},
		{"tree of many", `parent: Place @relationship(type: "WITHIN", direction: OUT)`, `parent: [Place!]! @relationship(type: "WITHIN", direction: OUT, tree: true)`, "Place.parent: a tree is a to-one relationship to the type itself"},
		{"tree of two types", `place: Place @relationship(type: "STANDS_IN", direction: OUT)`, `place: Place @relationship(type: "STANDS_IN", direction: OUT, tree: true)`, "Hall.place: a tree is a to-one"},
		{"tree that shares its relationships", `parent: Place @relationship(type: "WITHIN", direction: OUT)`, `parent: Place @relationship(type: "USES", direction: OUT, tree: true)`, "Place.parent: a tree needs a relationship type of its own, and USES joins Firm and"},
		{"tree with a field of its condition's name", `parent: Place @relationship(type: "WITHIN", direction: OUT)`, `within: String parent: Place @relationship(type: "WITHIN", direction: OUT, tree: true)`, "Place.within: the name is that of a condition"},
		{"no SDL", `enum Size {`, `enum Size [`, "a.graphqls:4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Contains(t, smallSDL, tt.old)
			_, err := catalog.Load(fstest.MapFS{"a.graphqls": {Data: []byte(strings.Replace(smallSDL, tt.old, tt.new, 1))}})
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

// broken has a file that cannot be read.
type broken struct{ fstest.MapFS }

func (b broken) Open(name string) (fs.File, error) {
	if name == "a.graphqls" {
		return nil, errors.New("no disk")
	}
	return b.MapFS.Open(name)
}

func (b broken) ReadFile(string) ([]byte, error) { return nil, errors.New("no disk") }

func TestUnreadableFile(t *testing.T) {
	_, err := catalog.Load(broken{fstest.MapFS{"a.graphqls": {Data: []byte(smallSDL)}}})
	assert.ErrorContains(t, err, "no disk")
}

// What the service keeps beside the entities has names that no entity may take.
func TestServiceRecordsAreReserved(t *testing.T) {
	var labels []string
	for _, record := range catalog.ServiceRecords() {
		labels = append(labels, record.Label)
		assert.NotEmpty(t, record.Key, record.Label)
		_, err := catalog.Load(fstest.MapFS{"a.graphqls": {Data: []byte(smallSDL + "type " + record.Label + ` @node(prefix: "new") { x: Int }`)}})
		assert.ErrorContains(t, err, "taken by the service", record.Label)
	}
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(labels))), len(labels), "each label once: %v", labels)
	for _, link := range catalog.ServiceLinks() {
		_, err := catalog.Load(fstest.MapFS{"a.graphqls": {Data: []byte(strings.Replace(smallSDL, "HAS_BRANCH", link, 1))}})
		assert.ErrorContains(t, err, "taken by the service", link)
	}
	assert.Contains(t, catalog.SearchProperties(), "name")
}

// A type may put a directive on a field that Entity asks for, and describe it anew.
func TestAskedFieldsMayBeDeclared(t *testing.T) {
	cat, err := catalog.Load(fstest.MapFS{"a.graphqls": {Data: []byte(`interface Entity { id: ID! "A name." name: String! @pinyin }
		type A @node(prefix: "aa", key: [["name"]]) { "What it is called." name: String! @unique }
		type B @node(prefix: "bb") { x: Int }`)}})
	require.NoError(t, err)
	a, b := cat.Entity("A").Field("name"), cat.Entity("B").Field("name")
	assert.Equal(t, []string{"What it is called.", "A name."}, []string{a.Description, b.Description})
	assert.Equal(t, []bool{true, true, true, false}, []bool{a.Pinyin, b.Pinyin, a.Unique, b.Unique})
	assert.Len(t, cat.Entity("A").Fields, 2, "it is not there twice")
}
