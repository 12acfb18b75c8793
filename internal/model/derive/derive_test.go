package derive_test

import (
	"flag"
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
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/clustergraph/clustergraph/internal/model/derive"
	"github.com/clustergraph/clustergraph/schema"
)

var update = flag.Bool("update", false, "write what is derived into the golden files")

// A small schema with an irregular plural, a to-one, a relationship of a type with itself
// and a field written by hand gives the served schema and the projection of the goldens.
func TestSmallSchema(t *testing.T) {
	out, err := derive.Run(os.DirFS("testdata/small"))
	require.NoError(t, err)
	assert.Equal(t, []string{"Node", "Room", "RoomConnection", "Shelf", "ShelfConnection", "Source", "SourceConnection"}, out.Values)
	compare(t, "served", out.Served, "shelf.graphqls", "room.graphqls", "root.graphqls")
	compare(t, "projection", out.Projection, slices.Sorted(maps.Keys(out.Projection))...)
	for name, files := range map[string]map[string]string{"served": out.Served, "projection": out.Projection} {
		_, err := gqlparser.LoadSchema(sources(files)...)
		require.NoError(t, err, name)
	}
}

func compare(t *testing.T, kind string, got map[string]string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join("testdata", kind, name)
		if *update {
			require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
			require.NoError(t, os.WriteFile(path, []byte(got[name]), 0o644))
			continue
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, string(want), got[name], "%s: go test ./internal/model/derive -update writes what it is now", path)
	}
}

func sources(files map[string]string) []*ast.Source {
	var all []*ast.Source
	for _, name := range slices.Sorted(maps.Keys(files)) {
		all = append(all, &ast.Source{Name: name, Input: files[name]})
	}
	return all
}

func TestServedFilesAreWhatIsDerived(t *testing.T) {
	out, err := derive.Run(schema.Declared())
	require.NoError(t, err)
	for name, text := range out.Served {
		stored, err := os.ReadFile(filepath.Join("../../../schema/derived/served", name))
		require.NoError(t, err)
		assert.True(t, strings.HasSuffix(string(stored), text), "%s is stale: run go generate ./...", name)
	}
}

// Other programs rely on these shapes; more may be there, never less and nothing else.
func TestCompanyHasTheShapesOfTheContract(t *testing.T) {
	out, err := derive.Run(schema.Declared())
	require.NoError(t, err)
	served, err := gqlparser.LoadSchema(sources(out.Served)...)
	require.NoError(t, err)
	text, err := os.ReadFile("testdata/contract.graphqls")
	require.NoError(t, err)
	contract, err := parser.ParseSchema(&ast.Source{Name: "contract.graphqls", Input: string(text)})
	require.NoError(t, err)
	for _, want := range contract.Definitions {
		t.Run(want.Name, func(t *testing.T) {
			got := served.Types[want.Name]
			require.NotNil(t, got, "missing")
			assert.Equal(t, want.Kind, got.Kind)
			assert.Subset(t, got.Interfaces, want.Interfaces)
			assert.Equal(t, want.Directives.ForName("oneOf") != nil, got.Directives.ForName("oneOf") != nil, "@oneOf")
			for _, f := range want.Fields {
				sameField(t, f, got.Fields.ForName(f.Name))
			}
			for _, v := range want.EnumValues {
				assert.NotNil(t, got.EnumValues.ForName(v.Name), v.Name)
			}
		})
	}
}

func sameField(t *testing.T, want, got *ast.FieldDefinition) {
	t.Helper()
	if !assert.NotNil(t, got, "%s is missing", want.Name) {
		return
	}
	assert.Equal(t, want.Type.String(), got.Type.String(), want.Name)
	for _, arg := range want.Arguments {
		given := got.Arguments.ForName(arg.Name)
		if !assert.NotNil(t, given, "%s(%s:) is missing", want.Name, arg.Name) {
			continue
		}
		assert.Equal(t, arg.Type.String(), given.Type.String(), "%s(%s:)", want.Name, arg.Name)
		if arg.DefaultValue != nil {
			assert.Equal(t, arg.DefaultValue.String(), given.DefaultValue.String(), "%s(%s:)", want.Name, arg.Name)
		}
	}
	for _, arg := range got.Arguments {
		known := want.Arguments.ForName(arg.Name) != nil
		assert.True(t, known || !arg.Type.NonNull, "%s(%s:) asks for more than the contract", want.Name, arg.Name)
	}
}

func TestUnderivableSchemasAreRefused(t *testing.T) {
	tests := []struct{ name, old, replacement, message string }{
		{"the plural is the singular", `plural: "shelves"`, `plural: "shelf"`, "must differ"},
		{"a prefix twice", `prefix: "she"`, `prefix: "roo"`, "prefix"},
		{"no such relationship on the path", `path: "room"`, `path: "floor"`, `no relationship "floor"`},
		{"no such properties", `properties: "Beside"`, `properties: "Near"`, "Near"},
		{"an unknown type", `price: Yuan`, `price: Euro`, "Euro"},
		{"a required to-one", `room: Room @`, `room: Room! @`, "nullable"},
		{"a compiled field of another type", `shelfCount(tall: Boolean = true): Int!`, `shelfCount: Int! @compiled`, "Query.shelfCount is compiled, but Int! is no entity"},
		{"a page that is not compiled", `shelfCount(tall: Boolean = true): Int!`, `tallest: ShelfConnection!`, "mark it @compiled"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			changed := fstest.MapFS{}
			paths, err := filepath.Glob("testdata/small/*.graphqls")
			require.NoError(t, err)
			for _, path := range paths {
				text, err := os.ReadFile(path)
				require.NoError(t, err)
				changed[filepath.Base(path)] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(text), tt.old, tt.replacement))}
			}
			_, err = derive.Run(changed)
			assert.ErrorContains(t, err, tt.message)
		})
	}
}
