package mapping

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whoever knows only the documentation must know every word of the language.
func TestDocumentationNamesEveryWord(t *testing.T) {
	text, err := os.ReadFile("../../../docs/import.md")
	require.NoError(t, err)
	known := slices.Concat(rootKeys, fileKeys, nodeKeys, linkKeys, lookupKeys, previousKeys, valueKeys, eachKeys, conditionKeys, caseKeys, requirementKeys)
	for _, f := range fileFormats {
		known = append(known, optionKeys(f.options)...)
	}
	words := slices.Concat(known.names(), entryPartNames(), transformNames(anyTransform))
	slices.Sort(words)
	for _, w := range slices.Compact(words) {
		assert.Regexp(t, "`[^`]*\\b"+w+"\\b[^`]*`", string(text), "docs/import.md does not explain %s", w)
	}
}

var (
	transformSection = regexp.MustCompile(`(?s)\n## Transforms\n(.*?)\n## `)
	transformRow     = regexp.MustCompile(`(?m)^\| (` + "`" + `[^|]*) \| ([^|]*) \|`)
	transformName    = regexp.MustCompile("`\\{?(\\w+)")
)

// The table of transforms in the documentation names those that there are, and says of each
// what the table of the program says.
func TestDocumentationListsTheTransforms(t *testing.T) {
	text, err := os.ReadFile("../../../docs/import.md")
	require.NoError(t, err)
	section := transformSection.FindSubmatch(text)
	require.NotNil(t, section)
	does := map[string][]string{}
	for _, row := range transformRow.FindAllStringSubmatch(string(section[1]), -1) {
		for _, name := range transformName.FindAllStringSubmatch(row[1], -1) {
			does[name[1]] = append(does[name[1]], row[2])
		}
	}
	assert.ElementsMatch(t, transformNames(anyTransform), slices.Collect(maps.Keys(does)))
	for _, tt := range transforms {
		described := slices.ContainsFunc(does[tt.name], func(s string) bool { return strings.HasPrefix(s, tt.does) })
		assert.True(t, described, "docs/import.md says of %s %q, the table of transforms %q", tt.name, does[tt.name], tt.does)
	}
}
