package graph

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// seenDifferences takes out those of what the request may not see, and the fields of which a
// change that it may not see has told since: what they were in between is not told.
func (r *Resolver) seenDifferences(ctx context.Context, items []feed.Difference) ([]feed.Difference, error) {
	changes := make([]feed.Entry, len(items))
	for i, d := range items {
		changes[i] = feed.Entry{Of: d.Of, From: d.From, To: d.To}
	}
	for _, d := range items {
		changes = append(changes, d.Merges...)
	}
	visible, err := r.visibleChanges(ctx, changes)
	if err != nil {
		return nil, err
	}
	var seen []feed.Difference
	at := len(items)
	for i, d := range items {
		hidden := map[string]bool{}
		for _, e := range d.Merges {
			for _, v := range e.Values {
				hidden[v.Field] = hidden[v.Field] || !visible(at)
			}
			at++
		}
		if known, differs := withoutFields(d, hidden); differs && visible(i) {
			seen = append(seen, known)
		}
	}
	return seen, nil
}

// withoutFields is a difference without what it tells of some fields; false when nothing is left.
func withoutFields(d feed.Difference, hidden map[string]bool) (feed.Difference, bool) {
	d.Values = slices.DeleteFunc(slices.Clone(d.Values), func(v feed.Value) bool { return hidden[v.Field] })
	return d, d.Kind != journal.ChangeUpdate || len(d.Values) > 0
}
