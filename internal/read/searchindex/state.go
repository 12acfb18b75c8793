package search

import (
	"context"
	"errors"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// state is how far the documents have come. It is stored on one node, which is changed in
// the transaction of the documents, so that a copy that dies leaves nothing half done.
type state struct {
	// step counts the transactions. A copy of the service that finds another count than
	// the one it began with was overtaken, and begins again.
	step int64
	// layout is that of the documents.
	layout string
	// cursor is the place in the feed of changes.
	cursor string
	// scanning is the entity that is being read from the beginning, empty when the scan is
	// done; scanned is the last id that was read of it.
	scanning, scanned string
}

// errOvertaken tells that another copy of the service took the step.
var errOvertaken = errors.New("search: another copy took this step")

const stateNode = "(s:" + catalog.SearchStateLabel + " {id: 'search'})"

func (x *Indexer) readState(ctx context.Context) (state, error) {
	rows, err := x.db.Read(ctx, query.Statement{
		Text: "MATCH " + stateNode + " RETURN s.step, s.layout, s.cursor, s.scanning, s.scanned",
	})
	if err != nil || len(rows) == 0 {
		return state{}, err
	}
	var s state
	s.step, _ = rows[0][0].(int64)
	for i, text := range []*string{&s.layout, &s.cursor, &s.scanning, &s.scanned} {
		*text, _ = rows[0][i+1].(string)
	}
	return s, nil
}

// advance runs work in one transaction, under the lock of the state's node, and changes the
// state from one to the other.
func (x *Indexer) advance(ctx context.Context, from, to state, work func(*neo.Tx) error) error {
	return x.db.Write(ctx, func(tx *neo.Tx) error {
		rows, err := tx.Run(ctx, query.Statement{
			// The first SET takes the lock, so that the step is read under it.
			Text: "MERGE " + stateNode + " SET s.locked = true WITH s WHERE coalesce(s.step, 0) = $step SET s = $state RETURN s.step",
			Params: map[string]any{"step": from.step, "state": map[string]any{
				"id": "search", "step": from.step + 1, "layout": to.layout, "cursor": to.cursor, "scanning": to.scanning, "scanned": to.scanned,
			}},
		})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return errOvertaken
		}
		return work(tx)
	})
}
