package importjob

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const (
	// sweepPause is how often what is old is looked for.
	sweepPause = time.Hour
	// keepJobs is how long a job is told of after it was last heard of.
	keepJobs = 30 * 24 * time.Hour
	// sweepAtOnce bounds the jobs that are forgotten in one transaction.
	sweepAtOnce = 500
)

// sweep removes what is old, until ctx ends.
func (r *Runner) sweep(ctx context.Context) {
	ticker := time.NewTicker(sweepPause)
	defer ticker.Stop()
	for {
		if err := r.Sweep(ctx, time.Now()); err != nil && ctx.Err() == nil {
			r.logger.Warn("old uploads and jobs are left; trying again in an hour", "cause", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Sweep removes uploads that nothing was done with for a week before now, and the jobs that were
// not heard of for thirty days before, with their reject files. The jobs' time is the database's
// own, so now only moves it.
func (r *Runner) Sweep(ctx context.Context, now time.Time) error {
	err := r.store.RemoveOld(now, r.uses)
	for {
		n, forgetErr := r.forgetJobs(ctx, keepJobs-time.Until(now))
		if forgetErr != nil || n < sweepAtOnce {
			return errors.Join(err, forgetErr)
		}
	}
}

// uses tells that a job of this runner reads an upload.
func (r *Runner) uses(uploadID string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.uploads[uploadID] > 0
}

// old is a job that is kept no longer.
type old struct {
	ID  string `column:"id"`
	Job string `column:"job"`
}

// forgetJobs forgets some jobs that were not heard of for so long, and tells how many.
func (r *Runner) forgetJobs(ctx context.Context, silent time.Duration) (int, error) {
	jobs, err := query.All[old](ctx, r.db, query.Statement{
		Text:   "MATCH (j:" + catalog.JobLabel + ") WHERE j.heardOf < timestamp() - $silent RETURN j.id AS id, j.job AS job ORDER BY j.heardOf LIMIT $most",
		Params: map[string]any{"silent": silent.Milliseconds(), "most": sweepAtOnce},
	})
	if err != nil || len(jobs) == 0 {
		return 0, err
	}
	ids := make([]string, len(jobs))
	for i, j := range jobs {
		ids[i] = j.ID
		// The record goes last, since it is what leads to the file.
		if err := removeRejects(r.store, j); err != nil {
			return 0, err
		}
	}
	return len(jobs), r.db.Write(ctx, func(tx *neo.Tx) error {
		_, err := tx.Query(ctx, query.Statement{Text: "MATCH (j:" + catalog.JobLabel + ") WHERE j.id IN $ids DELETE j", Params: map[string]any{"ids": ids}})
		return err
	})
}

// removeRejects removes the reject file of a job where it is on this machine.
func removeRejects(store *upload.Store, j old) error {
	job, err := stored{Job: j.Job}.job(sentBefore(&alias.WithheldNames{}))
	if err != nil {
		return nil //nolint:nilerr // a record that cannot be read leads to no file, and goes
	}
	up, err := store.Find(job.Upload)
	if err != nil {
		return nil //nolint:nilerr // the upload is gone, or on another machine
	}
	if err := os.Remove(rejectsPath(up, j.ID)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
