package importjob

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// beat is how often a running job is noted in the database.
const beat = 500 * time.Millisecond

// tracker keeps the state of a running job.
type tracker struct {
	db *neo.DB

	mu  sync.Mutex
	job *Job
}

// progress takes in how far the import is.
func (t *tracker) progress(p ingest.Progress) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.job.Report = p.Report
	if p.Total > 0 {
		t.job.Progress = min(float64(p.Done)/float64(p.Total), 1)
	}
}

func (t *tracker) snapshot() *Job {
	t.mu.Lock()
	defer t.mu.Unlock()
	job := *t.job
	return &job
}

// keep notes the job again and again until stop is called; cancelled is called when a
// request somewhere asked for its end.
func (t *tracker) keep(ctx context.Context, cancelled func(), log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := background.Go(log, "noting how far an import is", func() error {
		ticker := time.NewTicker(beat)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-ticker.C:
				asked, err := save(ctx, t.db, t.snapshot())
				if err != nil && ctx.Err() == nil {
					log.Warn("how far an import is could not be noted", "job", t.job.ID, "cause", err)
				}
				if asked {
					cancelled()
				}
			}
		}
	})
	return func() {
		cancel()
		<-done
	}
}

// end sets what came of the job.
func (t *tracker) end(report ingest.Report, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := scalar.FormatDateTime(time.Now())
	t.job.Report, t.job.FinishedAt = report, &now
	switch {
	case err == nil:
		t.job.State, t.job.Progress = Done, 1
	case errors.Is(err, errCancelled):
		t.job.State, t.job.Message = Cancelled, "what was written stays; "+howToGoOn
	case errors.Is(err, errStopping):
		t.job.State, t.job.Message = Interrupted, "the service stopped; "+howToGoOn
	default:
		t.job.State, t.job.Message = Failed, messageOf(err)
	}
}

// messageOf is what a client reads; causes are for the log.
func messageOf(err error) string {
	if f, ok := errors.AsType[*fault.Error](err); ok && f.Code != fault.Internal {
		return f.Message
	}
	return "the import failed; the log holds the cause"
}
