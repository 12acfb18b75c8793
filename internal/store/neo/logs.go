package neo

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// rotateLogs is a procedure of a Neo4j that we started (see package localneo4j).
const rotateLogs = "clustergraph.rotateLogs"

// RotateLogs has a Neo4j that we started begin a new log of its transactions and write all pages;
// it then removes logs before the last one that has something in it. So what was written is in no log
// after the second call with a write in between. false tells that the database has no such
// procedure: it belongs to somebody else, who looks after its logs.
func (db *DB) RotateLogs(ctx context.Context) (bool, error) {
	known, err := query.Values[string](ctx, db, query.Statement{
		Text: "SHOW PROCEDURES YIELD name WHERE name = $name RETURN name", Params: map[string]any{"name": rotateLogs},
	}, "name")
	if err != nil || len(known) == 0 {
		return false, err
	}
	_, err = db.Query(ctx, query.Statement{Text: "CALL " + rotateLogs + "()"})
	return err == nil, err
}
