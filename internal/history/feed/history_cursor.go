package feed

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// A cursor of a history is the number of an entry and, so that the feed can be followed from
// there too, the cursor of the feed behind that entry.
const historyForm = "h%d@%d.%d"

func historyCursor(n int, behind Cursor) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, historyForm, n, behind.position, behind.place))
}

func parseHistoryCursor(s string) (n int, behind Cursor, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		_, err = fmt.Sscanf(string(raw), historyForm, &n, &behind.position, &behind.place)
	}
	if err != nil || n < 0 || behind.position < 0 || behind.place < 0 || historyCursor(n, behind) != s {
		return 0, Cursor{}, &fault.Error{Code: fault.BadUserInput, Message: "this is no cursor of a history; pass the endCursor of a page, or leave it out", Path: []any{"after"}}
	}
	return n, behind, nil
}

// settleTries is how often a history is read until all of its entries have positions.
const settleTries = 5

// settledHistory is History once more when an entry was committed meanwhile, and has no
// position yet.
func settledHistory(ctx context.Context, db *neo.DB, cat *catalog.Catalog, id string) (entries []Entry, err error) {
	for range settleTries {
		entries, err = History(ctx, db, cat, id)
		if err != nil || !slices.ContainsFunc(entries, func(e Entry) bool { return e.Position == 0 }) {
			break
		}
	}
	return entries, err
}

// withCursors gives the entries of the thing with an id the cursors of the feed that lie behind
// them. One without a position has that of the entry before: nothing behind it is missed.
func withCursors(ctx context.Context, db *neo.DB, id string, entries []Entry) error {
	var made []any
	for i := range entries {
		e := &entries[i]
		if e.Kind == journal.ChangeCreate {
			made = append(made, e.Position)
		}
		switch {
		case e.Position > 0:
			e.Cursor = Cursor{position: e.Position + 1}
		case i > 0:
			e.Cursor = entries[i-1].Cursor
		}
	}
	if len(made) == 0 {
		return nil
	}
	rows, err := db.Read(ctx, query.Statement{
		Text: "UNWIND $positions AS p MATCH (c:" + catalog.ChangeLabel + " {position: p}) WITH c.position AS p, c.ids AS ids " +
			"RETURN p, [i IN range(0, size(ids) - 1) WHERE ids[i] = $id][0], size(ids)",
		Params: map[string]any{"positions": made, "id": id},
	})
	if err != nil {
		return err
	}
	for _, row := range rows {
		position, _ := row[0].(int64)
		place, found := row[1].(int64)
		count, _ := row[2].(int64)
		for i := range entries {
			if found && entries[i].Position == position {
				entries[i].Cursor = change{Entry: entries[i], count: int(count)}.entry(int(place)).Cursor
			}
		}
	}
	return nil
}
