package localneo4j_test

import (
	"context"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shirou/gopsutil/v4/process"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// TestRunning looks at one Neo4j that runs.
func TestRunning(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		dir := dataDir(t, runtime)
		instance := startIn(t, dir, runtime)
		t.Run("a second starter is refused", func(t *testing.T) { secondStarter(t, dir, runtime) })
		t.Run("another command finds it", func(t *testing.T) { found(t, dir, instance) })
		t.Run("secrets are for the owner", func(t *testing.T) { secrets(t, dir, instance.Config().Password) })
		t.Run("the default password never works", func(t *testing.T) { defaultPassword(t, instance.Config()) })
		t.Run("Bolt is on loopback only", func(t *testing.T) { loopbackOnly(t, instance.Port()) })
		t.Run("Chinese is searched", func(t *testing.T) {
			assert.Equal(t, [][]any{{"cjk"}}, queried(t, instance.Config(),
				"CALL db.index.fulltext.listAvailableAnalyzers() YIELD analyzer WHERE analyzer = 'cjk' RETURN analyzer"))
		})
		if runtime == localneo4j.RuntimeJVM {
			t.Run("graph procedures are there", func(t *testing.T) {
				assert.Equal(t, [][]any{{localneo4j.GDSVersion}}, queried(t, instance.Config(), "RETURN gds.version()"))
			})
		}
	})
}

func secondStarter(t *testing.T, dir string, runtime localneo4j.Runtime) {
	_, err := localneo4j.Start(t.Context(), small(t, dir, runtime))
	require.Equal(t, fault.Conflict, fault.CodeOf(err), "%v", err)
	assert.Contains(t, err.Error(), "already runs")
}

func found(t *testing.T, dir string, instance *localneo4j.Instance) {
	status, err := localneo4j.StatusOf(t.Context(), dir)
	require.NoError(t, err)
	require.NotNil(t, status.Running)
	assert.True(t, status.Answers)
	assert.Equal(t, instance.PID(), status.Running.PID)
	assert.Equal(t, os.Getpid(), status.Running.Owner)
	assert.Equal(t, [][]any{{int64(1)}}, queried(t, status.Running.Config(), "RETURN 1"))

	err = localneo4j.StopDetached(t.Context(), dir)
	require.Equal(t, fault.Conflict, fault.CodeOf(err), "what belongs to a running process is left alone: %v", err)
}

func secrets(t *testing.T, dir, password string) {
	assert.GreaterOrEqual(t, len(password), 20)
	for name, mode := range map[string]fs.FileMode{"": 0o700, "password": 0o600, "state.json": 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		assert.Equal(t, mode, info.Mode().Perm(), "mode of %q", name)
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || path == filepath.Join(dir, "password") {
			return err
		}
		text, err := os.ReadFile(path)
		assert.NotContains(t, string(text), password, "%s", path)
		return err
	})
	require.NoError(t, err)
	assert.False(t, processRuns(t, password), "the password stands in a command line")
}

func defaultPassword(t *testing.T, cfg neo.Config) {
	cfg.Password = "neo4j"
	db, err := neo.Open(cfg)
	require.NoError(t, err)
	defer db.Close(t.Context())
	require.Error(t, db.Ping(t.Context()))
}

// loopbackOnly tries the port on this machine's other addresses.
func loopbackOnly(t *testing.T, port int) {
	addresses, err := net.InterfaceAddrs()
	require.NoError(t, err)
	for _, address := range addresses {
		ip := address.(*net.IPNet).IP
		if ip.IsLoopback() || ip.To4() == nil {
			continue
		}
		conn, err := net.DialTimeout("tcp", (&net.TCPAddr{IP: ip, Port: port}).String(), time.Second)
		if assert.Error(t, err, "Bolt answers on %s", ip) {
			continue
		}
		conn.Close()
	}
}

func TestGraphSurvivesCrash(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		dir := dataDir(t, runtime)
		first := startIn(t, dir, runtime)
		queried(t, first.Config(), "CREATE (:Company {name: '沙钢集团'})")

		kill(t, dir, first)
		<-first.Done()
		for range 20 { // which of two events that have both happened is seen first is by chance
			require.NoError(t, first.Stop(over(t)), "one that ended by itself was not killed by Stop")
		}
		_, err := localneo4j.Find(dir)
		require.ErrorIs(t, err, localneo4j.ErrNotRunning, "the state that the crash left is not believed")

		second := startIn(t, dir, runtime)
		assert.Equal(t, [][]any{{"沙钢集团"}}, queried(t, second.Config(), "MATCH (c:Company) RETURN c.name"))
		assert.Equal(t, first.Config().Password, second.Config().Password)
	})
}

