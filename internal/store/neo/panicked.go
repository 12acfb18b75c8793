package neo

import (
	"context"
	"errors"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Panicked tells whether err says that the database gave up, as it does where its disk is full:
// it answers nothing any more until it is started again.
func Panicked(err error) bool {
	e, ok := errors.AsType[*neo4j.Neo4jError](err)
	return ok && panicked(e)
}

// logFailed is the code of the commit that found no room for its transaction.
const logFailed = "Neo.DatabaseError.Transaction.TransactionLogError"

// panicked knows what comes after that commit by its words: the code only tells what could not be
// done, such as to begin a transaction.
func panicked(e *neo4j.Neo4jError) bool {
	return e.Code == logFailed || strings.Contains(e.Msg, "needs to be restarted")
}

// Ready asks the database something that it has to look up: that it shakes hands does not say
// that it answers.
func (db *DB) Ready(ctx context.Context) error {
	_, err := db.Query(ctx, query.Statement{Text: "MATCH (n) RETURN 1 LIMIT 1"})
	return err
}

// explained adds to an error of a database that gave up what is known where it runs.
func (db *DB) explained(err error) error {
	f, is := errors.AsType[*fault.Error](err)
	if db.panicked == nil || !is || !Panicked(err) {
		return err
	}
	known := *f
	known.Message += "; " + db.panicked()
	return &known
}
