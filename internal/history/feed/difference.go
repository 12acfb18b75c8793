package feed

import (
	"context"
	"encoding/base64"
	"fmt"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Interval says between which moments elements are compared, and which elements.
type Interval struct {
	// From is the moment before which the first state lies, To the one before which the
	// second does: what is changed at From counts, what is changed at To does not.
	From, To time.Time
	// Types are entities and relationship types; none stands for all.
	Types []string
	// Of restricts it to a relationship, or to an entity and its relationships; empty for all.
	Of string
	// After is a cursor, First the size of the page.
	After string
	First int
}

// Difference is what became of one element on the whole.
type Difference struct {
	// Kind is ChangeCreate when the element was there only at the end, ChangeDelete when it was
	// there only at the beginning.
	Kind journal.ChangeKind
	// Type is the entity or the relationship type, From and To are the ends of the latter.
	Type, Of, From, To string
	Values             []Value
	// Merges are the changes of the element since the beginning that merges and their undoing
	// made: who may not see one must not see what it tells of.
	Merges []Entry
	// At and By tell of the last change that had a part in it.
	At time.Time
	By string
	// Cursor lies behind the difference.
	Cursor string
}

// KeepDifferences leaves those of differences, and of what they tell, that a reader may see.
type KeepDifferences func(ctx context.Context, found []Difference) ([]Difference, error)

// DifferencePage is a part of the differences.
type DifferencePage struct {
	Items []Difference
	// End is the cursor to go on from; it may lie behind the last item, since what was changed
	// and set back is passed over.
	End string
	// Before and After tell that more may come before and after the page.
	Before, After bool
}

const (
	// scanChunk is how many entries are looked at in one go at most.
	scanChunk = 500
	// scanMost is how many entries one page looks at: it ends there, shorter than asked for.
	scanMost = 20_000
)

// Differences returns a page of what elements differ in between two moments, in the order in
// which they were first changed. An element whose changes cancel out is left out. Each element's
// state at a moment is its present one with the later changes taken back, so that what
// happened since does not show. All up to the last position must be whole: see CatchUp.
func Differences(ctx context.Context, run query.Runner, cat *catalog.Catalog, interval Interval, last int64, keep KeepDifferences) (DifferencePage, error) {
	if err := interval.Check(cat); err != nil {
		return DifferencePage{}, err
	}
	start, err := parseDifferenceCursor(interval.After)
	if err != nil {
		return DifferencePage{}, err
	}
	c := comparison{db: run, cat: cat, interval: interval, keep: keep}
	if c.start, err = Reaching(ctx, run, interval.From, last); err != nil {
		return DifferencePage{}, err
	}
	if c.end, err = Reaching(ctx, run, interval.To, last); err != nil {
		return DifferencePage{}, err
	}
	return c.page(ctx, Later(c.start, start))
}

// comparison compares the states of elements before two positions of the feed.
type comparison struct {
	db         query.Runner
	cat        *catalog.Catalog
	interval   Interval
	keep       KeepDifferences
	start, end Cursor
}

func (c comparison) page(ctx context.Context, at Cursor) (DifferencePage, error) {
	p := DifferencePage{Before: c.interval.After != "", After: true, End: differenceCursor(at)}
	size := min(c.interval.First+1, scanChunk)
	for scanned := 0; scanned < scanMost; size = min(2*size, scanChunk) {
		entries, err := c.scan(ctx, at, size)
		if err != nil {
			return p, err
		}
		if len(entries) == 0 {
			p.After = false
			return p, nil
		}
		found, err := c.compare(ctx, c.about(entries))
		if err != nil {
			return p, err
		}
		if found, err = c.keep(ctx, found); err != nil {
			return p, err
		}
		p.Items = append(p.Items, found...)
		if len(p.Items) > c.interval.First {
			p.Items = p.Items[:c.interval.First]
			if c.interval.First > 0 {
				p.End = p.Items[c.interval.First-1].Cursor
			}
			return p, nil
		}
		scanned += len(entries)
		at = entries[len(entries)-1].Cursor
		p.End = differenceCursor(at)
	}
	return p, nil
}

// about takes out entries of a batch of creations that the interval is not about.
func (c comparison) about(entries []Entry) []Entry {
	var list []Entry
	for _, e := range entries {
		if of := c.interval.Of; of == "" || of == e.Of || of == e.From || of == e.To {
			list = append(list, e)
		}
	}
	return list
}

func differenceCursor(c Cursor) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "d%d.%d", c.position, c.place))
}

func parseDifferenceCursor(s string) (Cursor, error) {
	if s == "" {
		return Cursor{}, nil
	}
	var c Cursor
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		_, err = fmt.Sscanf(string(raw), "d%d.%d", &c.position, &c.place)
	}
	if err != nil || c.position < 0 || c.place < 0 || differenceCursor(c) != s {
		return Cursor{}, fault.New(fault.BadUserInput, "this is no cursor of a difference; pass the endCursor of a page, or leave it out").At("after")
	}
	return c, nil
}
