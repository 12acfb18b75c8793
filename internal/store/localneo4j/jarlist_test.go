package localneo4j

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCompareJars(t *testing.T) {
	want := jarList{"a.jar": {Size: 1, SHA256: "aa"}, "b.jar": {Size: 2, SHA256: "bb"}}
	tests := []struct {
		name  string
		found jarList
		says  string
	}{
		{"the same", jarList{"a.jar": {1, "aa"}, "b.jar": {2, "bb"}}, ""},
		{"not read", jarList{"a.jar": {Size: 1}, "b.jar": {Size: 2}}, ""},
		{"other bytes", jarList{"a.jar": {1, "aa"}, "b.jar": {2, "b0"}}, "b.jar has sha256 b0 instead of bb"},
		{"another size", jarList{"a.jar": {Size: 1}, "b.jar": {Size: 3}}, "b.jar has 3 bytes instead of 2"},
		{"missing", jarList{"b.jar": {2, "bb"}}, "a.jar is missing"},
		{"too many", jarList{"a.jar": {1, "aa"}, "b.jar": {2, "bb"}, "c.jar": {}}, "c.jar does not belong to it"},
		{"all of it", jarList{"b.jar": {2, "b0"}, "c.jar": {}}, "a.jar is missing, b.jar has sha256 b0 instead of bb, c.jar does not belong to it"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := want.compare(test.found)
			if test.says == "" {
				require.NoError(t, err)
				return
			}
			assert.EqualError(t, err, test.says)
		})
	}
	t.Run("many are counted", func(t *testing.T) {
		found := jarList{"a.jar": {1, "aa"}, "b.jar": {2, "bb"}}
		for i := range 9 {
			found[fmt.Sprintf("x%d.jar", i)] = jarFile{}
		}
		assert.ErrorContains(t, want.compare(found), "x4.jar does not belong to it, and 4 more")
	})
}

// TestPinnedVersions compares the list with the versions that this program speaks of.
func TestPinnedVersions(t *testing.T) {
	pinned, err := pinnedJars()
	require.NoError(t, err)
	for _, name := range []string{"neo4j-kernel-" + Version + ".jar", "proc-" + GDSVersion + ".jar"} {
		assert.Contains(t, pinned, name)
	}
	assert.Contains(t, pinned.procedures(), "proc-"+GDSVersion+".jar")
	assert.NotContains(t, pinned.procedures(), "neo4j-kernel-"+Version+".jar")
	for name, file := range pinned {
		assert.Len(t, file.SHA256, 64, name)
		assert.Positive(t, file.Size, name)
	}
}
