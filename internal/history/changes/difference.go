package changes

import (
	"bytes"
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Differences returns a page of what elements differ in between two moments, as far as the
// reader may see it.
func (r *Reader) Differences(ctx context.Context, v *view.View, of feed.Interval) (feed.DifferencePage, error) {
	if of.Of != "" {
		if _, err := r.past(ctx, v, of.Of); err != nil {
			return feed.DifferencePage{}, fault.At(err, "of")
		}
	}
	last, err := feed.CatchUp(ctx, r.db)
	if err != nil {
		return feed.DifferencePage{}, err
	}
	return feed.Differences(ctx, v, v.Catalog(), of, last, func(ctx context.Context, found []feed.Difference) ([]feed.Difference, error) {
		return visibleDifferences(ctx, v, found)
	})
}

// visibleDifferences leaves those of what the reader may see, without the fields of which a
// change that it may not see has told since: what they were in between is not told.
func visibleDifferences(ctx context.Context, v *view.View, found []feed.Difference) ([]feed.Difference, error) {
	entries := make([]feed.Entry, len(found))
	for i, d := range found {
		entries[i] = feed.Entry{Kind: d.Kind, Type: d.Type, Of: d.Of, From: d.From, To: d.To, Values: d.Values}
	}
	for _, d := range found {
		entries = append(entries, d.Merges...)
	}
	seen, err := Seen(ctx, v, entries)
	if err != nil {
		return nil, err
	}
	var list []feed.Difference
	at := len(found)
	for i, d := range found {
		hidden := map[string]bool{}
		for _, e := range d.Merges {
			for _, one := range e.Values {
				hidden[one.Field] = hidden[one.Field] || seen[at] == nil
			}
			at++
		}
		if seen[i] == nil {
			continue
		}
		d.Values = slices.DeleteFunc(slices.Clone(seen[i].Values), func(one feed.Value) bool {
			// What differs in nothing that is shown would tell that it differs.
			return hidden[one.Field] || v.Grant().Policy.Masks(v.Declared(d.Type, one.Field)) && bytes.Equal(one.Before, one.After)
		})
		if d.Kind != journal.ChangeUpdate || len(d.Values) > 0 {
			list = append(list, d)
		}
	}
	return list, nil
}
