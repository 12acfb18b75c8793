package reading_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/schema"
	"github.com/clustergraph/clustergraph/test/support"
)

type introspected struct {
	Query      string
	Extensions int
	Same       bool
	Reference  map[string]any
}

// The schema that introspection tells is that of the printed SDL, in the words of graphql-js:
// null where a kind of type has no such list, no directive that is not served.
func TestIntrospectionIsThatOfTheSDL(t *testing.T) {
	served, sdl, err := graph.LoadServed(schema.Served())
	require.NoError(t, err)
	srv := server.New(server.Options{Schema: graph.NewSchema(support.Declared(t), served, graph.Services{})})
	ask := func(query string) map[string]any {
		resp := srv.Query(t.Context(), query, nil)
		require.Empty(t, resp.Errors)
		var data map[string]any
		require.NoError(t, json.Unmarshal(resp.Data, &data))
		return data
	}
	want := introspect(t, sdl, nil)
	assert.Zero(t, want.Extensions, "one merged schema")
	got := ask(want.Query)
	assert.True(t, introspect(t, sdl, got).Same)
	wanted, told := byName(t, want.Reference), byName(t, got)
	assert.Equal(t, slices.Sorted(maps.Keys(wanted)), slices.Sorted(maps.Keys(told)))
	for name := range wanted {
		assert.Equal(t, wanted[name], told[name], name)
	}
}

// Introspection obeys the bounds of a request.
func TestIntrospectionIsBounded(t *testing.T) {
	served, _, err := graph.LoadServed(schema.Served())
	require.NoError(t, err)
	const most = 4 << 20
	var many strings.Builder
	for i := range 150 {
		fmt.Fprintf(&many, "a%d: __schema { types { fields { name description type { fields { name } } } } } ", i)
	}
	for name, tt := range map[string]struct {
		timeout time.Duration
		query   string
		says    string
	}{
		"bytes":         {time.Minute, "{ " + many.String() + "}", "at most 4194304 bytes"},
		"time":          {time.Nanosecond, "{ __schema { types { name } } }", "was stopped after 1ns"},
		"within bounds": {time.Minute, "{ a: __schema { types { name } } b: __type(name: \"Company\") { name } c: __type(name: \"None\") { name } }", ""},
	} {
		t.Run(name, func(t *testing.T) {
			srv := server.New(server.Options{
				Schema: graph.NewSchema(support.Declared(t), served, graph.Services{}), MaxIntrospection: most, RequestTimeout: tt.timeout,
			})
			resp := srv.Query(t.Context(), tt.query, nil)
			if tt.says == "" {
				require.Empty(t, resp.Errors)
				return
			}
			require.NotEmpty(t, resp.Errors)
			assert.Contains(t, resp.Errors[0].Message, tt.says)
			assert.Less(t, len(resp.Data), 100)
		})
	}
}

// byName are the parts of an answer: each type, each directive, and the rest.
func byName(t *testing.T, answer map[string]any) map[string]any {
	t.Helper()
	schema, is := answer["__schema"].(map[string]any)
	require.True(t, is)
	parts := map[string]any{}
	for _, list := range []string{"types", "directives"} {
		for _, part := range schema[list].([]any) {
			if !builtIn(part) {
				parts[list+" "+nameOf(part)] = inOrder(part)
			}
		}
		delete(schema, list)
	}
	parts["roots"] = schema
	return parts
}

func introspect(t *testing.T, sdl string, answer map[string]any) (found introspected) {
	t.Helper()
	dir := filepath.Join("testdata", "conformance")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "graphql")); err != nil {
		command(t, dir, nil, "npm", "ci")
	}
	input, err := json.Marshal(map[string]any{"sdl": sdl, "answer": answer})
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(command(t, dir, input, "node", "introspect.mjs"), &found))
	return found
}

// inOrder sorts lists by name, and leaves out what is built in, which each library words
// in its own way.
func inOrder(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key := range v {
			v[key] = inOrder(v[key])
		}
	case []any:
		v = slices.DeleteFunc(v, builtIn)
		for i := range v {
			v[i] = inOrder(v[i])
		}
		slices.SortStableFunc(v, func(a, b any) int { return strings.Compare(nameOf(a), nameOf(b)) })
		return v
	}
	return v
}

func nameOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		name, _ := v["name"].(string)
		return name
	}
	return ""
}

func builtIn(v any) bool {
	name := nameOf(v)
	return strings.HasPrefix(name, "__") || slices.Contains([]string{
		"Boolean", "Float", "ID", "Int", "String", "deprecated", "include", "oneOf", "skip", "specifiedBy",
	}, name)
}
