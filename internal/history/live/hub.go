package live

import (
	"context"
	"sync"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// Hub serves the subscriptions of one process. It is safe for concurrent use.
type Hub struct {
	db      *neo.DB
	opts    Options
	slots   chan struct{}
	batches *batches

	mu     sync.Mutex
	active int
	// others are subscriptions to what is no change, counted in within the same bound.
	others   int
	closed   bool
	follower *follower
	running  sync.WaitGroup
}

// New returns a Hub that does nothing until somebody subscribes.
func New(db *neo.DB, opts Options) *Hub {
	opts = opts.withDefaults()
	h := &Hub{db: db, opts: opts, slots: make(chan struct{}, opts.Readers)}
	h.batches = newBatches(h)
	return h
}

// Active is the number of subscriptions to changes.
func (h *Hub) Active() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.active
}

// Subscribe begins behind a cursor, or at the end of the feed where that is nil: what is
// committed after the call is delivered. Close must be called.
func (h *Hub) Subscribe(ctx context.Context, after *feed.Cursor, filter Filter) (*Subscription, error) {
	f, err := h.enter()
	if err != nil {
		return nil, err
	}
	at, err := h.start(ctx, f, after)
	if err != nil {
		h.leave()
		return nil, err
	}
	return &Subscription{hub: h, follower: f, filter: filter, at: at}, nil
}

// start is where a subscription begins. A cursor behind the end of the feed is of another
// one, or of a database that was put back.
func (h *Hub) start(ctx context.Context, f *follower, after *feed.Cursor) (end feed.Cursor, err error) {
	if after != nil && f.passed(after.Position()) {
		return *after, nil
	}
	err = h.inSlot(ctx, func(ctx context.Context) (err error) {
		if after == nil {
			end, err = feed.End(ctx, h.db)
			return err
		}
		end, err = feed.Given(ctx, h.db)
		return err
	})
	switch {
	case err != nil || after == nil:
		return end, err
	case after.Position() > end.Position() || after.Position() == end.Position() && after.Inside():
		return end, refuse([]any{"after"}, "the cursor lies behind the last change: it is of another database, or this one was put back to an earlier state; read the present state again and leave after out")
	}
	return *after, nil
}

// enter counts a subscription in; the first one starts the follower.
func (h *Hub) enter() (*follower, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closed:
		return nil, fault.New(fault.DatabaseUnavailable, "the service is stopping; subscribe again, with the last cursor as after")
	case h.full():
		return nil, h.tooMany()
	}
	if h.active++; h.active == 1 {
		ctx, cancel := context.WithCancel(context.Background())
		f := newFollower(h.db, h.opts, cancel)
		h.follower = f
		h.running.Add(1)
		background.Go(h.opts.Log, "following changes", func() error {
			defer h.running.Done()
			f.run(ctx)
			return nil
		})
	}
	return h.follower, nil
}

func (h *Hub) full() bool { return h.active+h.others >= h.opts.Most }

func (h *Hub) tooMany() error {
	return fault.New(fault.RateLimited, "this service serves %d subscriptions, and not more at a time (--max-subscriptions); end one, or try again later", h.opts.Most)
}

// Admit counts a subscription in that is one to something else than changes, until leave is called.
func (h *Hub) Admit() (leave func(), err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.full() {
		return nil, h.tooMany()
	}
	h.others++
	return func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.others--
	}, nil
}

// leave counts a subscription out; the last one ends the follower.
func (h *Hub) leave() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.active--; h.active == 0 {
		h.follower.cancel()
		h.follower = nil
		h.batches.forget()
	}
}

// Close takes no more subscriptions and ends the follower. Those that are left find
// nothing new.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	if h.follower != nil {
		h.follower.cancel()
	}
	h.mu.Unlock()
	h.running.Wait()
}
