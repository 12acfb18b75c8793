package neotest

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNoNeo4jLeavesTestsOut(t *testing.T) {
	for name, use := range map[string]func(testing.TB){
		"one that opens it":       func(t testing.TB) { Open(t) },
		"one that is configured":  func(t testing.TB) { Config(t) },
		"one that starts it anew": SkipIfNone,
	} {
		t.Run(name, func(inner *testing.T) {
			inner.Setenv(kindVariable, none)
			defer func() { assert.True(t, inner.Skipped(), "left out") }()
			use(inner)
			t.Error("it went on")
		})
	}
}

func TestNeo4jLeavesNothingOut(t *testing.T) {
	for _, kind := range []string{"", "local", "container", "uri"} {
		t.Setenv(kindVariable, kind)
		SkipIfNone(t)
		assert.False(t, t.Skipped(), kind)
	}
}
