package localneo4j_test

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/fault"
	"github.com/clustergraph/clustergraph/internal/localneo4j"
	"github.com/clustergraph/clustergraph/internal/neo"
)

func startIn(t *testing.T, dir string) *localneo4j.Instance {
	t.Helper()
	instance, err := localneo4j.Start(t.Context(), small(t, dir))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, instance.Stop(context.Background())) })
	return instance
}

func small(t *testing.T, dir string) localneo4j.Options {
	return localneo4j.Options{
		DataDir: dir, Port: localneo4j.AnyPort, Small: true, Runtime: localneo4j.RuntimeJVM, Progress: t.Output(),
	}
}

func query(t *testing.T, cfg neo.Config, text string) [][]any {
	t.Helper()
	db, err := neo.Open(cfg)
	require.NoError(t, err)
	defer db.Close(t.Context())
	rows, err := db.Query(t.Context(), neo.Statement{Text: text})
	require.NoError(t, err)
	return rows
}

func TestGraphSurvivesKill(t *testing.T) {
	dir := t.TempDir()
	first := startIn(t, dir)
	query(t, first.Config(), "CREATE (:Company {name: '沙钢集团'})")

	require.NoError(t, syscall.Kill(first.PID(), syscall.SIGKILL))
	<-first.Done()
	_, err := localneo4j.Find(dir)
	require.ErrorIs(t, err, localneo4j.ErrNotRunning, "the state that the crash left is not believed")

	second := startIn(t, dir)
	assert.Equal(t, [][]any{{"沙钢集团"}}, query(t, second.Config(), "MATCH (c:Company) RETURN c.name"))
	assert.Equal(t, first.Config().Password, second.Config().Password)
}

func TestOneStarter(t *testing.T) {
	dir := t.TempDir()
	instance := startIn(t, dir)

	_, err := localneo4j.Start(t.Context(), small(t, dir))
	require.Equal(t, fault.Conflict, fault.CodeOf(err), "%v", err)
	assert.Contains(t, err.Error(), "already runs")

	running, err := localneo4j.Find(dir)
	require.NoError(t, err)
	assert.Equal(t, instance.PID(), running.PID)
	assert.Equal(t, os.Getpid(), running.Owner)
	assert.Equal(t, [][]any{{int64(1)}}, query(t, running.Config(), "RETURN 1"))

	err = localneo4j.StopDetached(t.Context(), dir)
	require.Equal(t, fault.Conflict, fault.CodeOf(err), "what belongs to a running process is left alone: %v", err)
}

func TestSecretsAreForTheOwner(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	instance := startIn(t, dir)
	password := instance.Config().Password
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
}

func TestDefaultPasswordNeverWorks(t *testing.T) {
	cfg := startIn(t, t.TempDir()).Config()
	cfg.Password = "neo4j"
	db, err := neo.Open(cfg)
	require.NoError(t, err)
	defer db.Close(t.Context())
	require.Error(t, db.Ping(t.Context()))
}

func TestBusyPort(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	opts := small(t, t.TempDir())
	opts.Port = listener.Addr().(*net.TCPAddr).Port

	_, err = localneo4j.Start(t.Context(), opts)
	require.Equal(t, fault.Conflict, fault.CodeOf(err), "%v", err)
	assert.Contains(t, err.Error(), "in use by another program")
}

func TestProceduresAndAnalyzerWork(t *testing.T) {
	cfg := startIn(t, t.TempDir()).Config()
	assert.Equal(t, [][]any{{localneo4j.GDSVersion}}, query(t, cfg, "RETURN gds.version()"))
	assert.Equal(t, [][]any{{"cjk"}}, query(t, cfg,
		"CALL db.index.fulltext.listAvailableAnalyzers() YIELD analyzer WHERE analyzer = 'cjk' RETURN analyzer"))
}

func TestCancelledStartLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	_, err := localneo4j.Start(ctx, small(t, dir))
	require.Error(t, err)
	require.True(t, errors.Is(err, context.DeadlineExceeded), "%v", err)
	_, err = localneo4j.Find(dir)
	require.ErrorIs(t, err, localneo4j.ErrNotRunning)
}