// over is a context that has ended.
func over(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

// kill ends Neo4j as a crash would.
func kill(t *testing.T, dir string, instance *localneo4j.Instance) {
	t.Helper()
	if instance.PID() > 0 {
		neo4j, err := os.FindProcess(instance.PID())
		require.NoError(t, err)
		require.NoError(t, neo4j.Kill())
		return
	}
	running, err := localneo4j.Find(dir)
	require.NoError(t, err)
	require.NoError(t, exec.Command("docker", "kill", running.Container).Run())
}

func TestStarterIsKilled(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		dir := dataDir(t, runtime)
		starter := startHelper(t, "attached", dir, runtime)
		running, err := localneo4j.Find(dir)
		require.NoError(t, err)
		queried(t, running.Config(), "CREATE (:Company {name: '沙钢集团'})")
		require.NoError(t, starter.Process.Kill())
		_ = starter.Wait() // it says that it was killed

		// The Neo4j of the dead starter ends, or is ended, and the graph is there.
		next := startIn(t, dir, runtime)
		assert.Equal(t, [][]any{{"沙钢集团"}}, queried(t, next.Config(), "MATCH (c:Company) RETURN c.name"))
		if running.PID > 0 {
			lives, err := process.PidExists(int32(running.PID))
			require.NoError(t, err)
			assert.False(t, lives, "the old Neo4j lingers")
		}
	})
}

func TestDetached(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		dir := dataDir(t, runtime)
		starter := startHelper(t, "detached", dir, runtime)
		require.NoError(t, starter.Wait(), "the command ends, Neo4j goes on")
		t.Cleanup(func() { _ = localneo4j.StopDetached(context.Background(), dir) })

		status, err := localneo4j.StatusOf(t.Context(), dir)
		require.NoError(t, err)
		require.NotNil(t, status.Running)
		assert.True(t, status.Answers)
		assert.Zero(t, status.Running.Owner)
		secondStarter(t, dir, runtime)

		require.NoError(t, localneo4j.StopDetached(t.Context(), dir))
		status, err = localneo4j.StatusOf(t.Context(), dir)
		require.NoError(t, err)
		assert.Nil(t, status.Running)
		require.ErrorIs(t, localneo4j.StopDetached(t.Context(), dir), localneo4j.ErrNotRunning)
	})
}

// TestDetachedStarterGoesOn has a starter that lives on beside its detached Neo4j.
func TestDetachedStarterGoesOn(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		dir := dataDir(t, runtime)
		started, err := localneo4j.StartDetached(t.Context(), small(t, dir, runtime))
		require.NoError(t, err)
		t.Cleanup(func() { _ = localneo4j.StopDetached(context.Background(), dir) })

		locked, err := localneo4j.Locked(dir)
		require.NoError(t, err)
		assert.Equal(t, started.PID > 0, locked, "Neo4j itself holds the lock, and nothing does for a container")
		if started.Container != "" {
			require.Eventually(t, func() bool { return !processRuns(t, "docker wait "+started.Container) },
				10*time.Second, 50*time.Millisecond, "nobody waits for a container that goes on by itself")
		}
		running, err := localneo4j.Find(dir)
		require.NoError(t, err, "a second command finds it")
		assert.Zero(t, running.Owner)
		assert.Equal(t, [][]any{{int64(1)}}, queried(t, running.Config(), "RETURN 1"))
		secondStarter(t, dir, runtime)
		_, err = localneo4j.StartDetached(t.Context(), small(t, dir, runtime))
		require.Equal(t, fault.Conflict, fault.CodeOf(err), "%v", err)

		require.NoError(t, localneo4j.StopDetached(t.Context(), dir))
		_, err = localneo4j.Find(dir)
		require.ErrorIs(t, err, localneo4j.ErrNotRunning)
	})
}

// processRuns looks for a command line.
func processRuns(t *testing.T, command string) bool {
	t.Helper()
	commands, err := exec.Command("ps", "-ewwo", "args").Output()
	require.NoError(t, err)
	return strings.Contains(string(commands), command)
}

func TestCancelledStartLeavesNothing(t *testing.T) {
	eachRuntime(t, func(t *testing.T, runtime localneo4j.Runtime) {
		dir := dataDir(t, runtime)
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		_, err := localneo4j.Start(ctx, small(t, dir, runtime))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		_, err = localneo4j.Find(dir)
		require.ErrorIs(t, err, localneo4j.ErrNotRunning)
	})
}
