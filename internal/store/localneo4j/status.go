package localneo4j

import (
	"context"
	"errors"
	"syscall"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Status is what is known about a data directory.
type Status struct {
	DataDir string
	// Running is nil when no Neo4j runs.
	Running *Running
	// Answers tells whether the running one lets us in.
	Answers bool
}

// StatusOf looks at a data directory; that nothing runs is not an error.
func StatusOf(ctx context.Context, dir string) (Status, error) {
	status := Status{DataDir: dir}
	running, err := Find(dir)
	if errors.Is(err, ErrNotRunning) {
		return status, nil
	}
	if err != nil {
		return status, err
	}
	status.Running = running
	ctx, cancel := context.WithTimeout(ctx, dockerLimit)
	defer cancel()
	status.Answers = ping(ctx, running.Config()) == nil
	return status, nil
}

// StopDetached stops the Neo4j that StartDetached started, or ErrNotRunning. One
// that another process runs is left alone.
func StopDetached(ctx context.Context, dir string) error {
	running, err := Find(dir)
	if err != nil {
		return err
	}
	if running.Owner != 0 && processLives(running.Owner) {
		return fault.New(fault.Conflict, "this Neo4j belongs to process %d and stops with it; stop that instead", running.Owner)
	}
	if running.Container != "" {
		return removeContainer(ctx, running.Container)
	}
	opts, err := Options{DataDir: dir}.withDefaults()
	if err != nil {
		return err
	}
	return stopProcess(ctx, dataDir(opts.DataDir), running.PID)
}

// stopProcess ends Neo4j in order, or kills it after the grace. That the lock is
// free again shows that it has ended.
func stopProcess(ctx context.Context, dir dataDir, pid int) error {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		if err := syscall.Kill(pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fault.Wrap(fault.Forbidden, err, "cannot stop Neo4j (process %d)", pid)
		}
		bounded, cancel := context.WithTimeout(ctx, stopGrace)
		lock, err := waitLock(bounded, dir.lock(), nil)
		cancel()
		if err == nil {
			return lock.Close()
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return fault.New(fault.Timeout, "Neo4j (process %d) does not end", pid)
}

// Uptime is how long it has been running.
func (r *Running) Uptime() time.Duration { return time.Since(r.StartedAt).Round(time.Second) }
