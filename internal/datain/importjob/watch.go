package importjob

import (
	"context"
	"log/slog"
	"reflect"
	"sync"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// watchers look at the jobs that somebody follows: one at each, however many follow it.
type watchers struct {
	ctx   context.Context // ends with the runner
	find  func(ctx context.Context, id string) (*Job, error)
	pause time.Duration
	log   *slog.Logger

	mu  sync.Mutex
	all map[string]*watch
}

// watch is one job that is looked at. Each listener holds the newest state that it has not taken.
type watch struct {
	cancel    context.CancelFunc
	listeners map[chan *Job]bool
}

func newWatchers(ctx context.Context, find func(context.Context, string) (*Job, error), pause time.Duration, log *slog.Logger) *watchers {
	return &watchers{ctx: ctx, find: find, pause: pause, log: log, all: map[string]*watch{}}
}

// listen returns a channel that gets the states of a job from now on; it is closed behind the
// last one. Leave must be called.
func (w *watchers) listen(id string) (states <-chan *Job, leave func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	it := w.all[id]
	if it == nil {
		it = w.begin(id)
	}
	c := make(chan *Job, 1)
	it.listeners[c] = true
	return c, func() { w.leave(id, it, c) }
}

func (w *watchers) begin(id string) *watch {
	ctx, cancel := context.WithCancel(w.ctx)
	it := &watch{cancel: cancel, listeners: map[chan *Job]bool{}}
	w.all[id] = it
	background.Go(w.log, "watching an import", func() error {
		defer w.end(id, it)
		w.look(ctx, id, it)
		return nil
	})
	return it
}

// look tells of every change until the job has ended or is gone, or nobody listens. A database
// that is away for a while is waited for.
func (w *watchers) look(ctx context.Context, id string, it *watch) {
	ticker := time.NewTicker(w.pause)
	defer ticker.Stop()
	var last *Job
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		job, err := w.find(ctx, id)
		switch {
		case err != nil && fault.CodeOf(err) == fault.NotFound:
			return
		case err != nil || reflect.DeepEqual(job, last):
			continue
		}
		w.tell(it, job)
		if last = job; job.Ended() {
			return
		}
	}
}

// tell puts a state in the place of one that was not taken.
func (w *watchers) tell(it *watch, job *Job) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range it.listeners {
		select {
		case <-c:
		default:
		}
		c <- job
	}
}

func (w *watchers) end(id string, it *watch) {
	w.mu.Lock()
	defer w.mu.Unlock()
	it.cancel()
	for c := range it.listeners {
		close(c)
	}
	it.listeners = nil
	if w.all[id] == it {
		delete(w.all, id)
	}
}

// leave ends the watch with its last listener.
func (w *watchers) leave(id string, it *watch, c chan *Job) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(it.listeners, c)
	if len(it.listeners) == 0 && w.all[id] == it {
		it.cancel()
		delete(w.all, id)
	}
}
