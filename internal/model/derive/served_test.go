package derive_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/derive"
)

// withSDL is the small schema with one more file.
func withSDL(t *testing.T, sdl string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{"more.graphqls": {Data: []byte(sdl)}}
	paths, err := filepath.Glob("testdata/small/*.graphqls")
	require.NoError(t, err)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		files[filepath.Base(path)] = &fstest.MapFile{Data: text}
	}
	return files
}

// derived derives from the small schema with one more file, and loads what is served.
func derived(t *testing.T, sdl string) (*derive.Output, *ast.Schema) {
	t.Helper()
	out, err := derive.Run(withSDL(t, sdl))
	require.NoError(t, err)
	served, err := gqlparser.LoadSchema(sources(out.Served)...)
	require.NoError(t, err)
	return out, served
}

// Types of all kinds of fields, to which the tests look.
const lamps = `
"A lamp; \"\"\"bright\"\"\" ones too. 一盏灯"
type Lamp implements Entity & Node @node(prefix: "la", key: [["serial"]]) {
  serial: String! @unique
  watts: Int @index
  hours: Float
  lit: Boolean!
  boughtAt: DateTime @index
  hues: [Hue!]
  main: Hue
  labels: [String!]!
  rooms: [Room!]! @relationship(type: "LIGHTS", direction: OUT, properties: "Lights")
  shelf: Shelf @relationship(type: "ON", direction: OUT)
}
enum Hue { WARM COLD }
type Lights @relationshipProperties(key: ["since", "corner"]) { since: Date corner: String! strength: Float hue: Hue }
"A bulb without words of its own."
type Bulb implements Entity & Node @node(prefix: "bu") { name: String! @index x: Int @deprecated(reason: "Count anew.") }
type Report { lamps: [Lamp!]! old: Int @deprecated(reason: "Use lamps.") }
type Unused { x: Int }
input Wish { hue: Hue! }
extend type Query { report(wish: Wish): Report! allLamps(first: Int): [Lamp!]! anything(of: String): Entity }
`

func typesOf(fields ast.FieldList) map[string]string {
	types := map[string]string{}
	for _, f := range fields {
		types[f.Name] = f.Type.String()
	}
	return types
}

func TestServedTypesOfFields(t *testing.T) {
	_, served := derived(t, lamps)
	common := map[string]string{"id": "ID!", "name": "String!", "version": "Int!", "recordedAt": "DateTime!", "illustrative": "Boolean!"}
	tests := map[string]map[string]string{
		"Lamp": {
			"serial": "String!", "watts": "Int", "hours": "Float", "lit": "Boolean!", "boughtAt": "DateTime", "hues": "[Hue!]", "main": "Hue",
			"labels": "[String!]!", "rooms": "LampRoomsConnection!", "shelf": "Shelf", "sources": "SourceConnection!",
		},
		"LampFilter": {
			"id": "IDFilter", "name": "StringFilter", "version": "IntFilter", "recordedAt": "DateTimeFilter", "illustrative": "BooleanFilter",
			"and": "[LampFilter!]", "or": "[LampFilter!]", "not": "LampFilter", "isNull": "Boolean", "asOf": "Date",
			"serial": "StringFilter", "watts": "IntFilter", "hours": "FloatFilter", "lit": "BooleanFilter", "boughtAt": "DateTimeFilter",
			"hues": "HueListFilter", "main": "HueFilter", "labels": "StringListFilter", "rooms": "LampRoomsPredicate", "shelf": "ShelfFilter",
		},
		"LampOrder":           {"serial": "Direction", "watts": "Direction", "boughtAt": "Direction", "roomsCount": "Direction"},
		"LampKey":             {"id": "ID", "serial": "String"},
		"LampRoomsEdge":       {"cursor": "String!", "node": "Room!", "id": "ID!", "relationship": "ID!", "sources": "SourceConnection!", "since": "Date", "corner": "String!", "strength": "Float", "hue": "Hue"},
		"LampRoomsFilter":     {"node": "RoomFilter", "edge": "LightsFilter"},
		"LampRoomsPredicate":  {"some": "LampRoomsFilter", "none": "LampRoomsFilter", "all": "LampRoomsFilter", "count": "IntFilter", "countOf": "LampRoomsCount", "asOf": "Date"},
		"RoomShelvesFilter":   {"node": "ShelfFilter"},
		"LightsFilter":        {"since": "DateFilter", "corner": "StringFilter", "strength": "FloatFilter", "hue": "HueFilter"},
		"LightsOrder":         {"since": "Direction", "corner": "Direction", "strength": "Direction", "hue": "Direction"},
		"LampAggregate":       {"key": "[String!]!", "ids": "[ID]!", "count": "Int!", "watts": "IntSummary", "hours": "FloatSummary"},
		"LampConnection":      {"edges": "[LampEdge!]!", "nodes": "[Lamp!]!", "pageInfo": "PageInfo!", "totalCount": "Int!", "aggregate": "[LampAggregate!]!"},
		"LampRoomsConnection": {"edges": "[LampRoomsEdge!]!", "nodes": "[Room!]!", "pageInfo": "PageInfo!", "totalCount": "Int!", "aggregate": "[RoomAggregate!]!"},
		"LampCreate": {
			"name": "String!", "illustrative": "Boolean", "serial": "String!", "watts": "Int", "hours": "Float", "lit": "Boolean", "boughtAt": "DateTime",
			"hues": "[Hue!]", "main": "Hue", "labels": "[String!]!", "rooms": "[LampRoomsLink!]", "shelf": "ID", "sources": "[ID!]",
		},
		"LampPatch": {
			"name": "String", "illustrative": "Boolean", "serial": "String", "watts": "Int", "hours": "Float", "lit": "Boolean", "boughtAt": "DateTime",
			"hues": "[Hue!]", "main": "Hue", "labels": "[String!]", "rooms": "LampRoomsPatch", "shelf": "ID", "sources": "[ID!]",
		},
		"LampRoomsLink":   {"node": "ID!", "since": "Date", "corner": "String!", "strength": "Float", "hue": "Hue", "sources": "[ID!]"},
		"LampRoomsChange": {"id": "ID!", "since": "Date", "corner": "String", "strength": "Float", "hue": "Hue", "sources": "[ID!]"},
		"LampRoomsPatch":  {"link": "[LampRoomsLink!]", "change": "[LampRoomsChange!]", "unlink": "[ID!]"},
		"RoomShelvesLink": {"node": "ID!", "sources": "[ID!]"},
		"Wish":            {"hue": "Hue!"},
	}
	maps.Copy(tests["Lamp"], common)
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, served.Types, name)
			assert.Equal(t, want, typesOf(served.Types[name].Fields))
		})
	}
	for _, name := range []string{"LampShelfConnection", "LampShelfFilter", "Lights", "SearchKind", "Format", "RelationshipDirection", "BulbGroupKey", "LampCreateFilter"} {
		assert.NotContains(t, served.Types, name)
	}
}

