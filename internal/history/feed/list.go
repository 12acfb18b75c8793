package feed

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// costOfStretch is what a look at a stretch of the feed costs a page, in entries: few of its
// changes may be wanted.
const costOfStretch = mostScanned / 50

// looked is what one look at a list found.
type looked struct {
	entries []Entry
	// more tells that the list goes on.
	more bool
	cost int
}

// look reads the next entries, at most so many, and moves the list on behind what it looked at.
func (l *List) look(ctx context.Context, run query.Runner, size int) (looked, error) {
	if l.all() {
		entries, err := Entries(ctx, run, l.After, size)
		if len(entries) > 0 {
			l.After = entries[len(entries)-1].Cursor
		}
		return looked{entries, len(entries) == size, len(entries)}, err
	}
	low, high := l.stretch()
	if low.position > high.position || low == high {
		return looked{}, nil
	}
	changes, err := l.read(ctx, run, low, high, size)
	if err != nil {
		return looked{}, err
	}
	entries, err := parts(ctx, run, l.spans(changes, size))
	if l.Newest {
		slices.Reverse(entries)
	}
	l.moveOn(entries, len(entries) == size, low, high)
	return looked{entries, l.After.position < l.Before.position || l.After.position == l.Before.position && l.After.place < l.Before.place, len(entries) + costOfStretch}, err
}

// stretch is the part of the list that is looked through next.
func (l *List) stretch() (low, high Cursor) {
	low, high = l.After, l.Before
	low.position = max(low.position, 1)
	switch {
	case l.Newest && high.position-low.position > stretch:
		low = Cursor{position: high.position - stretch}
	case high.position-low.position > stretch:
		high = Cursor{position: low.position + stretch}
	}
	return low, high
}

// read reads the changes between two places that are wanted, in the order of the list: one more
// than entries are, for that at the beginning may be looked at already.
func (l *List) read(ctx context.Context, run query.Runner, low, high Cursor, limit int) ([]change, error) {
	params := map[string]any{"low": low.position, "high": high.position, "within": high.place > 0, "limit": limit + 1}
	order := map[bool]string{true: " DESC"}[l.Newest]
	rows, err := run.Query(ctx, query.Statement{
		Text: "MATCH (c:" + catalog.ChangeLabel + ") WHERE c.position >= $low AND (c.position < $high OR $within AND c.position = $high)" + l.Want.where(params) +
			" RETURN " + columns + " ORDER BY c.position" + order + " LIMIT $limit",
		Params: params,
	})
	if err != nil {
		return nil, err
	}
	return decodeChanges(rows)
}

// spans are the parts of changes that belong to the list, of so many entries at most. Those of the
// newest come last.
func (l *List) spans(changes []change, limit int) []span {
	var list []span
	for _, c := range changes {
		s := span{change: c, end: max(c.count, 1)}
		if c.Position == l.After.position {
			s.first = min(l.After.place, s.end)
		}
		if c.Position == l.Before.position {
			s.end = min(s.end, l.Before.place)
		}
		if l.Newest {
			s.first = max(s.first, s.end-limit)
		} else {
			s.end = min(s.end, s.first+limit)
		}
		if limit -= max(0, s.end-s.first); s.end > s.first {
			list = append(list, s)
		}
	}
	if l.Newest {
		slices.Reverse(list)
	}
	return list
}

// moveOn takes what was looked at out of the list: up to the last entry where there may be more
// in the stretch, else all of it.
func (l *List) moveOn(entries []Entry, full bool, low, high Cursor) {
	switch {
	case l.Newest && full:
		l.Before = entries[len(entries)-1].before()
	case l.Newest:
		l.Before = low
	case full:
		l.After = entries[len(entries)-1].Cursor
	default:
		l.After = high
	}
}

// before is the place before an entry.
func (e Entry) before() Cursor { return Cursor{position: e.Position, place: e.place} }

// cursor is what a page after the entry begins with.
func (l *List) cursor(e Entry) string {
	if l.Newest {
		return newestCursor(e.before(), e.Cursor)
	}
	return e.Cursor.String()
}

// end is where the list goes on behind what was looked at.
func (l *List) end() string {
	if l.Newest {
		return newestCursor(l.Before, l.Before)
	}
	return l.After.String()
}
