package trial_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/trial"
)

var block = regexp.MustCompile("(?s)```(yaml|csv|text)\n(.*?)```")

// blocks are the examples of the documentation that are written in a language.
func blocks(t *testing.T, language string) []string {
	t.Helper()
	text, err := os.ReadFile("../../../docs/import.md")
	require.NoError(t, err)
	var out []string
	for _, m := range block.FindAllStringSubmatch(string(text), -1) {
		if m[1] == language {
			out = append(out, m[2])
		}
	}
	require.NotEmpty(t, out)
	return out
}

// whole makes a mapping of an example that shows a part of one.
func whole(example string) string {
	const head = "version: 1\nsources: [{citationKey: registry-2024}]\nfiles:\n"
	indented := func(by string) string {
		return by + strings.ReplaceAll(strings.TrimSpace(example), "\n", "\n"+by) + "\n"
	}
	switch {
	case strings.HasPrefix(example, "version:"):
		return example
	case strings.HasPrefix(example, "- "):
		return head + indented("  ")
	case strings.HasPrefix(example, "fields:"):
		return head + "  - file: a.csv\n    nodes:\n      - entity: Company\n        key: name\n" + indented("        ")
	}
	return head + "  - file: a.csv\n" + indented("    ")
}

func TestExamplesOfTheDocumentationParse(t *testing.T) {
	for i, example := range blocks(t, "yaml") {
		t.Run(fmt.Sprint(i), func(t *testing.T) { parse(t, whole(example)) })
	}
}

// The complete example does what the documentation says.
func TestCompleteExampleOfTheDocumentation(t *testing.T) {
	tables := blocks(t, "csv")
	files := fstest.MapFS{"companies.csv": {Data: []byte(tables[0])}, "people.csv": {Data: []byte(tables[1])}}
	tried, err := trial.Run(files, parse(t, blocks(t, "yaml")[0]), 100)
	require.NoError(t, err)
	var got strings.Builder
	require.NoError(t, trial.Print(&got, tried, 20))
	assert.Equal(t, blocks(t, "text")[0], got.String())
}
