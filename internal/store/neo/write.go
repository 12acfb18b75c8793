package neo

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

const (
	// How long a write is tried again: while the database cannot be reached, and while it
	// answers but calls the write off, as it does where many writers meet on one node.
	outagePatience, lockPatience = 10 * time.Second, 30 * time.Second
	// How long work is tried again that finds things removed in its hands: once is the rule.
	vanishPatience = 5 * time.Second
	// Pauses between tries double from the first to the longest. The driver's own begin at a
	// second, which leaves four tries where many writers meet on one node.
	firstPause, longestPause = 10 * time.Millisecond, 500 * time.Millisecond
)

// Tx runs statements inside one transaction.
type Tx struct {
	tx neo4j.ExplicitTransaction
	db *DB
	// last is what remains to be done before the commit.
	last []func(context.Context, *Tx) error
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

// Query runs one statement and returns its rows; its error is the driver's.
func (t *Tx) Query(ctx context.Context, stmt query.Statement) (query.Rows, error) {
	t.db.runs.Add(1)
	result, err := t.tx.Run(ctx, stmt.Text, stmt.Params)
	if err != nil {
		return query.Rows{}, err
	}
	return rowsOf(ctx, result)
}

// Write runs work in one write transaction. It is repeated when the database fails in
// passing, such as by a deadlock, so work must have no other effect than its statements.
func (db *DB) Write(ctx context.Context, work func(*Tx) error) error {
	session := db.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	began := time.Now()
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		again, err := db.attempt(ctx, session, work)
		if err == nil || !again || ctx.Err() != nil || time.Since(began) > db.patienceWith(err) {
			return translate(ctx, err)
		}
		// Writers that met once must not meet again: the pauses differ.
		select {
		case <-ctx.Done():
			return translate(ctx, err)
		case <-time.After(pause/2 + rand.N(pause)):
		}
	}
}

func (db *DB) patienceWith(err error) time.Duration {
	switch {
	case neo4j.IsConnectivityError(err):
		return db.patience
	case vanished(err):
		return vanishPatience
	}
	return lockPatience
}

// attempt runs work once, and tells whether another attempt may help.
func (db *DB) attempt(ctx context.Context, session neo4j.SessionWithContext, work func(*Tx) error) (again bool, err error) {
	tx, err := session.BeginTransaction(ctx, timeoutOf(ctx)...)
	if err != nil {
		return neo4j.IsRetryable(err), err
	}
	// Rolls back what is not committed; its own failure changes nothing.
	defer func() { _ = tx.Close(context.WithoutCancel(ctx)) }()
	t := &Tx{tx: tx, db: db}
	if err := work(t); err != nil {
		return neo4j.IsRetryable(err) || vanished(err), err
	}
	if err := t.finish(ctx); err != nil {
		return neo4j.IsRetryable(err), err
	}
	if err := tx.Commit(ctx); err != nil {
		// A connection that is lost now leaves open whether the commit took effect: only
		// what the server itself calls off is done again.
		_, refused := errors.AsType[*neo4j.Neo4jError](err)
		return refused && neo4j.IsRetryable(err), err
	}
	return false, nil
}
