package support

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Get follows a path such as companies.nodes.0.name.
func Get(t testing.TB, v any, path string) any {
	t.Helper()
	for step := range strings.SplitSeq(path, ".") {
		if list, isList := v.([]any); isList {
			i, err := strconv.Atoi(step)
			require.NoError(t, err, path)
			require.Less(t, i, len(list), path)
			v = list[i]
			continue
		}
		object, isObject := v.(map[string]any)
		require.True(t, isObject, "%s: no object at %s", path, step)
		require.Contains(t, object, step, path)
		v = object[step]
	}
	return v
}

// Texts collects a text of each element of a list.
func Texts(t testing.TB, v any, list, field string) []string {
	t.Helper()
	got := []string{}
	for _, item := range Get(t, v, list).([]any) {
		got = append(got, Get(t, item, field).(string))
	}
	return got
}

// Number is the whole number at a path.
func Number(t testing.TB, v any, path string) int {
	t.Helper()
	return int(Get(t, v, path).(float64))
}
