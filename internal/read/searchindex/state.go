package searchindex

import (
	"context"
	"errors"
	"strconv"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// state is how far the documents have come. It is stored on one node, which is changed in
// the transaction of the documents, so that a copy that dies leaves nothing half done.
type state struct {
	// Step counts the transactions. A copy of the service that finds another count than
	// the one it began with was overtaken, and begins again.
	Step int64 `column:"step"`
	// Layout is that of the documents.
	Layout string `column:"layout"`
	// Generation counts how often all documents were to be written anew.
	Generation int64 `column:"generation"`
	// Cursor is the place in the feed of changes.
	Cursor string `column:"cursor"`
	// Scanning is the entity that is being read from the beginning, empty when the scan is
	// done; Scanned is the last id that was read of it.
	Scanning string `column:"scanning"`
	Scanned  string `column:"scanned"`
}

// errOvertaken tells that another copy of the service took the step.
var errOvertaken = errors.New("searchindex: another copy took this step")

const stateNode = "(s:" + catalog.SearchStateLabel + " {id: 'search'})"

// edition is what documents of the layout and generation are marked with.
func (s state) edition() string {
	if s.Generation == 0 {
		return s.Layout
	}
	return s.Layout + "#" + strconv.FormatInt(s.Generation, 10)
}

// readState returns the zero state for a graph that was never indexed.
func (x *Indexer) readState(ctx context.Context) (state, error) {
	s, _, err := query.One[state](ctx, x.db, query.Statement{
		Text: "MATCH " + stateNode + " RETURN s.step AS step, s.layout AS layout, coalesce(s.generation, 0) AS generation, s.cursor AS cursor, s.scanning AS scanning, s.scanned AS scanned",
	})
	return s, err
}

// advance runs work in one transaction, under the lock of the state's node, and changes the
// state from one to the other.
func (x *Indexer) advance(ctx context.Context, from, to state, work func(*neo.Tx) error) error {
	return x.db.Write(ctx, func(tx *neo.Tx) error {
		rows, err := tx.Query(ctx, query.Statement{
			// The first SET takes the lock, so that the step is read under it.
			Text: "MERGE " + stateNode + " SET s.locked = true WITH s WHERE coalesce(s.step, 0) = $step SET s = $state RETURN s.step",
			Params: map[string]any{"step": from.Step, "state": map[string]any{
				"id": "search", "step": from.Step + 1, "layout": to.Layout, "generation": to.Generation, "cursor": to.Cursor, "scanning": to.Scanning, "scanned": to.Scanned,
			}},
		})
		if err != nil {
			return err
		}
		if len(rows.Values) == 0 {
			return errOvertaken
		}
		return work(tx)
	})
}
