package localneo4j

import (
	"context"
	"sync"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// The pause before a Neo4j that does not start is tried again grows from the first to the last.
const (
	firstRestartPause = time.Second
	lastRestartPause  = 30 * time.Second
)

// Kept is the Neo4j of a data directory, whoever runs it: when it goes, one is started at the
// same address.
type Kept struct {
	config neo.Config
	seeker seeker
	end    context.CancelFunc
	ended  chan struct{}
	// ill gets a value when the database has given up.
	ill chan struct{}
	// healed is when that was last mended; only who watches knows.
	healed time.Time

	mu      sync.Mutex
	current source
}

// source is a Neo4j that is used until it is gone.
type source interface {
	Config() neo.Config
	Port() int
	// Done is closed when it is gone.
	Done() <-chan struct{}
	// Stop ends it if this process started it, and leaves it alone otherwise.
	Stop(ctx context.Context) error
}

// Keep takes the Neo4j that runs on a data directory and will go on running, or starts one, and
// sees to it that there is one until Stop.
func Keep(ctx context.Context, opts Options) (*Kept, error) {
	opts, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	s := seeker{Options: opts, dir: dataDir(opts.DataDir)}
	found, err := s.seek(ctx)
	if err != nil {
		return nil, err
	}
	s.Port = found.Port()
	alive, end := context.WithCancel(context.WithoutCancel(ctx))
	k := &Kept{config: found.Config(), seeker: s, end: end, ended: make(chan struct{}), ill: make(chan struct{}, 1), current: found}
	k.config.Panicked = k.panicked
	background.Go(opts.Logger, "keeping Neo4j running", func() error {
		defer close(k.ended)
		k.watch(alive)
		return nil
	})
	return k, nil
}

// Config says how to connect.
func (k *Kept) Config() neo.Config { return k.config }

// Stop ends the Neo4j in order, for good, if this process started it.
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

func (k *Kept) watch(ctx context.Context) {
	s := k.seeker
	for {
		k.await(ctx)
		if ctx.Err() != nil {
			return
		}
		s.Logger.Error("the Neo4j of the data directory has ended; starting one", "dataDir", s.DataDir)
		found := s.seekOn(ctx)
		k.mu.Lock()
		k.current = found
		k.mu.Unlock()
		if found == nil {
			return
		}
		s.Logger.Info("Neo4j is back", "uri", found.Config().URI)
	}
}

// await returns when the Neo4j at hand is gone: one of ours that gave up is made to go.
func (k *Kept) await(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.current.Done():
			return
		case <-k.ill:
			k.mend(ctx)
		}
	}
}

// seekOn tries until it succeeds; nil when ctx ended first.
func (s seeker) seekOn(ctx context.Context) source {
	for wait := firstRestartPause; ; wait = min(2*wait, lastRestartPause) {
		found, err := s.seek(ctx)
		if err == nil {
			return found
		}
		if ctx.Err() != nil {
			return nil
		}
		s.Logger.Error("Neo4j does not start", "cause", err, "nextTry", wait)
		if pause(ctx, wait) != nil {
			return nil
		}
	}
}

// pause waits, or returns the error of a context that ends.
func pause(ctx context.Context, wait time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(wait):
		return nil
	}
}
