package mapping

import (
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whoever knows only the documentation must know every word of the language.
func TestDocumentationNamesEveryWord(t *testing.T) {
	text, err := os.ReadFile("../../../docs/import.md")
	require.NoError(t, err)
	words := slices.Concat(rootKeys, fileKeys, nodeKeys, linkKeys, lookupKeys, valueKeys, eachKeys, conditionKeys, caseKeys, entryParts, transformNames)
	slices.Sort(words)
	for _, w := range slices.Compact(words) {
		assert.Regexp(t, "`[^`]*\\b"+w+"\\b[^`]*`", string(text), "docs/import.md does not explain %s", w)
	}
}
