package importjob

import (
	"context"
	"reflect"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Follow sends a job now and whenever it has changed, until it has ended. It reads the
// database, so any copy of the service can follow a job that another runs. A reader that
// is slow gets fewer states, never an old one late.
func (r *Runner) Follow(ctx context.Context, id string) (<-chan *Job, error) {
	job, err := r.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	out := make(chan *Job)
	background.Go(r.logger, "following an import", func() error {
		defer close(out)
		for job != nil {
			select {
			case out <- job:
			case <-ctx.Done():
				return nil
			}
			if job.Ended() {
				return nil
			}
			job = r.next(ctx, job)
		}
		return nil
	})
	return out, nil
}

// next waits until the job differs from last; nil when ctx ends. A database that is away
// for a while is waited for.
func (r *Runner) next(ctx context.Context, last *Job) *Job {
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		job, err := r.Find(ctx, last.ID)
		switch {
		case fault.CodeOf(err) == fault.NotFound && err != nil:
			return nil
		case err == nil && !reflect.DeepEqual(job, last):
			return job
		}
	}
}
