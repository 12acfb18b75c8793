package importjob

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/people"
)

// resumePause is how often erasures are looked for of which files are left.
const resumePause = time.Minute

// resume finishes erasures that a service did not live to finish, or could not, until ctx ends.
func (r *Runner) resume(ctx context.Context) {
	ticker := time.NewTicker(resumePause)
	defer ticker.Stop()
	for {
		if err := r.Resume(ctx); err != nil && ctx.Err() == nil {
			r.logger.Warn("files that name somebody erased are left; trying again", "cause", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Resume finishes the erasures of which uploads of this runner's place are still to be looked
// through.
func (r *Runner) Resume(ctx context.Context) error {
	pending, err := people.Pending(ctx, r.db, r.store.Place())
	if err != nil {
		return err
	}
	for _, erased := range pending {
		if err := r.Forget(ctx, erased); err != nil {
			return err
		}
	}
	return nil
}
