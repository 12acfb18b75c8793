package people_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// markersIn returns which of the markers stand in what is written as JSON.
func markersIn(t testing.TB, v any, markers []string) []string {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	var found []string
	for _, m := range markers {
		if strings.Contains(string(text), m) {
			found = append(found, m)
		}
	}
	return found
}
