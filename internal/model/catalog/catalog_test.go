package catalog_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/schema"
)

func TestLoadDeclaredSchema(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)

	company := cat.Entity("Company")
	require.NotNil(t, company)
	assert.Equal(t, "companies", company.Plural)
	assert.Equal(t, "id", company.Fields[0].Name)
	assert.True(t, company.Field("name").Pinyin, "the directives of Entity.name hold for every type")
	assert.Equal(t, "name_pinyin", company.Field("name").SortProperty())
	assert.Same(t, company, cat.EntityOfID("com_01"))
	assert.Nil(t, cat.EntityOfID("com"))
	assert.Equal(t, "USCC", company.Field("uscc").Format)
	assert.True(t, company.Field("shortName").Search)
	assert.False(t, company.Field("shortName").Prose)
	assert.True(t, company.Field("description").Prose)

	person := cat.Entity("Person")
	assert.True(t, person.Field("telephone").Sensitive)
	assert.Equal(t, "optOut", person.Withholding().Name)
	assert.True(t, person.Withheld(map[string]any{"optOut": true}))
	assert.False(t, person.Withheld(map[string]any{}))
	assert.False(t, company.Withheld(map[string]any{"optOut": true}), "no field of a company withholds")

	suppliers := company.Relation("suppliers")
	assert.False(t, suppliers.Out)
	assert.Equal(t, "customers", suppliers.Inverse().Name)
	assert.True(t, suppliers.TargetImplied)
	assert.False(t, cat.Entity("District").Relation("projects").TargetImplied, "companies are located in districts too")
	assert.True(t, cat.Entity("Project").Relation("district").TargetImplied)
	assert.Len(t, company.Groups[1].Path, 3)
}

func TestMatchIsDeclaredWithTheFields(t *testing.T) {
	cat, err := catalog.Load(fstest.MapFS{"a.graphqls": {Data: []byte(`interface Entity { id: ID! name: String! }
		type A @node(prefix: "aa") { name: String! @match(proof: false) x: Int @match(m: 0.8, u: 0.05) b: [B!]! @relationship(type: "B", direction: OUT) @match }
		type B @node(prefix: "bb") { name: String! @match }
		type C @node(prefix: "cc") { x: Int }`)}})
	require.NoError(t, err)
	a, b, c := cat.Entity("A"), cat.Entity("B"), cat.Entity("C")
	assert.Equal(t, &catalog.Match{M: 0.9, U: 0.01}, a.Field("name").Match)
	assert.Equal(t, &catalog.Match{M: 0.8, U: 0.05, Proof: true}, a.Field("x").Match)
	assert.Equal(t, &catalog.Match{M: 0.9, U: 0.01, Proof: true}, a.Relation("b").Match)
	assert.Equal(t, []bool{true, true, false}, []bool{a.Matches(), b.Matches(), c.Matches()})
	assert.Equal(t, []bool{true, false, false}, []bool{a.NeedsProof(), b.NeedsProof(), c.NeedsProof()})
}

