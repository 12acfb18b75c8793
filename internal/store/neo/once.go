package neo

import (
	"context"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const (
	// tagKey names the metadata by which a running statement is found again.
	tagKey = "clustergraph"
	// A statement may reach the server after the first try to end it; the server's own
	// time limit ends one that all tries miss.
	terminateTries = 20
	terminatePause = 50 * time.Millisecond
)

// once runs one statement as an auto-commit transaction; its error is the driver's.
//
// The driver does not see the request's deadline: with one it races every read of the
// socket in a goroutine of its own, nine for an answer of one row, which costs a short
// read a tenth of its throughput. Here one goroutine waits for all of them, the server
// gets the deadline as the transaction's, and a request that ends early ends its
// transaction by name.
func (db *DB) once(ctx context.Context, mode neo4j.AccessMode, stmt query.Statement) (query.Rows, error) {
	if err := ctx.Err(); err != nil {
		return query.Rows{}, err
	}
	tag := db.tags.next()
	settings := append(timeoutOf(ctx), neo4j.WithTxMetadata(map[string]any{tagKey: tag}))
	var rows query.Rows
	done := background.Run(func() (err error) {
		rows, err = db.run(context.WithoutCancel(ctx), mode, stmt, settings...)
		return err
	})
	select {
	case err := <-done:
		return rows, err
	case <-ctx.Done():
		background.Run(func() error {
			db.terminate(context.WithoutCancel(ctx), tag, done)
			return nil
		})
		return query.Rows{}, ctx.Err()
	}
}

func (db *DB) run(ctx context.Context, mode neo4j.AccessMode, stmt query.Statement, settings ...func(*neo4j.TransactionConfig)) (query.Rows, error) {
	session := db.session(ctx, mode)
	defer session.Close(ctx)
	db.runs.Add(1)
	result, err := session.Run(ctx, stmt.Text, stmt.Params, settings...)
	if err != nil {
		return query.Rows{}, err
	}
	return rowsOf(ctx, result, stmt.Allowance)
}

// terminate ends the statement with this tag on the server, until it is done.
func (db *DB) terminate(ctx context.Context, tag string, done <-chan error) {
	stmt := query.Statement{
		Text: "SHOW TRANSACTIONS YIELD transactionId AS found, metaData WHERE metaData." + tagKey + " = $tag " +
			"TERMINATE TRANSACTIONS found YIELD message RETURN message",
		Params: map[string]any{"tag": tag},
	}
	for range terminateTries {
		// What fails is tried again; in the end the server's time limit does it.
		_, _ = db.run(ctx, neo4j.AccessModeRead, stmt, neo4j.WithTxTimeout(time.Second))
		select {
		case <-done:
			return
		case <-time.After(terminatePause):
		}
	}
}

// tags are names of statements, distinct over all programs that share a database.
type tags struct {
	prefix string
	last   atomic.Uint64
}

func (t *tags) next() string { return t.prefix + strconv.FormatUint(t.last.Add(1), 36) }
