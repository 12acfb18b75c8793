package main

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The fixture holds one small example of every fault that the real data set has.
const (
	dirty  = "testdata/dirty"
	golden = "testdata/golden"
)

func noEnv(string) string { return "" }

func TestConvertDirtyData(t *testing.T) {
	out := t.TempDir()
	if *update {
		require.NoError(t, os.RemoveAll(golden))
		out = golden
	}
	require.NoError(t, run([]string{"--in", dirty, "--out", out}, noEnv, &bytes.Buffer{}))

	want, got := readTree(t, golden), readTree(t, out)
	for name, text := range want {
		assert.Equal(t, text, got[name], name)
	}
	assert.Len(t, got, len(want), "files that no golden file stands for")
}

func TestConvertTwiceGivesTheSameBytes(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	for _, out := range []string{first, second, second} {
		require.NoError(t, run([]string{"--in", dirty, "--out", out}, noEnv, &bytes.Buffer{}))
	}
	assert.Equal(t, readTree(t, first), readTree(t, second))
}

func TestRunTakesPathsFromTheEnvironment(t *testing.T) {
	out := t.TempDir()
	env := func(name string) string {
		return map[string]string{inVariable: dirty, outVariable: out}[name]
	}
	var printed bytes.Buffer
	require.NoError(t, run(nil, env, &printed))
	assert.FileExists(t, filepath.Join(out, "nodes", "Company.jsonl"))
	assert.Regexp(t, `(?m)^Company +6$`, printed.String())
}

func TestRunRefuses(t *testing.T) {
	empty := t.TempDir()
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"no input", []string{"--out", empty}, "give --in DIR or set CLUSTERGRAPH_LISTED_COMPANIES"},
		{"no output", []string{"--in", dirty}, "give --out DIR or set CLUSTERGRAPH_LISTED_COMPANIES_OUT"},
		{"input without the files", []string{"--in", empty, "--out", empty}, "lacks the file industry.jsonl"},
		{"output below a file", []string{"--in", dirty, "--out", dirty + "/company.jsonl/out"}, "not a directory"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.ErrorContains(t, run(tt.args, noEnv, &bytes.Buffer{}), tt.want)
		})
	}
}

func TestRegionOf(t *testing.T) {
	tests := []struct{ name, want string }{
		{"张家港海虞设备股份有限公司", "320582"},
		{"江苏张家港农业股份有限公司", "320582"},
		{"江苏苏州湖畔股份有限公司", "320500"},
		{"江苏钟山电气股份有限公司", "320000"},
		{"深圳市梧桐股份有限公司", "440300"},
		{"广东珠江股份有限公司", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := regionOf(tt.name)
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.want != "", ok)
		})
	}
}

// readTree returns the files below dir by their path.
func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	tree := os.DirFS(dir)
	require.NoError(t, fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tree, path)
		files[path] = string(text)
		return err
	}))
	require.NotEmpty(t, files)
	return files
}
