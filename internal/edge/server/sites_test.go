package server

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestOriginsAreReadAsBrowsersWriteThem(t *testing.T) {
	for given, sent := range map[string]string{
		"http://localhost:5173":     "http://localhost:5173",
		"HTTPS://Graph.Example":     "https://graph.example",
		"https://graph.example:443": "https://graph.example",
		"http://graph.example:80":   "http://graph.example",
		"http://graph.example:443":  "http://graph.example:443",
		"http://[::1]:3000":         "http://[::1]:3000",
		"tauri://localhost":         "tauri://localhost",
	} {
		s, err := ParseSites(nil, []string{given})
		require.NoError(t, err, given)
		assert.True(t, s.shares(sent), given)
		assert.False(t, s.shares("http://evil.example"), given)
	}
}

func TestWhatIsNoSiteIsRefused(t *testing.T) {
	for _, given := range []string{
		"", "localhost:5173", "http://localhost:5173/", "http://localhost:5173/app", "http://*.example", "http://", "null",
		"http://a@b.example", "http://图谱.example", "http://a.example,http://b.example", "http://a.example?b", "http://a b.example",
	} {
		_, err := ParseSites(nil, []string{given})
		require.Error(t, err, given)
		assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
		assert.ErrorContains(t, err, "--allow-origin", given)
	}
	for _, given := range []string{"", "*", "http://graph.example", "graph.example/", "a b", "图谱.example", "*.example", "a,b", ":80"} {
		_, err := ParseSites([]string{given}, nil)
		require.Error(t, err, given)
		assert.ErrorContains(t, err, "--allow-host", given)
	}
}
