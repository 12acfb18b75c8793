package neo

import (
	"context"
	"errors"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Tx runs statements inside one transaction.
type Tx struct {
	tx neo4j.ExplicitTransaction
	db *DB
	// last is what remains to be done before the commit.
	last []func(context.Context, *Tx) error
	// failed is the error of the first statement that failed: the transaction takes no other.
	failed error
}

// Last has work done when everything else in the transaction is, just before it is
// committed: what must not be in the way of what is still to come. Work of its own may
// have more done last. A transaction that is undone does none of it.
func (t *Tx) Last(work func(ctx context.Context, tx *Tx) error) { t.last = append(t.last, work) }

// finish does what remains to be done.
func (t *Tx) finish(ctx context.Context) error {
	for len(t.last) > 0 {
		work := t.last[0]
		t.last = t.last[1:]
		if err := work(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// Query runs one statement and returns its rows; its error is the driver's. Behind a statement
// that failed there is nothing but its error, which tells more than that of a transaction that
// has ended.
func (t *Tx) Query(ctx context.Context, stmt query.Statement) (query.Rows, error) {
	if t.failed != nil {
		return query.Rows{}, t.failed
	}
	t.db.runs.Add(1)
	result, err := t.tx.Run(ctx, stmt.Text, stmt.Params)
	var rows query.Rows
	if err == nil {
		rows, err = rowsOf(ctx, result, stmt.Allowance)
	}
	t.failed = err
	return rows, err
}

// Write runs work in one write transaction. It is repeated when the database fails in
// passing, such as by a deadlock, so work must have no other effect than its statements.
func (db *DB) Write(ctx context.Context, work func(*Tx) error) error {
	session := db.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	return db.explained(retried(ctx, db.whileWriting, func() (again bool, err error) { return db.attempt(ctx, session, work) }))
}

// attempt runs work once, and tells whether another attempt may help.
func (db *DB) attempt(ctx context.Context, session neo4j.SessionWithContext, work func(*Tx) error) (again bool, err error) {
	tx, err := session.BeginTransaction(ctx, timeoutOf(ctx)...)
	if err != nil {
		return passing(err), err
	}
	// Rolls back what is not committed; its own failure changes nothing.
	defer func() { _ = tx.Close(context.WithoutCancel(ctx)) }()
	t := &Tx{tx: tx, db: db}
	if err := work(t); err != nil {
		return passing(err), err
	}
	if err := t.finish(ctx); err != nil {
		return passing(err), err
	}
	if err := tx.Commit(ctx); err != nil {
		// A connection that is lost now leaves open whether the commit took effect, and so does
		// a database that gives up: only what the server itself calls off is done again.
		if _, refused := errors.AsType[*neo4j.Neo4jError](err); refused && !Panicked(err) {
			return neo4j.IsRetryable(err), err
		}
		return false, unsure{err}
	}
	return false, nil
}
