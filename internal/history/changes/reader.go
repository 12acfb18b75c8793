package changes

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// Reader answers from the feed of one database. It needs the database itself, and not a View
// alone, since changes get their positions when somebody asks for them.
type Reader struct{ db *neo.DB }

// NewReader returns a reader of a database.
func NewReader(db *neo.DB) *Reader { return &Reader{db} }

// tries is how often a history is read until all of its entries have positions.
const tries = 5

// History returns a page of the changes of an element, oldest first, as far as the reader may
// see them; NOT_FOUND tells that it is nothing that the reader may see.
func (r *Reader) History(ctx context.Context, v *view.View, id, after string, first int) (p feed.Page, err error) {
	if err = feed.CheckHistory(v.Catalog(), id, after, first); err != nil {
		return p, err
	}
	if id, err = v.Veiled(ctx, id); err != nil {
		return p, err
	}
	for range tries {
		if _, err = feed.Sequence(ctx, r.db); err != nil {
			return feed.Page{}, err
		}
		p, err = feed.HistoryPage(ctx, v, v.Catalog(), id, after, first, keeping(v))
		// One that was committed meanwhile has no position yet.
		if err != nil || !slices.ContainsFunc(p.Items, func(i feed.Item) bool { return i.Position == 0 }) {
			break
		}
	}
	return p, err
}

// Values returns a page of the values that a field of an element had.
func (r *Reader) Values(ctx context.Context, v *view.View, id, field, after string, first int) (p feed.SpellPage, err error) {
	if err := feed.CheckID(v.Catalog(), id, "id"); err != nil {
		return p, fault.Join(err, feed.CheckSpells(after, first))
	}
	past, err := r.past(ctx, v, id)
	if err != nil {
		return p, err
	}
	if p, err = past.Spells(field, after, first); err != nil {
		return p, err
	}
	return p, nil
}

// past reads the past of an element that the reader may see, as far as it may: what is found out
// of it by comparing values is found out of masked ones.
func (r *Reader) past(ctx context.Context, v *view.View, id string) (feed.Past, error) {
	if _, err := feed.Sequence(ctx, r.db); err != nil {
		return feed.Past{}, err
	}
	id, err := v.Veiled(ctx, id)
	if err != nil {
		return feed.Past{}, err
	}
	p, err := feed.PastOf(ctx, v, v.Catalog(), id)
	if err != nil {
		return p, err
	}
	// What it is now is told of as its changes are.
	seen, err := inScope(ctx, v, append(slices.Clip(p.Entries), p.Now()))
	if err != nil {
		return p, err
	}
	now := seen[len(p.Entries)]
	if now == nil {
		return p, element.Unknown()
	}
	mask(v, now)
	p.Present = now.After()
	p.Entries = nil
	for _, e := range seen[:len(seen)-1] {
		if e != nil {
			mask(v, e)
			p.Entries = append(p.Entries, *e)
		}
	}
	return p, nil
}

func keeping(v *view.View) feed.Keep {
	return func(ctx context.Context, entries []feed.Entry) ([]*feed.Entry, error) { return Seen(ctx, v, entries) }
}
