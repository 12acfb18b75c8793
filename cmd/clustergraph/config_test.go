package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// parsed is what the command line says beside a configuration.
func parsed(t *testing.T, text string, args ...string) (cli, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.json")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	var c cli
	parser, err := newParser(t.Context(), &c)
	require.NoError(t, err)
	_, err = parser.Parse(append([]string{"--config", file}, args...))
	return c, err
}

func TestConfiguration(t *testing.T) {
	c, err := parsed(t, `{"addr": "127.0.0.1:9", "max_rows": 5, "maxHops": 3, "sample": true, "timeout": "3s", "max-upload": 5000000000,
		"allow-origin": ["http://localhost:5173", "https://a.example"], "allow-host": "graph.example", "connection": "companies"}`,
		"serve", "--max-rows", "7")
	require.NoError(t, err)
	assert.Equal(t, "127.0.0.1:9", c.Serve.Addr)
	assert.Equal(t, 7, c.Serve.MaxRows, "the command line says more than the file")
	assert.Equal(t, 3, c.Serve.MaxHops)
	assert.True(t, c.Serve.Sample)
	assert.Equal(t, 3*time.Second, c.Serve.Timeout)
	assert.Equal(t, int64(5_000_000_000), c.Serve.MaxUpload)
	assert.Equal(t, []string{"http://localhost:5173", "https://a.example"}, c.Serve.AllowOrigin)
	assert.Equal(t, []string{"graph.example"}, c.Serve.AllowHost)
}

func TestConfigurationOfWindows(t *testing.T) {
	c, err := parsed(t, "\xef\xbb\xbf{\r\n\t\"max-rows\": 5\r\n}\r\n", "serve")
	require.NoError(t, err)
	assert.Equal(t, 5, c.Serve.MaxRows)
}

func TestConfigurationRefused(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"unknown key":        {`{"allow-origins": "http://localhost:5173"}`, `key "allow-origins", which is no flag; the nearest is "allow-origin"`},
		"unknown, other way": {`{"maxRow": 5}`, `the nearest is "max-rows"`},
		"nested":             {`{"serve": {"max-rows": 5}}`, `key "serve"`},
		"only by command":    {`{"config": "other.json"}`, `key "config"`},
		"twice":              {`{"max-rows": 5, "max_rows": 6}`, `"max-rows" is given twice`},
		"text for number":    {`{"max-rows": "5"}`, `max-rows the value "5", and it must be a whole number`},
		"half a row":         {`{"max-rows": 1.5}`, `must be a whole number`},
		"beyond":             {`{"max-upload": 1e99}`, `must be a whole number`},
		"number for time":    {`{"timeout": 10}`, `timeout the value 10, and it must be a length of time such as "10s"`},
		"no time":            {`{"timeout": "soon"}`, `must be a length of time`},
		"text for truth":     {`{"sample": "true"}`, `must be true or false`},
		"number for text":    {`{"addr": 8080}`, `addr the value 8080, and it must be a text`},
		"list for text":      {`{"addr": ["a"]}`, `must be a text`},
		"numbers in a list":  {`{"allow-origin": [5]}`, `must be a list of texts`},
		"null":               {`{"addr": null}`, `must be a text`},
		"no object":          {`["addr"]`, `does not begin with {`},
		"empty":              {``, `does not begin with {`},
		"broken":             {`{"addr": `, `no JSON object`},
		"more":               {`{"addr": "a"} {}`, `more text follows`},
		"other bytes":        {"{\"addr\": \"\xff\"}", `cannot be read`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parsed(t, tt.text, "serve")
			require.Error(t, err)
			assert.Contains(t, message(err), tt.want)
		})
	}
}

func TestSitesOfTheEnvironment(t *testing.T) {
	t.Setenv("CLUSTERGRAPH_ALLOW_ORIGIN", "http://localhost:5173,http://localhost:3000")
	c, err := parsed(t, `{}`, "serve", "--allow-host=a.example", "--allow-host=b.example")
	require.NoError(t, err)
	assert.Equal(t, []string{"http://localhost:5173", "http://localhost:3000"}, c.Serve.AllowOrigin)
	assert.Equal(t, []string{"a.example", "b.example"}, c.Serve.AllowHost)
	c, err = parsed(t, `{"allow-origin": ["https://a.example"]}`, "serve")
	require.NoError(t, err)
	assert.Equal(t, []string{"https://a.example"}, c.Serve.AllowOrigin)
}

func TestConfigurationOfTheGuide(t *testing.T) {
	guide, err := os.ReadFile("../../docs/guide.md")
	require.NoError(t, err)
	example := regexp.MustCompile("`--config`: `([^`]+)`").FindSubmatch(guide)
	require.NotNil(t, example)
	c, err := parsed(t, string(example[1]), "serve")
	require.NoError(t, err)
	assert.Equal(t, []string{"http://localhost:5173"}, c.Serve.AllowOrigin)
}
