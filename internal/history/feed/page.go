package feed

import (
	"context"
	"fmt"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// MaxPage is the greatest size of a page.
const MaxPage = 200

// Page is a part of a list of entries.
type Page struct {
	Items []Item
	// Before and After tell that entries come before and after the page.
	Before, After bool
}

// Item is an entry of a page, with the cursor that the next page begins after.
type Item struct {
	Entry
	Cursor string
}

// Changes returns a page of the feed after a cursor, or from the beginning where that is
// empty, without what was changed before a moment, unless that is zero.
func Changes(ctx context.Context, db *neo.DB, since time.Time, after string, first int) (Page, error) {
	cursor, err := ParseCursor(after)
	if err == nil {
		err = checkSize(first)
	}
	if err == nil && !since.IsZero() {
		var start Cursor
		start, err = At(ctx, db, since)
		cursor = later(cursor, start)
	}
	if err != nil {
		return Page{}, err
	}
	entries, _, err := Since(ctx, db, cursor, first+1)
	if err != nil {
		return Page{}, err
	}
	return cut(entries, first, after != "", func(i int) string { return entries[i].Cursor.String() }), nil
}

// HistoryPage returns a page of what History returns. Histories only grow, so that the
// number of an entry finds it again.
func HistoryPage(ctx context.Context, db *neo.DB, cat *catalog.Catalog, id, after string, first int) (Page, error) {
	skip := 0
	err := checkSize(first)
	if err == nil && after != "" {
		skip, _, err = parseHistoryCursor(after)
	}
	if err != nil {
		return Page{}, err
	}
	entries, err := settledHistory(ctx, db, cat, id)
	if err != nil {
		return Page{}, err
	}
	skip = min(skip, len(entries))
	rest := entries[skip:]
	err = withCursors(ctx, db, id, rest[:min(first, len(rest))])
	return cut(rest, first, skip > 0, func(i int) string { return historyCursor(skip+i+1, rest[i].Cursor) }), err
}

func checkSize(first int) error {
	if first < 0 || first > MaxPage {
		return &fault.Error{Code: fault.BadUserInput, Message: fmt.Sprintf("first is %d, expected 0 to %d", first, MaxPage), Path: []any{"first"}}
	}
	return nil
}

func later(a, b Cursor) Cursor {
	if a.position > b.position || a.position == b.position && a.place > b.place {
		return a
	}
	return b
}

func cut(entries []Entry, first int, before bool, cursor func(i int) string) Page {
	p := Page{Before: before, After: len(entries) > first}
	for i, e := range entries[:min(first, len(entries))] {
		p.Items = append(p.Items, Item{Entry: e, Cursor: cursor(i)})
	}
	return p
}
