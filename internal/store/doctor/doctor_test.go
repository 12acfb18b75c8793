package doctor_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/doctor"
)

func find(t *testing.T, checks []doctor.Check, name string) doctor.Check {
	t.Helper()
	for _, check := range checks {
		if check.Name == name {
			return check
		}
	}
	require.Fail(t, "no such check", name)
	return doctor.Check{}
}

func run(t *testing.T, opts doctor.Options) []doctor.Check {
	t.Helper()
	if opts.DataDir == "" {
		opts.DataDir = filepath.Join(t.TempDir(), "not", "there", "yet")
	}
	if opts.Addr == "" {
		opts.Addr = "127.0.0.1:0"
	}
	return doctor.Run(t.Context(), opts)
}

// program puts a shell script on the path that is all there is.
func program(t *testing.T, name, script string) {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script), 0o755))
	t.Setenv("PATH", dir)
	t.Setenv("JAVA_HOME", "")
	t.Setenv("CLUSTERGRAPH_JAVA_DIRS", t.TempDir())
	t.Setenv("CLUSTERGRAPH_CACHE_DIR", t.TempDir())
}

func TestBareMachine(t *testing.T) {
	program(t, "unrelated", "")
	checks := run(t, doctor.Options{})
	assert.False(t, doctor.OK(checks))
	for _, name := range []string{"java", "mvn", "docker", "go", "node", "npm", "neo4j jars"} {
		check := find(t, checks, name)
		assert.False(t, check.OK, name)
		assert.NotEmpty(t, check.Advice, name)
	}
	var text strings.Builder
	require.NoError(t, doctor.Print(&text, checks))
	assert.Regexp(t, `(?m)^FAIL +java +missing\n.*→ install a JDK 17 or 21`, text.String())
	assert.Regexp(t, `(?m)^note +node +missing$`, text.String())
}

// TestBoundDirectory has all that Java needs, and no Docker.
func TestBoundDirectory(t *testing.T) {
	for runtime, ok := range map[string]bool{"": true, "jvm": true, "docker": false} {
		t.Run("made with "+runtime, func(t *testing.T) {
			program(t, "java", `echo "    java.home = /j"; echo "    java.specification.version = 17"`)
			require.NoError(t, os.WriteFile(filepath.Join(os.Getenv("PATH"), "mvn"), []byte("#!/bin/sh\n"), 0o755))
			dir := t.TempDir()
			if runtime != "" {
				identity := []byte(`{"id": "abc", "runtime": "` + runtime + `"}`)
				require.NoError(t, os.WriteFile(filepath.Join(dir, "identity.json"), identity, 0o600))
			}
			checks := run(t, doctor.Options{DataDir: dir})
			docker := find(t, checks, "docker")
			assert.Equal(t, ok, docker.Optional, "%+v", docker)
			assert.Equal(t, !ok, find(t, checks, "java").Optional)
			assert.Equal(t, !ok, strings.Contains(docker.Advice, "was made with it"), "%+v", docker)
		})
	}
}

func TestVersions(t *testing.T) {
	tests := []struct {
		name, check, script string
		ok                  bool
	}{
		{"old node", "node", "echo v18.19.0", false},
		{"new node", "node", "echo v22.1.0", true},
		{"old go", "go", "echo go version go1.9.2 linux/amd64", false},
		{"new go", "go", "echo go version go1.27.0 linux/amd64", true},
		{"broken npm", "npm", "exit 3", false},
		{"old java", "java", `echo "    java.home = /j"; echo "    java.specification.version = 11"`, false},
		{"ancient java", "java", `echo "    java.home = /j"; echo "    java.specification.version = 1.8"`, false},
		{"too new java", "java", `echo "    java.home = /j"; echo "    java.specification.version = 25"`, false},
		{"java 17", "java", `echo "    java.home = /j"; echo "    java.specification.version = 17"`, true},
		{"java 21", "java", `echo "    java.home = /j"; echo "    java.specification.version = 21"`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			program(t, test.check, test.script)
			check := find(t, run(t, doctor.Options{}), test.check)
			assert.Equal(t, test.ok, check.OK, "%+v", check)
		})
	}
}

func TestHTTPPort(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, other.Close())
	check := find(t, run(t, doctor.Options{Addr: other.Addr().String()}), "http port")
	assert.True(t, check.OK, "a free port: %+v", check)

	for status, ok := range map[int]bool{http.StatusOK: true, http.StatusNotFound: false} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		check := find(t, run(t, doctor.Options{Addr: server.Listener.Addr().String()}), "http port")
		assert.Equal(t, ok, check.OK, "health answers %d: %+v", status, check)
		server.Close()
	}
}

func TestDataDirIsAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(path, nil, 0o600))
	check := find(t, run(t, doctor.Options{DataDir: path}), "data directory")
	assert.False(t, check.OK, "%+v", check)
}
