package localneo4j

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// Instance is a Neo4j that this process started.
type Instance struct {
	proc    process
	dir     dataDir
	running Running
	// lock is ours to keep for an attached container, which cannot hold it; else nil.
	lock *os.File
	done chan struct{}
	stop sync.Once
}

func newInstance(proc process, dir dataDir, running Running) *Instance {
	i := &Instance{proc: proc, dir: dir, running: running, done: make(chan struct{})}
	background.Run(func() error {
		defer close(i.done)
		return proc.wait() // how it ended is in its log; that it ended is what matters here
	})
	return i
}

// Config says how to open the database.
func (i *Instance) Config() neo.Config { return i.running.Config() }

// Port is the Bolt port on the loopback address.
func (i *Instance) Port() int { return i.running.Port }

// PID is the process of Neo4j, 0 when it is a container.
func (i *Instance) PID() int { return i.running.PID }

// Done is closed when Neo4j has ended, by Stop or by itself.
func (i *Instance) Done() <-chan struct{} { return i.done }

// Stop ends Neo4j in order, and kills it when that takes longer than ctx or half
// a minute. A second Stop waits for the first; one that has ended is only tidied up.
func (i *Instance) Stop(ctx context.Context) error {
	var killed error
	if !i.hasEnded() {
		killed = i.end(ctx)
	}
	if i.lock != nil {
		defer i.lock.Close()
	}
	if err := os.Remove(i.dir.state()); err != nil && !errors.Is(err, os.ErrNotExist) {
		return errors.Join(killed, fault.Wrap(fault.Internal, err, "cannot tidy data directory %s", i.dir))
	}
	return killed
}

func (i *Instance) end(ctx context.Context) error {
	i.stop.Do(i.proc.interrupt)
	ctx, cancel := context.WithTimeout(ctx, stopGrace)
	defer cancel()
	select {
	case <-i.done:
		return nil
	case <-ctx.Done():
	}
	// Both may have come at once.
	if i.hasEnded() {
		return nil
	}
	i.proc.kill()
	select {
	case <-i.done:
	case <-time.After(stopGrace):
	}
	return fault.New(fault.Timeout, "Neo4j on %s did not stop in time and was killed; it recovers on its next start", i.dir)
}

func (i *Instance) hasEnded() bool {
	select {
	case <-i.done:
		return true
	default:
		return false
	}
}
