package neo

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Query runs one statement as an auto-commit read and returns its rows. An auto-commit
// read spares the round trips of a transaction; what fails in passing is tried again.
func (db *DB) Query(ctx context.Context, stmt query.Statement) (query.Rows, error) {
	var rows query.Rows
	err := retried(ctx, whileReading, func() (again bool, err error) {
		rows, err = db.once(ctx, neo4j.AccessModeRead, stmt)
		return passing(err), err
	})
	return rows, db.explained(err)
}

// Exec runs one statement of any kind as an auto-commit transaction, without
// retry: schema statements, procedures, EXPLAIN and PROFILE.
func (db *DB) Exec(ctx context.Context, stmt query.Statement) ([][]any, error) {
	rows, err := db.once(ctx, neo4j.AccessModeWrite, stmt)
	return rows.Values, db.explained(translate(ctx, err))
}

// rowsOf reads the rows of a result until its statement's allowance is used up. What fails may be
// tried again, and then counts anew.
func rowsOf(ctx context.Context, result neo4j.ResultWithContext, allowance *query.Allowance) (query.Rows, error) {
	columns, err := result.Keys()
	if err != nil {
		return query.Rows{}, err
	}
	rows, taken := query.Rows{Columns: columns}, 0
	for result.Next(ctx) {
		row := result.Record().Values
		size := query.Size(row)
		taken += size
		if err := allowance.Take(size); err != nil {
			return query.Rows{}, err
		}
		rows.Values = append(rows.Values, row)
	}
	if err := result.Err(); err != nil {
		allowance.Give(taken)
		return query.Rows{}, err
	}
	return rows, nil
}

// timeoutOf passes the request's deadline on to the server, so that a statement
// ends there too when the connection that would cancel it is gone.
func timeoutOf(ctx context.Context) []func(*neo4j.TransactionConfig) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return nil
	}
	return []func(*neo4j.TransactionConfig){neo4j.WithTxTimeout(max(time.Until(deadline), time.Millisecond))}
}
