package house_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var declaredDirective = regexp.MustCompile(`(?m)^directive @(\w+)`)

// docs/contributing.md explains every directive.
func TestDirectivesAreExplained(t *testing.T) {
	declared, err := os.ReadFile(filepath.Join(root, "schema", "directives.graphqls"))
	require.NoError(t, err)
	page, err := os.ReadFile(filepath.Join(root, "docs", "contributing.md"))
	require.NoError(t, err)
	names := declaredDirective.FindAllSubmatch(declared, -1)
	require.NotEmpty(t, names)
	for _, name := range names {
		assert.Regexp(t, "`@"+string(name[1])+"\\b", string(page))
	}
}
