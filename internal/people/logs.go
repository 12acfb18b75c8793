package people

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// ForgetLogs takes an erasure out of the logs of Neo4j's transactions, where that Neo4j is ours: they
// name what was removed. A log stays until a later one has something in it, so that the erasure is
// noted once more in between.
func (e *Erasure) ForgetLogs(ctx context.Context, db *neo.DB) error {
	ours, err := db.RotateLogs(ctx)
	if err != nil || !ours {
		return err
	}
	if err := db.Write(ctx, func(tx *neo.Tx) error { return e.Keep(ctx, tx, e.place) }); err != nil {
		return err
	}
	_, err = db.RotateLogs(ctx)
	return err
}
