package importjob

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// maxRunning bounds the imports that one process runs at a time.
const maxRunning = 2

// Runner runs imports in the background of a service.
type Runner struct {
	db     *neo.DB
	cat    *catalog.Catalog
	store  *upload.Store
	logger *slog.Logger

	mu      sync.Mutex
	running map[string]context.CancelCauseFunc
	// uploads counts the jobs that run, by upload.
	uploads map[string]int
	closed  bool
	done    sync.WaitGroup
	// watchers look at jobs that somebody follows.
	watchers *watchers
	// ending ends what the runner does by itself.
	ending context.CancelFunc
}

// NewRunner returns a runner of imports of the store's uploads, which finishes erasures that were
// interrupted, and removes what is old. Close must be called.
func NewRunner(db *neo.DB, cat *catalog.Catalog, store *upload.Store, logger *slog.Logger) *Runner {
	r := &Runner{db: db, cat: cat, store: store, logger: logger, running: map[string]context.CancelCauseFunc{}, uploads: map[string]int{}}
	ctx, cancel := context.WithCancel(context.Background())
	r.ending = cancel
	r.watchers = newWatchers(ctx, r.Find, beat, logger)
	for name, work := range map[string]func(context.Context){"the end of erasures": r.resume, "the end of old uploads": r.sweep} {
		r.done.Add(1)
		background.Go(logger, name, func() error {
			defer r.done.Done()
			work(ctx)
			return nil
		})
	}
	return r
}

// Start starts an import of an upload and returns at once. A mapping that cannot be used
// is an error here; what is wrong with the files is told by the job.
func (r *Runner) Start(ctx context.Context, uploadID, mappingText string, dryRun bool, policy privacy.Policy) (*Job, error) {
	up, lost := r.store.Find(uploadID)
	m, unread := mapping.Parse([]byte(mappingText), r.cat)
	if err := fault.Join(lost, fault.At(unread, "mapping")); err != nil {
		return nil, err
	}
	job := &Job{ID: newID(), State: Running, Upload: uploadID, Sent: up.Sent(), DryRun: dryRun, StartedAt: scalar.FormatDateTime(time.Now())}
	// The job outlives the request that starts it.
	work, err := r.enter(context.WithoutCancel(ctx), job)
	if err != nil {
		return nil, err
	}
	if _, err := save(ctx, r.db, job); err != nil {
		r.leave(job)
		return nil, err
	}
	started := *job
	background.Go(r.logger, "an import", func() error {
		defer r.leave(&started)
		r.run(work, job, up, plan{m, mappingText, policy})
		return nil
	})
	return &started, nil
}

// plan is how a job imports.
type plan struct {
	mapping *mapping.Mapping
	text    string // of the mapping
	policy  privacy.Policy
}

const jobPrefix = "job"

var jobForm = regexp.MustCompile(`^` + jobPrefix + `_[a-z2-7]{26}$`)

func newID() string { return jobPrefix + "_" + strings.ToLower(rand.Text()) }

func (r *Runner) enter(ctx context.Context, job *Job) (context.Context, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.closed:
		return nil, fault.New(fault.DatabaseUnavailable, "the service is stopping; try again shortly")
	case len(r.running) >= maxRunning:
		return nil, fault.New(fault.RateLimited, "%d imports are running already; wait for one to end, or cancel it", maxRunning)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	r.running[job.ID] = cancel
	r.uploads[job.Upload]++
	r.done.Add(1)
	return ctx, nil
}

func (r *Runner) leave(job *Job) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running[job.ID](nil)
	delete(r.running, job.ID)
	if r.uploads[job.Upload]--; r.uploads[job.Upload] == 0 {
		delete(r.uploads, job.Upload)
	}
	r.done.Done()
}

// Cancel asks a job to stop after the batch in hand, whichever copy of the service runs it.
func (r *Runner) Cancel(ctx context.Context, id string) (*Job, error) {
	job, err := r.Find(ctx, id)
	if err != nil || job.Ended() {
		return job, err
	}
	if err := askToCancel(ctx, r.db, id); err != nil {
		return nil, err
	}
	r.stop(id)
	return job, nil
}

// Close stops what runs after the batch in hand and waits for it. What is stopped goes on
// when it is started again.
func (r *Runner) Close() {
	r.mu.Lock()
	r.closed = true
	r.ending()
	for _, cancel := range r.running {
		cancel(errStopping)
	}
	r.mu.Unlock()
	r.done.Wait()
}

// run imports and keeps the job's state current.
func (r *Runner) run(ctx context.Context, job *Job, up *upload.Upload, how plan) {
	state := &tracker{db: r.db, job: job}
	stop := state.keep(ctx, func() { r.stop(job.ID) }, r.logger)
	var report ingest.Report
	err := background.Do(func() (err error) {
		report, err = r.importAll(ctx, state, up, how)
		return err
	})
	stop()
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	state.end(report, err)
	if job.State == Failed {
		r.logger.Error("import failed", "job", job.ID, "cause", err)
	}
	// Told even when the job was cancelled.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
	defer cancel()
	if _, err := save(ctx, r.db, job); err != nil {
		r.logger.Error("the end of an import could not be noted", "job", job.ID, "cause", err)
	}
	r.logger.Info("import ended", "job", job.ID, "state", job.State, "rows", report.Rows, "rejected", report.Rejected)
}

// endTime bounds the wait for the database when a job ends.
const endTime = 30 * time.Second

// Why a job ends before its import does.
var (
	errCancelled = errors.New("cancelled")
	errStopping  = errors.New("the service is stopping")
)

func (r *Runner) stop(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if cancel := r.running[id]; cancel != nil {
		cancel(errCancelled)
	}
}

func (r *Runner) importAll(ctx context.Context, state *tracker, up *upload.Upload, how plan) (report ingest.Report, err error) {
	files, closer, err := up.FS()
	if err != nil {
		return report, err
	}
	defer closer.Close()
	rejects, err := openRejects(up, state.job, how.text)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, rejects.Close()) }()
	return ingest.Run(ctx, r.db, r.cat, how.mapping, files, ingest.Options{
		Policy: how.policy, DryRun: state.job.DryRun, Rejects: rejects, Actor: "import:" + state.job.ID, Progress: state.progress,
	})
}
