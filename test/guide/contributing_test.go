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

// block is a fenced block of a page that names a file.
type block struct{ file, text string }

var fenced = regexp.MustCompile("(?s)```[a-z]+ ([\\w/.]+)\n(.*?)```\n")

func blocksOf(t *testing.T, page string) []block {
	t.Helper()
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	var blocks []block
	for _, m := range fenced.FindAllStringSubmatch(string(text), -1) {
		blocks = append(blocks, block{m[1], m[2]})
	}
	return blocks
}

// TestContributing adds a question and its root field by following docs/contributing.md in a
// copy of the sources: the page's blocks are all that is written, generation changes no other
// file that is written by hand, test/house finds it in order, and the proof of the grant asks the
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
	add := func(resolvers bool) {
		for _, b := range blocks {
			if strings.HasSuffix(b.file, ".resolvers.go") == resolvers {
				write(t, filepath.Join(copied, b.file), b.text)
				added[b.file] = true
			}
		}
		goIn(t, copied, nil, "run", "./internal/model/derive/generate")
	}
	add(false) // which leaves resolvers that panic
	for _, b := range blocks {
		if strings.HasSuffix(b.file, ".resolvers.go") {
			left, err := os.ReadFile(filepath.Join(copied, b.file))
			require.NoError(t, err)
			require.Contains(t, string(left), "panic(")
		}
	}
	add(true)
	for name, text := range support.Tree(t, os.DirFS(copied), ".") {
		assert.True(t, before[name] == text || added[name] || generated(name), "generation changed %s, which is written by hand", name)
	}

	goIn(t, copied, nil, "vet", "./graph", "./internal/insight/...")
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

// copyTests copies packages of tests, and what the tests read beside the sources.
func copyTests(t *testing.T, to string, dirs ...string) {
	t.Helper()
	root := filepath.Join("..", "..")
	for _, name := range []string{".golangci.yml", "docs/contributing.md"} {
		copyFile(t, filepath.Join(root, name), filepath.Join(to, name))
	}
	// What is embedded must be there, or the packages cannot be listed.
	write(t, filepath.Join(to, "internal/edge/web/dist/index.html"), "")
	require.NoError(t, os.CopyFS(filepath.Join(to, "internal/write/writetest/testdata"), os.DirFS(filepath.Join(root, "internal/write/writetest/testdata"))))
	for _, dir := range append(dirs, "sample") {
		for name := range support.Tree(t, os.DirFS(root), dir) {
			copyFile(t, filepath.Join(root, name), filepath.Join(to, name))
		}
	}
}
