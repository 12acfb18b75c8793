package viewtest

import (
	"context"
	"sync"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Recorder is a store for Views that notes what is read. It is safe for concurrent use.
type Recorder struct {
	runner query.Runner

	mu         sync.Mutex
	statements []query.Statement
}

// Record returns a store that reads by a runner, such as a database.
func Record(runner query.Runner) *Recorder { return &Recorder{runner: runner} }

// Reads returns what runs and notes statements.
func (r *Recorder) Reads(bool) query.Reading { return reading{r} }

// Statements are those that were run, in their order.
func (r *Recorder) Statements() []query.Statement {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]query.Statement{}, r.statements...)
}

type reading struct{ *Recorder }

// Query runs a statement and notes it.
func (r reading) Query(ctx context.Context, stmt query.Statement) (query.Rows, error) {
	r.mu.Lock()
	r.statements = append(r.statements, stmt)
	r.mu.Unlock()
	return r.runner.Query(ctx, stmt)
}

// Close ends nothing: each statement is one of its own.
func (reading) Close(context.Context) {}