func TestServedMutationsAndRootFields(t *testing.T) {
	out, served := derived(t, lamps)
	kinds := map[catalog.Mutation]int{}
	for name, as := range out.Compiled {
		kinds[as.Mutation]++
		root, field, _ := strings.Cut(name, ".")
		assert.NotNil(t, served.Types[root].Fields.ForName(field), name)
		if as.Mutation != "" {
			assert.Equal(t, "Mutation."+string(as.Mutation)+as.Of.Name, name)
		}
	}
	assert.Equal(t, map[catalog.Mutation]int{
		catalog.Create: 5, catalog.Update: 5, catalog.Upsert: 5, catalog.Delete: 5, "": 2*5 + len([]string{"node"}),
	}, kinds, "of five entities, and what is marked")
	for _, name := range []string{"report", "allLamps", "anything", "shelfCount"} {
		assert.NotContains(t, out.Compiled, "Query."+name)
	}
	for name, want := range map[string]string{"lamp": "Lamp", "lamps": "LampConnection!", "allLamps": "[Lamp!]!", "report": "Report!"} {
		assert.Equal(t, want, served.Query.Fields.ForName(name).Type.String(), name)
	}
	assert.Equal(t, "[LampOrder!]", served.Query.Fields.ForName("lamps").Arguments.ForName("orderBy").Type.String())
	assert.NotNil(t, served.Types["LampConnection"].Fields.ForName("aggregate").Arguments.ForName("groupBy"))
	assert.Nil(t, served.Types["BulbConnection"].Fields.ForName("aggregate").Arguments.ForName("groupBy"), "there is nothing to group bulbs by")
	assert.Equal(t, []string{"MAIN", "SHELF"}, valuesOf(served.Types["LampGroupKey"]))
	assert.NotNil(t, served.Types["Lamp"].Fields.ForName("rooms").Arguments.ForName("edgeOrderBy"))
	assert.Nil(t, served.Types["Room"].Fields.ForName("shelves").Arguments.ForName("edgeOrderBy"), "shelves stand in rooms without properties")
}

func valuesOf(def *ast.Definition) (names []string) {
	for _, v := range def.EnumValues {
		names = append(names, v.Name)
	}
	return names
}

