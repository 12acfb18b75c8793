package main_test

import (
	"bytes"
	"net"
	"net/http"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

// startPatience is how long a service may take to be ready, on a machine that does much else.
const startPatience = 15 * time.Minute

// TestKilledServiceComesBack kills the service and starts it again at once, on its own Neo4j.
func TestKilledServiceComesBack(t *testing.T) {
	neotest.SkipIfNone(t)
	p := program{path: buildProgram(t), args: []string{"--data-dir", t.TempDir()}}
	addr := freeAddress(t)
	for range 2 {
		service := p.serve(t, addr)
		awaitReady(t, addr)
		t.Run("a second one is told", func(t *testing.T) {
			var out bytes.Buffer
			require.Error(t, p.command(t.Context(), &out, "serve", "--addr", freeAddress(t)).Run())
			assert.Contains(t, out.String(), "already, at http://"+addr)
		})
		t.Run("others use its Neo4j", func(t *testing.T) {
			var out bytes.Buffer
			require.NoError(t, p.command(t.Context(), &out, "index").Run(), "%s", &out)
			assert.NotContains(t, out.String(), "Starting Neo4j")
			assert.Equal(t, http.StatusOK, readiness(addr))
		})
		require.NoError(t, service.Process.Kill())
		_ = service.Wait() // it says that it was killed
	}
	// What is left ends by itself, before the directory is removed.
	dir := p.args[1]
	require.Eventually(t, func() bool {
		_, err := localneo4j.Find(dir)
		return err != nil
	}, startPatience, 100*time.Millisecond)
}

// serve starts the service, which ends with the test at the latest.
func (p program) serve(t *testing.T, addr string) *exec.Cmd {
	t.Helper()
	cmd := p.command(t.Context(), nil, "serve", "--addr", addr)
	cmd.Stdout, cmd.Stderr = t.Output(), t.Output()
	require.NoError(t, cmd.Start())
	return cmd
}

func awaitReady(t *testing.T, addr string) {
	t.Helper()
	require.Eventually(t, func() bool { return readiness(addr) == http.StatusOK }, startPatience, 100*time.Millisecond)
}

// readiness is the status of /readyz, 0 where nobody answers.
func readiness(addr string) int {
	response, err := http.Get("http://" + addr + "/readyz")
	if err != nil {
		return 0
	}
	_ = response.Body.Close()
	return response.StatusCode
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	return listener.Addr().String()
}
