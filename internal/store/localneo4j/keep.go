package localneo4j

import (
	"context"
	"sync"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// The pause before a Neo4j that died is started again grows from the first to the last.
const (
	firstRestartPause = time.Second
	lastRestartPause  = 30 * time.Second
)

// Kept is a local Neo4j that is started again, at the same address, whenever it dies.
type Kept struct {
	config neo.Config
	end    context.CancelFunc
	ended  chan struct{}

	mu      sync.Mutex
	current *Instance
}

// Keep starts Neo4j and keeps it running until Stop.
func Keep(ctx context.Context, opts Options) (*Kept, error) {
	opts, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	instance, err := Start(ctx, opts)
	if err != nil {
		return nil, err
	}
	opts.Port = instance.Port()
	alive, end := context.WithCancel(context.WithoutCancel(ctx))
	k := &Kept{config: instance.Config(), end: end, ended: make(chan struct{}), current: instance}
	background.Go(opts.Logger, "keeping Neo4j running", func() error {
		defer close(k.ended)
		k.watch(alive, opts)
		return nil
	})
	return k, nil
}

// Config says how to connect.
func (k *Kept) Config() neo.Config { return k.config }

// Stop ends Neo4j in order, for good.
func (k *Kept) Stop(ctx context.Context) error {
	k.end()
	<-k.ended
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.current == nil {
		return nil
	}
	return k.current.Stop(ctx)
}

func (k *Kept) watch(ctx context.Context, opts Options) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.current.Done():
		}
		if ctx.Err() != nil {
			return
		}
		opts.Logger.Error("Neo4j died; starting it again", "dataDir", opts.DataDir)
		// It has ended already: this gives back what a dead one still holds.
		if err := k.current.Stop(ctx); err != nil {
			opts.Logger.Error("cannot tidy up after Neo4j", "cause", err)
		}
		instance := restart(ctx, opts)
		k.mu.Lock()
		k.current = instance
		k.mu.Unlock()
		if instance == nil {
			return
		}
		opts.Logger.Info("Neo4j is back", "uri", instance.Config().URI)
	}
}

// restart tries until it succeeds; nil when ctx ended first.
func restart(ctx context.Context, opts Options) *Instance {
	for pause := firstRestartPause; ; pause = min(2*pause, lastRestartPause) {
		instance, err := Start(ctx, opts)
		if err == nil {
			return instance
		}
		if ctx.Err() != nil {
			return nil
		}
		opts.Logger.Error("Neo4j does not start", "cause", err, "nextTry", pause)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}
