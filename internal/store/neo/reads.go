package neo

import (
	"context"
	"sync"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Reads runs the statements of one request: a lone one as an auto-commit read, several in
// one read transaction, so that they see the same graph. It is safe for concurrent use.
type Reads struct {
	db      *DB
	several bool

	mu      sync.Mutex
	session neo4j.SessionWithContext
	tx      neo4j.ExplicitTransaction
}

// Reads returns a reader for a request of so many statements. Close must be called.
func (db *DB) Reads(statements int) *Reads { return &Reads{db: db, several: statements > 1} }

// Read is Query with the values by position alone.
func (r *Reads) Read(ctx context.Context, stmt query.Statement) ([][]any, error) {
	rows, err := r.Query(ctx, stmt)
	return rows.Values, err
}

// Query runs one statement and returns its rows.
func (r *Reads) Query(ctx context.Context, stmt query.Statement) (query.Rows, error) {
	if !r.several {
		return r.db.Query(ctx, stmt)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tx == nil {
		if err := r.begin(ctx); err != nil {
			return query.Rows{}, translate(ctx, err)
		}
	}
	r.db.runs.Add(1)
	result, err := r.tx.Run(ctx, stmt.Text, stmt.Params)
	if err != nil {
		return query.Rows{}, translate(ctx, err)
	}
	rows, err := rowsOf(ctx, result)
	return rows, translate(ctx, err)
}

func (r *Reads) begin(ctx context.Context) error {
	r.session = r.db.session(ctx, neo4j.AccessModeRead)
	tx, err := r.session.BeginTransaction(ctx, timeoutOf(ctx)...)
	if err != nil {
		return err
	}
	r.tx = tx
	return nil
}

// Close ends the transaction, if there is one. Nothing was written, so an error of the
// end has no consequence.
func (r *Reads) Close(ctx context.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tx != nil {
		_ = r.tx.Close(ctx)
	}
	if r.session != nil {
		_ = r.session.Close(ctx)
	}
}
