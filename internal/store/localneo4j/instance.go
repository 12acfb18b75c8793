package localneo4j

import (
	"context"
	"errors"
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
	// claim is given back when Neo4j has ended.
	claim *claim
	done  chan struct{}
	stop  sync.Once
	// tidied is why the directory could not be tidied, once done is closed.
	tidied error
}

func newInstance(proc process, dir dataDir, running Running, held *claim) *Instance {
	i := &Instance{proc: proc, dir: dir, running: running, claim: held, done: make(chan struct{})}
	background.Run(func() error {
		defer close(i.done)
		err := proc.wait() // how it ended is in its log; that it ended is what matters here
		i.tidied = i.tidy()
		return err
	})
	return i
}

// tidy gives back what an instance holds that has ended. The directory of a detached one may be
// another's by then.
func (i *Instance) tidy() error {
	if i.running.Owner == 0 {
		return nil
	}
	return errors.Join(i.dir.removeState(), i.claim.Close())
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
// a minute. A second Stop waits for the first.
func (i *Instance) Stop(ctx context.Context) error {
	var failed error
	if !i.hasEnded() {
		failed = i.end(ctx)
	}
	if i.hasEnded() {
		failed = errors.Join(failed, i.tidied)
	}
	return failed
}

func (i *Instance) end(ctx context.Context) (failed error) {
	i.stop.Do(func() {
		failed = i.dir.markStopping(i.running)
		i.proc.interrupt()
	})
	ctx, cancel := context.WithTimeout(ctx, stopGrace)
	defer cancel()
	select {
	case <-i.done:
		return failed
	case <-ctx.Done():
	}
	// Both may have come at once.
	if i.hasEnded() {
		return failed
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
