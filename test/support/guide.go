package support

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var graphqlBlock = regexp.MustCompile("(?s)```graphql\n(.*?)```")

// GuideQueries are the requests of a section of the guide.
func GuideQueries(t testing.TB, section string) []string {
	t.Helper()
	text, err := os.ReadFile("../../docs/guide.md")
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(text), "\n## "+section+"\n")
	require.True(t, found, section)
	rest, _, _ = strings.Cut(rest, "\n## ")
	var queries []string
	for _, m := range graphqlBlock.FindAllStringSubmatch(rest, -1) {
		queries = append(queries, m[1])
	}
	return queries
}
