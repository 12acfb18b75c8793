package feed

import (
	"cmp"
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// HistoryOf is History of an element that was read already, such as one that is not public. A
// element without properties is gone.
func HistoryOf(ctx context.Context, run query.Runner, el element.Element) ([]Entry, error) {
	entries, err := changesOf(ctx, run, el)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	present, err := raw(journal.Audited(el.Fields, el.Properties))
	if err != nil {
		return nil, err
	}
	unfold(entries, present)
	return entries, nil
}