// What people read keeps its Chinese term, and what is deprecated stays so.
func TestServedDescriptions(t *testing.T) {
	_, served := derived(t, lamps)
	assert.Equal(t, `A lamp; """bright""" ones too. 一盏灯`, served.Types["Lamp"].Description)
	assert.Equal(t, "Pages of lamps. 一盏灯", served.Query.Fields.ForName("lamps").Description, "the term begins with the first of the characters")
	assert.Equal(t, "Pages of bulbs. ", served.Query.Fields.ForName("bulbs").Description)
	assert.Contains(t, served.Types["LampRoomsLink"].Description, "one with the same since and corner that is there already")
	assert.Contains(t, served.Types["ShelfNeighboursLink"].Description, "one with the same since that is there already")
	assert.Contains(t, served.Types["RoomShelvesLink"].Description, "; one that is there already is changed")
	assert.NotNil(t, served.Types["Report"].Fields.ForName("old").Directives.ForName("deprecated"))
	assert.Nil(t, served.Types["Lamp"].Directives.ForName("node"), "the directives of declarations are not served")
}

// The projection has entities and their pages as scalars. A compiled field has no arguments there
// and one value; one that is written by hand, and all that it takes and gives, stays as it is.
func TestProjection(t *testing.T) {
	out, _ := derived(t, lamps)
	projection, err := gqlparser.LoadSchema(sources(out.Projection)...)
	require.NoError(t, err)
	query := projection.Query.Fields
	assert.Empty(t, query.ForName("lamps").Arguments)
	assert.Equal(t, "LampConnection!", query.ForName("lamps").Type.String())
	assert.Equal(t, "[Lamp!]!", query.ForName("allLamps").Type.String(), "its resolver lists them")
	assert.NotNil(t, query.ForName("anything").Arguments.ForName("of"))
	assert.Empty(t, projection.Mutation.Fields.ForName("deleteLamp").Arguments, "the compiler reads those of mutations too")
	assert.Equal(t, "ID!", projection.Mutation.Fields.ForName("deleteLamp").Type.String())
	assert.Equal(t, "Wish", query.ForName("report").Arguments.ForName("wish").Type.String())

	kinds := map[string]ast.DefinitionKind{}
	for _, name := range []string{"Lamp", "LampConnection", "Entity", "Report", "Wish", "Hue", "Unused", "LampFilter", "LampRoomsConnection", "PageInfo"} {
		if def := projection.Types[name]; def != nil {
			kinds[name] = def.Kind
		}
	}
	assert.Equal(t, map[string]ast.DefinitionKind{
		"Lamp": ast.Scalar, "LampConnection": ast.Scalar, "Entity": ast.Scalar,
		"Report": ast.Object, "Wish": ast.InputObject, "Hue": ast.Enum,
	}, kinds, "what no root field reaches is left out")
	assert.Subset(t, out.Values, []string{"Lamp", "LampConnection", "Entity", "Node"})
	assert.NotContains(t, out.Values, "Report")
}

func TestFilesOfWhatIsServed(t *testing.T) {
	tests := []struct {
		sdl    string
		served bool
	}{
		{"directive @mine on OBJECT", false},
		{"enum Format { A }", false}, // an argument of our own directives
		{"enum Colour { RED }", true},
		{"extend type Query { only: Int }", true},
		{"directive @compiled(mutation: String, of: String) on FIELD_DEFINITION", true},
	}
	for _, tt := range tests {
		t.Run(tt.sdl, func(t *testing.T) {
			out, err := derive.Run(withSDL(t, tt.sdl))
			require.NoError(t, err)
			assert.Equal(t, tt.served, out.Served["more.graphqls"] != "")
		})
	}
	_, err := derive.Run(withSDL(t, "type Lamp {"))
	assert.ErrorContains(t, err, "more.graphqls")
}

// Pages of entities are the compiler's to write: nobody answers with one by hand.
func TestPagesWrittenByHandAreRefused(t *testing.T) {
	for sdl, want := range map[string]string{
		"type Report { lamps: ShelfConnection! } extend type Query { report: Report }":       "Report.lamps is a page of entities",
		"type Report { lamps: [Shelf!]! } extend type Query { report: ShelfConnection }":     "Query.report answers with ShelfConnection",
		"type Report { lamps: [Shelf!]! } extend type Query { report: Report @compiled }":    "Query.report is compiled, but Report is no entity",
		"type Report { lamps: [Shelf!]! } extend type Query { report: [Report!] @compiled }": "Query.report is compiled, but [Report!] is no entity",
	} {
		_, err := derive.Run(withSDL(t, sdl))
		assert.ErrorContains(t, err, want)
	}
}

// The page of documentation lists each entity and each relationship type once.
func TestReference(t *testing.T) {
	cat, err := catalog.Load(withSDL(t, lamps))
	require.NoError(t, err)
	compare(t, "reference", map[string]string{"lamps.md": derive.Reference(cat)}, "lamps.md")
	var first []string
	for line := range strings.Lines(derive.Reference(cat)) {
		if cells := strings.Split(line, " | "); len(cells) > 1 {
			first = append(first, cells[0])
		}
	}
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(first))), len(first), "%v", first)
}
