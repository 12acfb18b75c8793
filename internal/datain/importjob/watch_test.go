package importjob

import (
	"context"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// However many follow a job, it is read by one; each gets its newest state, and its end.
func TestOneWatcherTellsAll(t *testing.T) {
	var state atomic.Pointer[Job]
	var reads, readers, most atomic.Int64
	state.Store(&Job{ID: "job_1", State: Running})
	w := newWatchers(t.Context(), func(context.Context, string) (*Job, error) {
		most.Store(max(most.Load(), readers.Add(1)))
		defer readers.Add(-1)
		reads.Add(1)
		return state.Load(), nil
	}, time.Millisecond, slog.New(slog.DiscardHandler))
	outs := make([]chan *Job, 50)
	for i := range outs {
		outs[i] = make(chan *Job)
		go func() { defer close(outs[i]); w.follow(t.Context(), state.Load(), outs[i]) }()
	}
	for _, out := range outs {
		assert.Equal(t, Running, (<-out).State)
	}
	assert.Len(t, w.all, 1)
	seen := reads.Load()
	require.Eventually(t, func() bool { return reads.Load() > seen+5 }, 10*time.Second, time.Millisecond)
	assert.Equal(t, int64(1), most.Load())
	for _, s := range []*Job{{ID: "job_1", State: Running, Progress: 0.5}, {ID: "job_1", State: Done}} {
		state.Store(s)
		for _, out := range outs {
			assert.Equal(t, s, <-out)
		}
	}
	for _, out := range outs {
		_, more := <-out
		assert.False(t, more)
	}
}

func TestNobodyIsWatchedForNobody(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	w := newWatchers(t.Context(), func(context.Context, string) (*Job, error) { return &Job{ID: "job_1", State: Running}, nil }, time.Millisecond, slog.New(slog.DiscardHandler))
	out, done := make(chan *Job), make(chan struct{})
	go func() { defer close(done); w.follow(ctx, &Job{ID: "job_1", State: Running}, out) }()
	<-out
	cancel()
	<-done
	w.mu.Lock()
	defer w.mu.Unlock()
	assert.Empty(t, w.all)
}

func TestAJobThatIsGoneIsFollowedNoMore(t *testing.T) {
	w := newWatchers(t.Context(), func(context.Context, string) (*Job, error) { return nil, fault.New(fault.NotFound, "gone") }, time.Millisecond, slog.New(slog.DiscardHandler))
	out := make(chan *Job)
	go func() { defer close(out); w.follow(t.Context(), &Job{ID: "job_1", State: Running}, out) }()
	<-out
	_, more := <-out
	assert.False(t, more)
}
