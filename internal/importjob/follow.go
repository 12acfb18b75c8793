package importjob

import (
	"context"
	"reflect"
	"time"

	"github.com/clustergraph/clustergraph/internal/fault"
	"github.com/clustergraph/clustergraph/internal/neo"
)

// Follow sends a job now and whenever it has changed, until it has ended. It reads the
// database, so any copy of the service can follow a job that another runs. A reader that
// is slow gets fewer states, never an old one late.
func Follow(ctx context.Context, db *neo.DB, id string) (<-chan *Job, error) {
	job, err := Find(ctx, db, id)
	if err != nil {
		return nil, err
	}
	out := make(chan *Job)
	go func() {
		defer close(out)
		for job != nil {
			select {
			case out <- job:
			case <-ctx.Done():
				return
			}
			if job.Ended() {
				return
			}
			job = next(ctx, db, job)
		}
	}()
	return out, nil
}

// next waits until the job differs from last; nil when ctx ends. A database that is away
// for a while is waited for.
func next(ctx context.Context, db *neo.DB, last *Job) *Job {
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		job, err := Find(ctx, db, last.ID)
		switch {
		case fault.CodeOf(err) == fault.NotFound && err != nil:
			return nil
		case err == nil && !reflect.DeepEqual(job, last):
			return job
		}
	}
}
