package feed

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// MaxPage is the greatest size of a page.
const MaxPage = 200

// Page is a part of a list of entries.
type Page struct {
	Items []Item
	// Before and After tell that entries come before and after the page.
	Before, After bool
	// End is where the list goes on, empty where there is nothing.
	End string
}

// Item is an entry of a page, with the cursor that the next page begins after.
type Item struct {
	Entry
	Cursor string
}

// Keep returns entries as a reader may see them, nil for those that it may not.
type Keep func(ctx context.Context, entries []Entry) ([]*Entry, error)

// mostScanned bounds the entries that one page looks at: it ends there, shorter than asked for.
const mostScanned = 20_000

// List is which changes are asked for: between two places, the newest first or last.
type List struct {
	After, Before Cursor
	Want          Want
	Newest        bool
}

// all tells that every change behind a place is asked for, the oldest first.
func (l List) all() bool {
	return l.Want.Types == nil && l.Want.IDs == nil && l.Want.By == nil && l.Want.Kinds == nil && !l.Newest
}

// Changes returns a page of the entries of a list that are kept. Those that are not are passed
// over, so that nothing tells of them.
func Changes(ctx context.Context, run query.Runner, list List, first int, keep Keep) (Page, error) {
	var p Page
	var found []Entry
	size := first + 1
	for scanned := 0; scanned < mostScanned; {
		looked, err := list.look(ctx, run, size)
		if err != nil {
			return p, err
		}
		kept, err := keep(ctx, looked.entries)
		if err != nil {
			return p, err
		}
		for _, e := range kept {
			if e != nil {
				found = append(found, *e)
			}
		}
		p = cut(found, first, func(i int) string { return list.cursor(found[i]) })
		if p.After {
			return p, nil
		}
		// A reader goes on behind what was looked at, those that it may not see included.
		if scanned += looked.cost; scanned > 0 {
			p.End = list.end()
		}
		if !looked.more {
			return p, nil
		}
	}
	p.After = true
	return p, nil
}

// HistoryPage returns a page of the changes of the element with an id, oldest first, with the
// values that it was made with, as far as they are kept; an element of which none is kept is
// NOT_FOUND. What is asked was checked, by CheckHistory. Histories only grow, so that the number of
// an entry finds it again.
func HistoryPage(ctx context.Context, run query.Runner, cat *catalog.Catalog, id, after string, first int, keep Keep) (Page, error) {
	skip := 0
	if after != "" {
		skip, _, _ = parseHistoryCursor(after)
	}
	past, err := PastOf(ctx, run, cat, id)
	if err != nil {
		return Page{}, err
	}
	list, numbers, err := numbered(ctx, past.Entries, skip, keep)
	if err != nil {
		return Page{}, err
	}
	err = withCursors(ctx, run, id, list[:min(first, len(list))])
	p := cut(list, first, func(i int) string { return historyCursor(numbers[i], list[i].Cursor) })
	p.Before = skip > 0
	return p, err
}

// numbered are the entries behind the first ones that are kept, and their numbers.
func numbered(ctx context.Context, entries []Entry, skip int, keep Keep) (list []Entry, numbers []int, err error) {
	kept, err := keep(ctx, entries)
	if err != nil {
		return nil, nil, err
	}
	none := len(entries) > 0
	for i, e := range kept {
		if e == nil {
			continue
		}
		none = false
		if i >= skip {
			list, numbers = append(list, *e), append(numbers, i+1)
		}
	}
	if none {
		return nil, nil, element.Unknown()
	}
	return list, numbers, nil
}

// CheckSize refuses a size that no page has.
func CheckSize(first int) error {
	if first < 0 || first > MaxPage {
		return fault.New(fault.BadUserInput, "first is %d, expected 0 to %d", first, MaxPage).At("first")
	}
	return nil
}

// Later is the cursor that lies further on.
func Later(a, b Cursor) Cursor {
	if a.position > b.position || a.position == b.position && a.place > b.place {
		return a
	}
	return b
}

// Sooner is the cursor that lies less far on.
func Sooner(a, b Cursor) Cursor {
	if Later(a, b) == a {
		return b
	}
	return a
}

func cut(entries []Entry, first int, cursor func(i int) string) Page {
	p := Page{After: len(entries) > first}
	for i, e := range entries[:min(first, len(entries))] {
		p.Items = append(p.Items, Item{Entry: e, Cursor: cursor(i)})
		p.End = p.Items[i].Cursor
	}
	return p
}
