package localneo4j

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// adopted is a Neo4j that another command runs, or left running, and that this one uses.
type adopted struct {
	running Running
	end     context.CancelFunc
	done    chan struct{}
}

// adopt uses a Neo4j until it is gone.
func (d dataDir) adopt(ctx context.Context, running Running) *adopted {
	watched, end := context.WithCancel(context.WithoutCancel(ctx))
	a := &adopted{running: running, end: end, done: make(chan struct{})}
	background.Run(func() error {
		defer close(a.done)
		return a.watch(watched, d)
	})
	return a
}

// watch returns when the Neo4j is gone, or nobody wants to know any more.
func (a *adopted) watch(ctx context.Context, d dataDir) error {
	if a.running.Container != "" && a.running.Owner == 0 {
		c := newContainer(a.running.Container)
		defer context.AfterFunc(ctx, c.release)()
		return c.wait()
	}
	for {
		// What cannot be looked at is taken to run on.
		if locked, err := isLocked(d.lock()); err == nil && !locked {
			return nil
		}
		if err := pause(ctx, keepPause); err != nil {
			return err
		}
	}
}

func (a *adopted) Config() neo.Config { return a.running.Config() }

func (a *adopted) Port() int { return a.running.Port }

func (a *adopted) Done() <-chan struct{} { return a.done }

// Stop leaves it to who runs it.
func (a *adopted) Stop(context.Context) error {
	a.end()
	<-a.done
	return nil
}
