package importjob

import (
	"context"
	"reflect"

	"github.com/clustergraph/clustergraph/internal/model/background"
)

// Follow sends a job now and whenever it has changed, until it has ended. It reads the
// database, so any copy of the service can follow a job that another runs; however many
// follow one job, it is read once. A reader that is slow gets fewer states, never an old one late.
func (r *Runner) Follow(ctx context.Context, id string) (<-chan *Job, error) {
	job, err := r.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	out := make(chan *Job)
	background.Go(r.logger, "following an import", func() error {
		defer close(out)
		r.watchers.follow(ctx, job, out)
		return nil
	})
	return out, nil
}

// follow sends a job, and what becomes of it.
func (w *watchers) follow(ctx context.Context, job *Job, out chan<- *Job) {
	var states <-chan *Job
	if !job.Ended() {
		heard, leave := w.listen(job.ID)
		defer leave()
		states = heard
	}
	for next := job; next != nil; {
		select {
		case out <- next:
		case <-ctx.Done():
			return
		}
		if job = next; job.Ended() {
			return
		}
		next = another(ctx, states, job)
	}
}

// another waits for a state that differs from the last; nil when there will be none.
func another(ctx context.Context, states <-chan *Job, last *Job) *Job {
	for {
		select {
		case <-ctx.Done():
			return nil
		case job, more := <-states:
			if !more {
				return nil
			}
			if !reflect.DeepEqual(job, last) {
				return job
			}
		}
	}
}
