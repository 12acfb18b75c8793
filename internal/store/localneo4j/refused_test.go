package localneo4j_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
)

func TestBusyPort(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		opts := small(t, t.TempDir(), runtime)
		opts.Port = listener.Addr().(*net.TCPAddr).Port
		_, err := localneo4j.Start(t.Context(), opts)
		require.Equal(t, fault.Conflict, fault.CodeOf(err), "%v", err)
		assert.Contains(t, err.Error(), "in use by another program")
	})
}

// TestMissing has a machine with nothing but one program on its path.
func TestMissing(t *testing.T) {
	const java8 = `echo "    java.home = /old"; echo "    java.specification.version = 1.8"`
	const java17 = `echo "    java.home = /good"; echo "    java.specification.version = 17"`
	tests := []struct {
		name, program, script string
		says                  []string
	}{
		{"nothing", "unrelated", "", []string{"Java is missing", "Maven (mvn) is missing", "install", "Docker"}},
		{"old Java", "java", java8, []string{"Java 8 (", "does not run Neo4j", "install a JDK 17 or 21"}},
		{"no Maven", "java", java17, []string{"Maven (mvn) is missing", "apt install maven"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(path, test.program), []byte("#!/bin/sh\n"+test.script), 0o755))
			t.Setenv("PATH", path)
			t.Setenv("JAVA_HOME", "")
			t.Setenv("CLUSTERGRAPH_JAVA_DIRS", t.TempDir())
			t.Setenv("CLUSTERGRAPH_CACHE_DIR", t.TempDir())

			_, err := localneo4j.Start(t.Context(), localneo4j.Options{DataDir: t.TempDir(), Port: localneo4j.AnyPort})
			require.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err), "%v", err)
			for _, words := range test.says {
				assert.Contains(t, err.Error(), words)
			}
			assert.Equal(t, 1, len(strings.Split(err.Error(), "\n")), "one line: %v", err)
		})
	}
}

func TestBadOptions(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	for name, opts := range map[string]localneo4j.Options{
		"no data directory":     {},
		"data directory a file": {DataDir: file},
		"port too high":         {DataDir: t.TempDir(), Port: 70000},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := localneo4j.Start(t.Context(), opts)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err), "%v", err)
		})
	}
}

func TestPasswordIsGone(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		dir := dataDir(t, runtime)
		instance := startIn(t, dir, runtime)
		require.NoError(t, instance.Stop(t.Context()))
		password := filepath.Join(dir, "password")
		require.NoError(t, os.Rename(password, password+".away"))
		_, err := localneo4j.Start(t.Context(), small(t, dir, runtime))
		require.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err), "%v", err)
		assert.Contains(t, err.Error(), "put it back from a backup")

		require.NoError(t, os.WriteFile(password, []byte("another password\n"), 0o600))
		_, err = localneo4j.Start(t.Context(), small(t, dir, runtime))
		require.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err), "%v", err)
		assert.Contains(t, err.Error(), "right password file")
		assert.Contains(t, err.Error(), "last opened", "Neo4j need not be started for it")

		// Of a directory in which that was not noted yet, Neo4j itself says it.
		identity := filepath.Join(dir, "identity.json")
		text, err := os.ReadFile(identity)
		require.NoError(t, err)
		text = regexp.MustCompile(`,"passwordSum":"[0-9a-f]*"`).ReplaceAll(text, nil)
		require.NotContains(t, string(text), "passwordSum")
		require.NoError(t, os.WriteFile(identity, text, 0o600))
		// Far less than a start may take.
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
		defer cancel()
		_, err = localneo4j.Start(ctx, small(t, dir, runtime))
		require.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err), "%v", err)
		assert.Contains(t, err.Error(), "right password file")
		assert.NotContains(t, err.Error(), "already closed", "nothing is given back twice")
		_, err = localneo4j.Find(dir)
		require.ErrorIs(t, err, localneo4j.ErrNotRunning, "what lets nobody in is stopped again")
	})
}

// TestEngineDoesNotAnswer has a data directory whose graph is in a container, and no
// Docker: whether that container runs is not known.
func TestEngineDoesNotAnswer(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"identity.json": `{"id": "abc", "runtime": "docker"}`,
		"state.json":    `{"container": "clustergraph-neo4j-abc", "port": 7687}`,
		"password":      "a long enough password",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	t.Setenv("PATH", t.TempDir())
	_, findErr := localneo4j.Find(dir)
	_, startErr := localneo4j.Start(t.Context(), localneo4j.Options{DataDir: dir})
	for name, err := range map[string]error{
		"find": findErr, "start": startErr, "stop": localneo4j.StopDetached(t.Context(), dir),
	} {
		assert.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err), "%s: %v", name, err)
		assert.ErrorContains(t, err, "docker info must work", name)
	}
	assert.FileExists(t, filepath.Join(dir, "state.json"), "what may run is not forgotten")
}

// TestBoundDirectory has a machine with nothing, and a data directory that was made elsewhere.
func TestBoundDirectory(t *testing.T) {
	tests := []struct{ runtime, says, not string }{
		{"jvm", "Java is missing", "Docker"},
		{"docker", "Docker volume", "Java"},
	}
	for _, test := range tests {
		t.Run(test.runtime, func(t *testing.T) {
			dir := t.TempDir()
			identity := fmt.Sprintf(`{"id": "abc", "runtime": %q}`, test.runtime)
			require.NoError(t, os.WriteFile(filepath.Join(dir, "identity.json"), []byte(identity), 0o600))
			for _, name := range []string{"PATH", "CLUSTERGRAPH_JAVA_DIRS", "CLUSTERGRAPH_CACHE_DIR"} {
				t.Setenv(name, t.TempDir())
			}
			t.Setenv("JAVA_HOME", "")
			_, err := localneo4j.Start(t.Context(), localneo4j.Options{DataDir: dir, Port: localneo4j.AnyPort})
			require.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err), "%v", err)
			assert.Contains(t, err.Error(), test.says)
			assert.NotContains(t, err.Error(), test.not)
		})
	}
}
