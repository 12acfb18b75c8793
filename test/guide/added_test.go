package guide_test

import (
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/derive"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
	"github.com/clustergraph/clustergraph/test/support"
)

const (
	addedDir    = "testdata/added"
	addedSchema = "laboratory.graphqls"
)

// TestAddedEntityIsDerived adds one declaration: everything about the entity follows, and
// what is served of the others stays as it is, but for the entity's own filter in the input
// that has one for each.
func TestAddedEntityIsDerived(t *testing.T) {
	declarations := fstest.MapFS{}
	for name, text := range support.Tree(t, schema.Declared(), ".") {
		declarations[name] = &fstest.MapFile{Data: []byte(text)}
	}
	text, err := os.ReadFile(path.Join(addedDir, addedSchema))
	require.NoError(t, err)
	declarations[addedSchema] = &fstest.MapFile{Data: text}

	out, err := derive.Run(declarations)
	require.NoError(t, err)
	for _, want := range []string{
		"type Laboratory implements Entity & Node", "type LaboratoryConnection", "type LaboratoryEdge", "type LaboratoryMembersConnection",
		"type LaboratoryMembersEdge", "type LaboratoryBranchesEdge", "input LaboratoryFilter", "input LaboratoryMembersPredicate", "input MemberOfFilter",
		"input MemberOfOrder", "input LaboratoryGradeFilter", "input LaboratoryOrder", "input LaboratoryKey", "enum LaboratoryGroupKey", "type LaboratoryAggregate",
		"laboratory(by: LaboratoryKey!): Laboratory", "laboratories(",
		"input LaboratoryCreate", "input LaboratoryPatch", "input LaboratoryMembersLink", "input LaboratoryMembersChange", "upsertLaboratory(",
	} {
		assert.Contains(t, out.Served[addedSchema], want)
	}
	assert.Contains(t, out.Served["live.graphqls"], "\n  laboratory: LaboratoryFilter\n")
	for name, committed := range support.Tree(t, schema.Served(), ".") {
		without := strings.Replace(out.Served[name], "\n  laboratory: LaboratoryFilter\n", "\n", 1)
		assert.True(t, strings.HasSuffix(committed, without), "%s changed", name)
	}
	cat, err := catalog.Load(declarations)
	require.NoError(t, err)
	assert.Len(t, cat.Entities, len(support.Declared(t).Entities)+1)
}

// TestAddedEntity adds the declaration to a copy of the sources and generates there; the
// copy's own test then writes, filters, pages and counts the entity in the same Neo4j.
func TestAddedEntity(t *testing.T) {
	config := neotest.Config(t)
	copied := t.TempDir()
	copySources(t, copied)
	copyFile(t, filepath.Join(addedDir, addedSchema), filepath.Join(copied, "schema", addedSchema))
	before := support.Tree(t, os.DirFS(copied), ".")
	goIn(t, copied, nil, "run", "./internal/model/derive/generate")
	after := support.Tree(t, os.DirFS(copied), ".")
	for name := range before {
		assert.Contains(t, after, name, "generation removed a file")
	}
	maps.DeleteFunc(after, func(name, text string) bool { return before[name] == text })
	assert.Contains(t, after, "graph/laboratory.resolvers.go")
	assert.Contains(t, after[reference], "| Laboratory")
	for name := range after {
		assert.True(t, generated(name), "generation changed %s, which is written by hand", name)
	}

	copyFile(t, filepath.Join(addedDir, "added_test.go"), filepath.Join(copied, "test", "added", "added_test.go"))
	output := goIn(t, copied, []string{
		"ADDED_NEO4J_URI=" + config.URI, "ADDED_NEO4J_USER=" + config.User, "ADDED_NEO4J_PASSWORD=" + config.Password,
	}, "test", "-vet=off", "-count=1", "-v", "-run", "^TestAdded$", "./test/added")
	assert.Contains(t, output, "--- PASS: TestAdded")
}

const reference = "docs/reference.md"

// generated tells which files generation may write.
func generated(name string) bool {
	resolvers, _ := path.Match("graph/*.resolvers.go", name)
	return resolvers || name == reference || name == "graph/model/models_gen.go" || strings.HasPrefix(name, "graph/generated/") || strings.HasPrefix(name, "schema/derived/")
}

// copySources copies what the service, the generator and a test are built from.
func copySources(t *testing.T, to string) {
	t.Helper()
	root := filepath.Join("..", "..")
	for _, name := range []string{"go.mod", "go.sum", "gqlgen.yml"} {
		copyFile(t, filepath.Join(root, name), filepath.Join(to, name))
	}
	for _, dir := range []string{"cmd", "graph", "schema", "internal", "test/support", "web/src/playground/tabs"} {
		for name := range support.Tree(t, os.DirFS(root), dir) {
			if !strings.HasSuffix(name, "_test.go") {
				copyFile(t, filepath.Join(root, name), filepath.Join(to, name))
			}
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(filepath.Dir(to), 0o755))
	require.NoError(t, os.WriteFile(to, text, 0o644))
}

func goIn(t *testing.T, dir string, env []string, args ...string) string {
	t.Helper()
	c := exec.CommandContext(t.Context(), "go", args...)
	c.Dir, c.Env = dir, append(os.Environ(), env...)
	output, err := c.CombinedOutput()
	require.NoError(t, err, "go %s: %s", strings.Join(args, " "), output)
	return string(output)
}
