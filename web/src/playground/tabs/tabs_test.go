package tabs_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/web/src/playground/tabs"
)

// TestQuestions compares with the directory, which is what the pages show.
func TestQuestions(t *testing.T) {
	list, err := tabs.Questions()
	require.NoError(t, err)
	by := map[string]tabs.Question{}
	for _, q := range list {
		by[q.ID] = q
	}
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	for _, entry := range entries {
		id, is := strings.CutSuffix(entry.Name(), ".graphql")
		if !is {
			continue
		}
		text, err := os.ReadFile(entry.Name())
		require.NoError(t, err)
		if strings.Contains(string(text), "\nquery ") {
			assert.Equal(t, string(text), by[id].Query)
		} else {
			assert.NotContains(t, by, id, "it writes or watches")
		}
		_, err = os.Stat(id + ".json")
		assert.Equal(t, err == nil && by[id].Query != "", len(by[id].Variables) > 0, id)
	}
	assert.Equal(t, "zjgws", by["search"].Variables["text"])
}
