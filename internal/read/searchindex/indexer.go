package searchindex

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

const (
	// batchSize bounds the entities of one transaction. A transaction costs the index a
	// commit of its own, whatever its size; that is what the writers are spared.
	batchSize = 1_000
	// feedLimit bounds the changes that are read at once; most may be of relationships,
	// which need no document.
	feedLimit = 5_000
	// interval is the time between two transactions when there is little to do. A write is
	// found after at most about twice this.
	interval = 500 * time.Millisecond
)

// Indexer keeps the documents in step with the entities. Any copy of the service may run
// one: each step is taken under the lock of one node, and where one dies the others go on.
type Indexer struct {
	db     *neo.DB
	cat    *catalog.Catalog
	layout *search.Layout
	// ahead are entries that were read and not yet taken in, valid for aheadOf only.
	ahead   []feed.Entry
	aheadOf string
}

// NewIndexer returns an indexer of the graph.
func NewIndexer(db *neo.DB, cat *catalog.Catalog) *Indexer {
	return &Indexer{db: db, cat: cat, layout: search.NewLayout(cat)}
}

// Run keeps the documents in step until the context ends. Failures are logged and tried
// again.
func (x *Indexer) Run(ctx context.Context, log *slog.Logger) {
	for pause := time.Duration(0); ; {
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		began := time.Now()
		var done progress
		err := background.Do(func() (err error) {
			done, err = x.step(ctx)
			return err
		})
		if err != nil && ctx.Err() == nil {
			log.Warn("search falls behind: its documents cannot be written; trying again", "cause", err)
			pause = 10 * interval
			continue
		}
		pause = rest(done, time.Since(began))
	}
}

// progress is the result of a step.
type progress struct {
	// entities is how many were taken in.
	entities int
	// more tells that there was something to do, behind that there is more already.
	more, behind bool
}

// rest is the pause after a step. A backlog is worked off with as much rest as work, so
// that writers keep at least half of the database. Otherwise transactions are an interval
// apart, and the feed is looked at twice in it; on a machine that is too slow for that there
// is hardly a pause, or a write would not be found for long.
func rest(p progress, took time.Duration) time.Duration {
	switch {
	case p.behind:
		return took
	case !p.more:
		return interval / 2
	}
	return max(interval-took, interval/10)
}

// CatchUp takes in all that was committed before the call, and reports the number of
// entities taken in so far.
func (x *Indexer) CatchUp(ctx context.Context, report func(entities int)) error {
	total := 0
	for {
		done, err := x.step(ctx)
		if err != nil || !done.more {
			return err
		}
		total += done.entities
		report(total)
	}
}

// Step takes in at most one batch of changes, and one batch of entities of a graph that is
// being indexed anew. It returns the number of entities taken in.
func (x *Indexer) Step(ctx context.Context) (int, error) {
	done, err := x.step(ctx)
	return done.entities, err
}

func (x *Indexer) step(ctx context.Context) (progress, error) {
	busy := progress{more: true, behind: true}
	s, err := x.readState(ctx)
	if err != nil {
		return progress{}, err
	}
	if s.Layout != x.layout.Version() {
		return busy, x.overtaken(x.begin(ctx, s))
	}
	done, err := x.follow(ctx, s)
	if err != nil || s.Scanning == "" {
		return done, x.overtaken(err)
	}
	if done.more {
		if s, err = x.readState(ctx); err != nil || s.Scanning == "" {
			return busy, err
		}
	}
	scanned, err := x.scan(ctx, s)
	busy.entities = done.entities + scanned
	return busy, x.overtaken(err)
}

// overtaken takes it for no error that another copy took the step.
func (x *Indexer) overtaken(err error) error {
	if errors.Is(err, errOvertaken) {
		return nil
	}
	return err
}
