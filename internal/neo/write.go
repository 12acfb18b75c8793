package neo

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Tx runs statements inside one transaction.
type Tx struct {
	tx neo4j.ManagedTransaction
	db *DB
}

// Run runs one statement and returns its rows, values by position.
func (t *Tx) Run(ctx context.Context, stmt Statement) ([][]any, error) {
	t.db.runs.Add(1)
	result, err := t.tx.Run(ctx, stmt.Text, stmt.Params)
	if err != nil {
		return nil, err
	}
	return rowsOf(ctx, result)
}

// Write runs work in one write transaction. The driver repeats it when the
// database fails in passing, so work must have no other effect than its statements.
func (db *DB) Write(ctx context.Context, work func(*Tx) error) error {
	session := db.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		return nil, work(&Tx{tx: tx, db: db})
	}, timeoutOf(ctx)...)
	return translate(ctx, err)
}
