package live

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// followerPage is the number of changes that the follower reads at once.
const followerPage = 500

// longestPause is that between two looks at a database that does not answer.
const longestPause = 2 * time.Second

// follower reads the feed into the ring until it is cancelled.
type follower struct {
	db     *neo.DB
	opts   Options
	cancel context.CancelFunc

	mu   sync.Mutex
	ring *ring // nil until the end of the feed is known
	news chan struct{}
}

func newFollower(db *neo.DB, opts Options, cancel context.CancelFunc) *follower {
	return &follower{db: db, opts: opts, cancel: cancel, news: make(chan struct{})}
}

// run looks again and again; at once where there is more, later where the database fails.
func (f *follower) run(ctx context.Context) {
	failures := 0
	for {
		var more bool
		err := background.Do(func() (err error) {
			more, err = f.look(ctx)
			return err
		})
		pause := f.opts.Pause
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			if failures++; failures == 1 {
				f.opts.Log.Warn("changes cannot be followed for now", "cause", err.Error())
			}
			pause = retryPause(f.opts.Pause, failures)
		case more:
			pause = 0
		}
		if err == nil {
			failures = 0
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}

// retryPause doubles with each failure.
func retryPause(pause time.Duration, failures int) time.Duration {
	return min(pause<<min(failures-1, 10), longestPause)
}

// look takes in what is new, and tells whether there may be more.
func (f *follower) look(ctx context.Context) (more bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, f.opts.ReadTimeout)
	defer cancel()
	if f.ring == nil { // only run sets it
		end, err := feed.End(ctx, f.db)
		if err != nil {
			return false, err
		}
		f.tell(func() { f.ring = newRing(end.Position(), f.opts.Kept) })
		return true, nil
	}
	found, err := feed.StoredSince(ctx, f.db, feed.Before(f.ring.end), followerPage)
	if err != nil || len(found) == 0 {
		return false, err
	}
	f.tell(func() {
		f.ring.add(found)
		// What was read before an erasure holds what it took away.
		if slices.ContainsFunc(found, feed.Stored.Erases) {
			f.ring.forget()
		}
	})
	return len(found) == followerPage, nil
}

// tell changes the ring and wakes those who wait.
func (f *follower) tell(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
	close(f.news)
	f.news = make(chan struct{})
}

// view is what there is to read at a position.
type view struct {
	// changes from the position on, when the ring has them.
	changes []feed.Stored
	// before is where the ring begins, when the position lies before it; else 0.
	before int64
	// news is closed when there is more.
	news <-chan struct{}
}

func (f *follower) view(position int64) view {
	f.mu.Lock()
	defer f.mu.Unlock()
	v := view{news: f.news}
	switch {
	case f.ring == nil:
	case f.ring.holds(position):
		v.changes = f.ring.from(position)
	default:
		v.before = f.ring.first
	}
	return v
}

// passed tells that the follower is known to have read the changes before a position.
func (f *follower) passed(position int64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ring != nil && position < f.ring.end
}