func TestRelationshipsAreReadableFromBothEnds(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	for _, e := range cat.Entities {
		for _, r := range e.Relations {
			assert.NotNil(t, r.Inverse(), "%s.%s has no field back at %s", e.Name, r.Name, r.Target.Name)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	const entity = `interface Entity { id: ID! name: String! }
	`
	tests := []struct{ name, sdl, want string }{
		{"prefix in capitals", `type A @node(prefix: "X1") { name: String! }`, "two to four lower-case letters"},
		{"prefix twice", `type A @node(prefix: "aa") { x: Int } type B @node(prefix: "aa") { x: Int }`, "no other type uses"},
		{"entity without relationship", `type A @node(prefix: "aa") { b: A }`, "needs @relationship"},
		{"relationship to a scalar", `type A @node(prefix: "aa") { b: [Int!]! @relationship(type: "B", direction: OUT) }`, "needs a type with @node"},
		{"unknown properties", `type A @node(prefix: "aa") { b: [A!]! @relationship(type: "B", direction: OUT, properties: "P") }`, "no type P"},
		{"relationship type in lower case", `type A @node(prefix: "aa") { b: [A!]! @relationship(type: "b) DELETE", direction: OUT) }`, "upper-case"},
		{"to-one non-null", `type A @node(prefix: "aa") { b: A! @relationship(type: "B", direction: OUT) }`, "must be nullable"},
		{"key of no field", `type A @node(prefix: "aa", key: [["nope"]]) { x: Int }`, "not a field"},
		{"key not unique", `type A @node(prefix: "aa", key: [["x"]]) { x: Int }`, "needs @unique"},
		{"prefix of relationships", `type A @node(prefix: "rel") { x: Int }`, "no other type uses"},
		{"reserved label", `type Change @node(prefix: "aa") { x: Int }`, "taken by the service"},
		{"reserved field", `type A @node(prefix: "aa") { confidence: Float }`, "taken by the service"},
		{"reserved property", `type P @relationshipProperties { validFrom: Date }`, "is taken"},
		{"list of numbers", `type A @node(prefix: "aa") { x: [Int!] }`, "of String or of an enumeration"},
		{"unknown scalar", `type A @node(prefix: "aa") { x: Money }`, "neither a scalar"},
		{"sensitive number", `type A @node(prefix: "aa") { x: Int @sensitive }`, "is a String"},
		{"sensitive list", `type A @node(prefix: "aa") { x: [String!] @sensitive }`, "is a String"},
		{"sensitive and indexed", `type A @node(prefix: "aa") { x: String @sensitive @index }`, "what finds it tells it"},
		{"sensitive and unique", `type A @node(prefix: "aa") { x: String @sensitive @unique }`, "what finds it tells it"},
		{"sensitive and searched", `type A @node(prefix: "aa") { x: String @sensitive @search }`, "what finds it tells it"},
		{"sensitive and ordered by pinyin", `type A @node(prefix: "aa") { x: String @sensitive @pinyin }`, "what finds it tells it"},
		{"sensitive in a key", `type A @node(prefix: "aa", key: [["name", "x"]]) { x: String @sensitive }`, "what finds it tells it"},
		{"sensitive property", `type P @relationshipProperties { x: String @sensitive }`, "only fields of entities"},
		{"withholding text", `type A @node(prefix: "aa") { x: String @withholds }`, "on a Boolean"},
		{"withholding and required", `type A @node(prefix: "aa") { x: Boolean! @withholds }`, "may be null"},
		{"two withhold", `type A @node(prefix: "aa") { x: Boolean @withholds y: Boolean @withholds }`, "not 2"},
		{"reserved relationship type", `type A @node(prefix: "aa") { b: [A!]! @relationship(type: "ASIDE", direction: OUT) }`, "taken by the service"},
		{"end of a relationship as its property", `type P @relationshipProperties { from: String }`, "is taken"},
		{"match that is no probability", `type A @node(prefix: "aa") { x: Int @match(m: 1) }`, "must be a probability"},
		{"match that speaks against itself", `type A @node(prefix: "aa") { b: [A!]! @relationship(type: "B", direction: OUT) @match(m: 0.1, u: 0.2) }`, "m greater than u"},
		{"reserved edge id", `type P @relationshipProperties { relationship: String }`, "is taken"},
		{"reserved edge field", `type P @relationshipProperties { node: String }`, "is taken"},
		{"range of texts", `type A @node(prefix: "aa") { x: String @range(min: 1) }`, "numbers, amounts and dates"},
		{"range the wrong way round", `type A @node(prefix: "aa") { x: Int @range(min: 2, max: 1) }`, "must not be less than min"},
		{"range that is no number", `type A @node(prefix: "aa") { x: Int @range(min: "x") }`, "must be a number"},
		{"interval of no field", `type A @node(prefix: "aa") @interval(from: "x", to: "y") { x: Int }`, "two fields of it"},
		{"interval of two kinds", `type A @node(prefix: "aa") @interval(from: "x", to: "y") { x: Int y: Date }`, "two dates, or two numbers"},
		{"interval of texts", `type P @relationshipProperties @interval(from: "x", to: "y") { x: String y: String }`, "two dates, or two numbers"},
		{"ends disagree", `type P @relationshipProperties { w: Int }
			type A @node(prefix: "aa") { b: [A!]! @relationship(type: "B", direction: OUT, properties: "P") c: [A!]! @relationship(type: "B", direction: IN) }`, "same properties"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := catalog.Load(fstest.MapFS{"a.graphqls": {Data: []byte(entity + tt.sdl)}})
			assert.ErrorContains(t, err, tt.want)
		})
	}
}
