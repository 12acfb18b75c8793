package localneo4j_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// helperVariable makes the test program act as a command that starts Neo4j.
const helperVariable = "LOCALNEO4J_TEST_HELPER"

func TestMain(m *testing.M) {
	mode := os.Getenv(helperVariable)
	if mode == "" {
		os.Exit(m.Run())
	}
	if err := helper(mode, os.Args[1], localneo4j.Runtime(os.Args[2])); err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
}

// helper starts Neo4j and says so; attached, it goes on until it is killed.
func helper(mode, dir string, runtime localneo4j.Runtime) error {
	opts := localneo4j.Options{DataDir: dir, Port: localneo4j.AnyPort, Small: true, Brief: true, Runtime: runtime}
	if mode == "detached" {
		_, err := localneo4j.StartDetached(context.Background(), opts)
		fmt.Println("ready")
		return err
	}
	var err error
	if mode == "keep" {
		_, err = localneo4j.Keep(context.Background(), opts)
	} else {
		_, err = localneo4j.Start(context.Background(), opts)
	}
	if err != nil {
		return err
	}
	fmt.Println("ready")
	_, err = io.ReadAll(os.Stdin)
	return err
}

// startHelper runs the test program as another command and waits for its Neo4j.
func startHelper(t *testing.T, mode, dir string, runtime localneo4j.Runtime) *exec.Cmd {
	t.Helper()
	cmd, output := runHelper(t, mode, dir, runtime)
	line, err := bufio.NewReader(output).ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "ready\n", line)
	return cmd
}

// runHelper runs the test program as another command.
func runHelper(t *testing.T, mode, dir string, runtime localneo4j.Runtime) (*exec.Cmd, io.Reader) {
	t.Helper()
	cmd := exec.Command(os.Args[0], dir, string(runtime))
	cmd.Env = append(os.Environ(), helperVariable+"="+mode)
	cmd.Stderr = os.Stderr
	_, err := cmd.StdinPipe()
	require.NoError(t, err)
	output, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	return cmd, output
}

// eachRuntime runs a test on every runtime that this machine has; on a machine
// with none it fails.
func eachRuntime(t *testing.T, test func(t *testing.T, runtime localneo4j.Runtime)) {
	t.Helper()
	// internal/store/neotest would say it, but whoever imports that is run on a container too.
	if os.Getenv("CLUSTERGRAPH_TEST_NEO4J") == "none" {
		t.Skip("needs a Neo4j, and CLUSTERGRAPH_TEST_NEO4J is none")
	}
	runtimes := availableRuntimes(t)
	require.NotEmpty(t, runtimes, "these tests need a JDK 17 or 21 with Maven, or a Docker engine")
	for _, runtime := range runtimes {
		t.Run(string(runtime), func(t *testing.T) { test(t, runtime) })
	}
}

func availableRuntimes(t *testing.T) (runtimes []localneo4j.Runtime) {
	t.Helper()
	_, cached, err := localneo4j.JarsCached()
	require.NoError(t, err)
	_, maven := localneo4j.FindMaven()
	jvm := localneo4j.FindJava(t.Context()).Usable() && (maven || cached)
	if jvm {
		runtimes = append(runtimes, localneo4j.RuntimeJVM)
	}
	_, err = localneo4j.DockerVersion(t.Context())
	if err == nil && (!jvm || localneo4j.ImagePresent(t.Context(), localneo4j.Image())) {
		runtimes = append(runtimes, localneo4j.RuntimeDocker)
	}
	return runtimes
}

func small(t *testing.T, dir string, runtime localneo4j.Runtime) localneo4j.Options {
	t.Helper()
	return localneo4j.Options{DataDir: dir, Port: localneo4j.AnyPort, Small: true, Brief: true, Runtime: runtime, Progress: t.Output(), Logger: slog.New(slog.NewTextHandler(t.Output(), nil))}
}

func startIn(t *testing.T, dir string, runtime localneo4j.Runtime) *localneo4j.Instance {
	t.Helper()
	instance, err := localneo4j.Start(t.Context(), small(t, dir, runtime))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, instance.Stop(context.Background())) })
	return instance
}

// dataDir is a data directory whose volume, if it gets one, is removed after the test.
func dataDir(t *testing.T, runtime localneo4j.Runtime) string {
	t.Helper()
	dir := t.TempDir()
	if runtime == localneo4j.RuntimeDocker {
		t.Cleanup(func() { localneo4j.RemoveVolume(context.Background(), dir) })
	}
	return dir
}

func queried(t *testing.T, cfg neo.Config, text string) [][]any {
	t.Helper()
	db, err := neo.Open(cfg)
	require.NoError(t, err)
	defer db.Close(t.Context())
	rows, err := db.Exec(t.Context(), query.Statement{Text: text})
	require.NoError(t, err)
	return rows
}
