package neo

import (
	"context"
	"sync"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// reads runs the statements of one request: a lone one as an auto-commit read, several in
// one read transaction. Where a lone one turns out not to be the last, those behind it share
// a transaction. A statement that fails takes its transaction with it, and the next one begins
// another: Neo4j reads what is committed, statement by statement, so nothing is lost by it.
type reads struct {
	db *DB

	mu      sync.Mutex
	lone    bool
	session neo4j.SessionWithContext
	tx      neo4j.ExplicitTransaction
}

// Reads returns what runs the statements of a request, of which lone tells that it expects to
// need no more than one. Close must be called.
func (db *DB) Reads(lone bool) query.Reading { return &reads{db: db, lone: lone} }

// Query runs one statement and returns its rows.
func (r *reads) Query(ctx context.Context, stmt query.Statement) (query.Rows, error) {
	if r.first() {
		return r.db.Query(ctx, stmt)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var rows query.Rows
	err := retried(ctx, whileReading, func() (again bool, err error) {
		if rows, err = r.run(ctx, stmt); err != nil {
			r.end(context.WithoutCancel(ctx))
		}
		return passing(err), err
	})
	return rows, r.db.explained(err)
}

// run runs a statement in the transaction at hand; its error is the driver's.
func (r *reads) run(ctx context.Context, stmt query.Statement) (query.Rows, error) {
	if r.tx == nil {
		if err := r.begin(ctx); err != nil {
			return query.Rows{}, err
		}
	}
	r.db.runs.Add(1)
	result, err := r.tx.Run(ctx, stmt.Text, stmt.Params)
	if err != nil {
		return query.Rows{}, err
	}
	return rowsOf(ctx, result, stmt.Allowance)
}

// first tells whether the statement at hand is the first of a request that needs one.
func (r *reads) first() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	first := r.lone
	r.lone = false
	return first
}

func (r *reads) begin(ctx context.Context) error {
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
func (r *reads) Close(ctx context.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.end(ctx)
}

func (r *reads) end(ctx context.Context) {
	if r.tx != nil {
		_ = r.tx.Close(ctx)
	}
	if r.session != nil {
		_ = r.session.Close(ctx)
	}
	r.tx, r.session = nil, nil
}
