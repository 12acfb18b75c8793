package changes

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Differences returns a page of what elements differ in between two moments, as far as the
// reader may see it.
func (r *Reader) Differences(ctx context.Context, v *view.View, of feed.Interval) (feed.DifferencePage, error) {
	if of.Of != "" {
		if _, err := r.past(ctx, v, of.Of); err != nil {
			return feed.DifferencePage{}, err
		}
	}
	last, err := feed.CatchUp(ctx, r.db)
	if err != nil {
		return feed.DifferencePage{}, err
	}
	return feed.Differences(ctx, v.Run, v.Catalog(), of, last, func(ctx context.Context, found []feed.Difference) ([]feed.Difference, error) {
		return visibleDifferences(ctx, v, found)
	})
}

// visibleDifferences leaves those of what the reader may see, without the fields of which a
// change that it may not see has told since: what they were in between is not told.
func visibleDifferences(ctx context.Context, v *view.View, found []feed.Difference) ([]feed.Difference, error) {
	entries := make([]feed.Entry, len(found))
	for i, d := range found {
		entries[i] = feed.Entry{Of: d.Of, From: d.From, To: d.To}
	}
	for _, d := range found {
		entries = append(entries, d.Merges...)
	}
	visible, err := Visible(ctx, v, entries)
	if err != nil {
		return nil, err
	}
	var seen []feed.Difference
	at := len(found)
	for i, d := range found {
		hidden := map[string]bool{}
		for _, e := range d.Merges {
			for _, one := range e.Values {
				hidden[one.Field] = hidden[one.Field] || !visible(at)
			}
			at++
		}
		if d, differs := withoutFields(d, hidden); differs && visible(i) {
			d.Values = shownValues(v, d.Type, d.Values)
			seen = append(seen, d)
		}
	}
	return seen, nil
}

// withoutFields is a difference without what it tells of some fields; false when nothing is left.
func withoutFields(d feed.Difference, hidden map[string]bool) (feed.Difference, bool) {
	d.Values = slices.DeleteFunc(slices.Clone(d.Values), func(v feed.Value) bool { return hidden[v.Field] })
	return d, d.Kind != record.ChangeUpdate || len(d.Values) > 0
}
