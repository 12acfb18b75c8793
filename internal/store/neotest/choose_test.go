package neotest

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

func TestChoose(t *testing.T) {
	const (
		kind, uri      = "CLUSTERGRAPH_TEST_NEO4J", "CLUSTERGRAPH_TEST_NEO4J_URI"
		user, password = "CLUSTERGRAPH_TEST_NEO4J_USER", "CLUSTERGRAPH_TEST_NEO4J_PASSWORD"
		image          = "CLUSTERGRAPH_NEO4J_IMAGE"
		dirs           = "/a" + string(filepath.ListSeparator) + "/b"
	)
	given := func(user, password string) choice {
		return choice{given: neo.Config{URI: "bolt://db", User: user, Password: password}}
	}
	tests := []struct {
		name    string
		env     map[string]string
		present bool
		want    choice
		fails   string
	}{
		{name: "nothing set", want: choice{}},
		{name: "nothing set, image there", present: true, want: choice{image: localneo4j.DefaultImage}},
		{name: "address", env: map[string]string{uri: "bolt://db"}, present: true, want: given("neo4j", "")},
		{
			name: "address, user and password", env: map[string]string{uri: "bolt://db", user: "tester", password: "secret"},
			want: given("tester", "secret"),
		},
		{name: "address before image", env: map[string]string{uri: "bolt://db", image: "mine"}, want: given("neo4j", "")},
		{name: "shared ones", env: map[string]string{SharedVariable: dirs}, present: true, want: choice{shared: []string{"/a", "/b"}}},
		{name: "address before shared ones", env: map[string]string{SharedVariable: dirs, uri: "bolt://db"}, want: given("neo4j", "")},
		{name: "image before shared ones", env: map[string]string{SharedVariable: dirs, image: "mine"}, want: choice{image: "mine"}},
		{name: "local chosen beside shared ones", env: map[string]string{kind: "local", SharedVariable: dirs}, want: choice{}},
		{name: "image", env: map[string]string{image: "mine"}, present: true, want: choice{image: "mine"}},
		{name: "container chosen", env: map[string]string{kind: "container", uri: "bolt://db"}, want: choice{image: localneo4j.DefaultImage}},
		{name: "container chosen, of an image", env: map[string]string{kind: "container", image: "mine"}, want: choice{image: "mine"}},
		{name: "local chosen", env: map[string]string{kind: "local", uri: "bolt://db", image: "mine"}, present: true, want: choice{}},
		{name: "address chosen", env: map[string]string{kind: "uri", uri: "bolt://db", image: "mine"}, want: given("neo4j", "")},
		{name: "address chosen and not given", env: map[string]string{kind: "uri", image: "mine"}, fails: uri + " is not set"},
		{name: "unknown kind", env: map[string]string{kind: "docker"}, fails: `is "docker"; set it to uri, container, local or none`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			env := func(name string) string { return test.env[name] }
			got, err := choose(env, func(string) bool { return test.present })
			if test.fails != "" {
				require.ErrorContains(t, err, test.fails)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, test.want, got)
		})
	}
}

func TestTakesShared(t *testing.T) {
	with := func(name, value string) func(string) string {
		return func(asked string) string {
			if asked == name {
				return value
			}
			return ""
		}
	}
	assert.True(t, TakesShared(with("", "")))
	for name, value := range map[string]string{
		"CLUSTERGRAPH_TEST_NEO4J": "local", "CLUSTERGRAPH_TEST_NEO4J_URI": "bolt://db", "CLUSTERGRAPH_NEO4J_IMAGE": "mine",
	} {
		assert.False(t, TakesShared(with(name, value)), name)
	}
}
