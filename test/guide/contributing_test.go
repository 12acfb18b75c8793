package guide_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// block is a fenced block of a page that names a file, or a function in one as file#function.
type block struct{ file, function, text string }

var fenced = regexp.MustCompile("(?s)```[a-z]+ ([\\w/.]+)(?:#(\\w+))?\n(.*?)```\n")

func blocksOf(t *testing.T, page string) []block {
	t.Helper()
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	var blocks []block
	for _, m := range fenced.FindAllStringSubmatch(string(text), -1) {
		blocks = append(blocks, block{m[1], m[2], m[3]})
	}
	return blocks
}

// TestContributing adds a question and its root field by following docs/contributing.md in a
// copy of the sources: the page's blocks are all that is written, generation changes no other
// file that is written by hand, the import rules hold, and the proof of the grant asks the
// new field without being told of it.
func TestContributing(t *testing.T) {
	config := neotest.Config(t)
	copied := t.TempDir()
	copySources(t, copied)
	copyTests(t, copied, "test/grants", "test/house")
	blocks := blocksOf(t, filepath.Join("..", "..", "docs", "contributing.md"))
	require.NotEmpty(t, blocks)

	before := support.Tree(t, os.DirFS(copied), ".")
	added := map[string]bool{}
	for _, b := range blocks {
		if b.function == "" {
			write(t, filepath.Join(copied, b.file), b.text)
			added[b.file] = true
		}
	}
	generate := func() { goIn(t, copied, nil, "run", "./internal/model/derive/generate") }
	generate()
	for _, b := range blocks {
		if b.function != "" {
			replaceBody(t, filepath.Join(copied, b.file), b.function, b.text)
		}
	}
	generate() // which adds the imports of the new body
	for name, text := range support.Tree(t, os.DirFS(copied), ".") {
		assert.True(t, before[name] == text || added[name] || generated(name), "generation changed %s, which is written by hand", name)
	}

	goIn(t, copied, nil, "vet", "./graph", "./internal/...")
	goIn(t, copied, nil, "test", "-vet=off", "-count=1", "./test/house")
	env := []string{"CLUSTERGRAPH_TEST_NEO4J_URI=" + config.URI, "CLUSTERGRAPH_TEST_NEO4J_USER=" + config.User, "CLUSTERGRAPH_TEST_NEO4J_PASSWORD=" + config.Password}
	output := goIn(t, copied, env, "test", "-vet=off", "-count=1", "-v", "./test/grants", "-only", "segmentFirms")
	assert.Regexp(t, `; [1-9]\d* questions`, output)
	assert.Contains(t, output, "--- PASS: TestNothingHiddenIsTold")
}

func write(t *testing.T, file, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
}

// replaceBody gives a function of a file another body; generation has left one that panics.
func replaceBody(t *testing.T, file, function, body string) {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	source := string(text)
	at := strings.Index(source, ") "+function+"(")
	require.Positive(t, at, "%s has no function %s", file, function)
	begin := at + strings.Index(source[at:], "{\n") + 2
	end := begin + strings.Index(source[begin:], "\n}") + 1
	require.Contains(t, source[begin:end], "panic(")
	require.NoError(t, os.WriteFile(file, []byte(source[:begin]+body+source[end:]), 0o644))
}

// copyTests copies packages of tests, and what the tests read beside the sources.
func copyTests(t *testing.T, to string, dirs ...string) {
	t.Helper()
	root := filepath.Join("..", "..")
	copyFile(t, filepath.Join(root, ".golangci.yml"), filepath.Join(to, ".golangci.yml"))
	for _, dir := range append(dirs, "sample") {
		for name := range support.Tree(t, os.DirFS(root), dir) {
			copyFile(t, filepath.Join(root, name), filepath.Join(to, name))
		}
	}
}
