package localneo4j_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
)

// eachCache runs a test with a cache for it alone, filled, on machines that use jars.
func eachCache(t *testing.T, test func(t *testing.T, jars string)) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		if runtime != localneo4j.RuntimeJVM {
			return // a container brings its own
		}
		t.Setenv("CLUSTERGRAPH_CACHE_DIR", t.TempDir())
		require.NoError(t, localneo4j.EnsureJars(t.Context(), t.Output()))
		jars, complete, err := localneo4j.JarsCached()
		require.NoError(t, err)
		require.True(t, complete)
		test(t, jars)
	})
}

func TestDamagedJarsHeal(t *testing.T) {
	eachCache(t, func(t *testing.T, jars string) {
		kernel := filepath.Join(jars, "lib", "neo4j-kernel-"+localneo4j.Version+".jar")
		damages := map[string]func() error{
			"a jar is cut short":     func() error { return os.Truncate(kernel, 1000) },
			"a jar is gone":          func() error { return os.Remove(kernel) },
			"the manifest is gone":   func() error { return os.Remove(filepath.Join(jars, "manifest.json")) },
			"the manifest is broken": func() error { return os.WriteFile(filepath.Join(jars, "manifest.json"), []byte("{"), 0o600) },
		}
		for name, damage := range damages {
			t.Run(name, func(t *testing.T) {
				require.NoError(t, damage())
				require.NoError(t, localneo4j.EnsureJars(t.Context(), t.Output()))
				assert.NoError(t, localneo4j.CheckJars())
			})
		}
		t.Run("a jar has other bytes", func(t *testing.T) {
			info, err := os.Stat(kernel)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(kernel, make([]byte, info.Size()), 0o600))
			startIn(t, t.TempDir(), localneo4j.RuntimeJVM)
			assert.NoError(t, localneo4j.CheckJars())
		})
	})
}

func TestFetchedOnce(t *testing.T) {
	eachCache(t, func(t *testing.T, jars string) {
		require.NoError(t, os.RemoveAll(jars))
		leftover := filepath.Join(filepath.Dir(jars), ".fetch-interrupted")
		require.NoError(t, os.Mkdir(leftover, 0o755))
		var all sync.WaitGroup
		var logs [3]strings.Builder
		for i := range logs {
			all.Go(func() { assert.NoError(t, localneo4j.EnsureJars(t.Context(), &logs[i])) })
		}
		all.Wait()
		text := logs[0].String() + logs[1].String() + logs[2].String()
		assert.Equal(t, 1, strings.Count(text, "with Maven, once"), "%s", text)
		assert.NoError(t, localneo4j.CheckJars())
		assert.NoDirExists(t, leftover)

		t.Setenv("PATH", "/nowhere")
		require.NoError(t, localneo4j.EnsureJars(t.Context(), t.Output()), "nothing is needed once they are there")
	})
}
