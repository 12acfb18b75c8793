package localneo4j_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
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
		kept := t.TempDir()
		require.NoError(t, os.CopyFS(kept, os.DirFS(filepath.Join(jars, "lib"))))
		fakeMaven(t, kept, "") // the real one takes a while
		damages := map[string]func() error{
			"a jar is cut short": func() error { return os.Truncate(kernel, 1000) },
			"a jar is gone":      func() error { return os.Remove(kernel) },
			"a jar too many":     func() error { return os.WriteFile(filepath.Join(jars, "lib", "a.jar"), nil, 0o600) },
			"a plugin too many":  func() error { return os.WriteFile(filepath.Join(jars, "plugins", "a.jar"), nil, 0o600) },
			"other bytes, not yet compared": func() error {
				verified, err := filepath.Glob(filepath.Join(jars, "verified-*"))
				return errors.Join(err, os.Remove(verified[0]), otherBytes(kernel))
			},
		}
		for name, damage := range damages {
			t.Run(name, func(t *testing.T) {
				require.NoError(t, damage())
				require.NoError(t, localneo4j.EnsureJars(t.Context(), t.Output()))
				assert.NoError(t, localneo4j.CheckJars())
			})
		}
		t.Run("a jar has other bytes", func(t *testing.T) {
			require.NoError(t, otherBytes(kernel))
			startIn(t, t.TempDir(), localneo4j.RuntimeJVM)
			assert.NoError(t, localneo4j.CheckJars())
		})
	})
}

// otherBytes gives a file other content of the same size.
func otherBytes(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, make([]byte, info.Size()), 0o600)
}

// TestOtherJars has a Maven that delivers what it was not asked for.
func TestOtherJars(t *testing.T) {
	eachCache(t, func(t *testing.T, jars string) {
		const name = "neo4j-kernel-" + localneo4j.Version + ".jar"
		for _, test := range []struct{ what, script, says string }{
			{"other bytes", `: >"$lib/` + name + `"`, name + " has 0 bytes instead of"},
			{"missing", `rm "$lib/` + name + `"`, name + " is missing"},
			{"too many", `: >"$lib/added.jar"`, "added.jar does not belong to it"},
		} {
			t.Run(test.what, func(t *testing.T) {
				fakeMaven(t, filepath.Join(jars, "lib"), test.script)
				t.Setenv("CLUSTERGRAPH_CACHE_DIR", t.TempDir())
				err := localneo4j.EnsureJars(t.Context(), t.Output())
				require.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err), "%v", err)
				assert.Contains(t, err.Error(), test.says)
				assert.Equal(t, 1, strings.Count(err.Error(), ".jar"), "the others are as they should be: %v", err)
				_, complete, err := localneo4j.JarsCached()
				require.NoError(t, err)
				assert.False(t, complete, "nothing is kept of it")
			})
		}
	})
}

// fakeMaven has a mvn that copies the jars of a directory to $lib and then runs a script.
func fakeMaven(t *testing.T, jars, script string) {
	t.Helper()
	bin := t.TempDir()
	text := `#!/bin/sh
for a; do case $a in -DoutputDirectory=*) lib=${a#*=};; esac; done
cp -r "` + jars + `" "$lib"
` + script
	require.NoError(t, os.WriteFile(filepath.Join(bin, "mvn"), []byte(text), 0o755))
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
}

var update = flag.Bool("update", false, "write the list of the jars of Neo4j anew")

// TestPinnedJars compares the list with what Maven resolves, from its local repository or not;
// with -update it writes it.
func TestPinnedJars(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		if _, ok := localneo4j.FindMaven(); runtime != localneo4j.RuntimeJVM || !ok {
			return // nothing is resolved here
		}
		list, err := localneo4j.ResolveList(t.Context(), t.TempDir(), t.Output())
		require.NoError(t, err)
		const file = "assets/jars.json"
		if *update {
			require.NoError(t, os.WriteFile(file, list, 0o644))
		}
		kept, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, string(kept), string(list), "after other versions in the pom: go test ./internal/store/localneo4j -run TestPinnedJars -update")
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
