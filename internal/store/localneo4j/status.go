package localneo4j

import (
	"context"
	"errors"
	"os"
	"time"

	gopsutil "github.com/shirou/gopsutil/v4/process"

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

// StopDetached stops the Neo4j that StartDetached started, or one whose starter is dead; the
// error is ErrNotRunning where none runs. One that another process runs is left alone.
func StopDetached(ctx context.Context, dir string) error {
	running, err := Find(dir)
	if err != nil {
		return err
	}
	opts, err := Options{DataDir: dir}.withDefaults()
	if err != nil {
		return err
	}
	d := dataDir(opts.DataDir)
	owned, err := isLocked(d.owner())
	if err != nil {
		return err
	}
	if running.Owner != 0 && owned {
		return fault.New(fault.Conflict, "this Neo4j belongs to process %d and stops with it; stop that instead", running.Owner)
	}
	if err := d.markStopping(*running); err != nil {
		return err
	}
	if running.Container != "" {
		return removeContainer(ctx, running.Container)
	}
	return stopPID(ctx, d, running.PID)
}

// stopPID ends Neo4j in order, or kills it after the grace.
func stopPID(ctx context.Context, dir dataDir, pid int) error {
	for _, end := range []func(int) error{interruptPID, killPID} {
		if err := end(pid); err != nil {
			return err
		}
		if _, err := within(ctx, stopGrace, func(ctx context.Context) (bool, error) { return dir.hasEnded(ctx, pid) }); err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return fault.New(fault.Timeout, "Neo4j (process %d) does not end", pid)
}

// hasEnded waits until a Neo4j has ended: the lock is free, or another one has taken it since.
func (d dataDir) hasEnded(ctx context.Context, pid int) (bool, error) {
	for {
		if locked, err := isLocked(d.lock()); err != nil || !locked {
			return err == nil, err
		}
		if state, err := d.readState(); err == nil && state != nil && state.PID != pid {
			return true, nil
		}
		if err := pause(ctx, lockPause); err != nil {
			return false, err
		}
	}
}

// interruptPID has a process end in order; that it has ended is no error.
func interruptPID(pid int) error { return signalPID(pid, endInOrder()) }

// killPID ends a process at once; that it has ended is no error.
func killPID(pid int) error { return signalPID(pid, os.Kill) }

func signalPID(pid int, signal os.Signal) error {
	lives, err := gopsutil.PidExists(int32(pid))
	if err == nil && !lives {
		return nil
	}
	process, err := os.FindProcess(pid)
	if err == nil {
		err = process.Signal(signal)
	}
	if err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fault.Wrap(fault.Forbidden, err, "cannot stop Neo4j (process %d)", pid)
	}
	return nil
}

// Uptime is how long it has been running.
func (r *Running) Uptime() time.Duration { return time.Since(r.StartedAt).Round(time.Second) }
