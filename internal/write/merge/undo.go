package merge

import (
	"context"
	"errors"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Undo undoes a merge as a part of a mutation request.
func Undo(ctx context.Context, cat *catalog.Catalog, work record.Work, merge string, sides []EditSide) (done Unmerged, refused []error, err error) {
	a := &arguments{Work: work, cat: cat}
	done, wrong, err := unmerge(ctx, a.Work, merge, sides)
	for _, one := range wrong {
		if f, is := errors.AsType[*fault.Error](one); is {
			f.Path = append([]any{"edits"}, f.Path...)
		}
		a.refused = append(a.refused, one)
	}
	if err == nil && len(wrong) == 0 {
		err = a.mayUndo(ctx, done.Merge)
	}
	refused, err = a.done(err)
	return done, refused, err
}

// mayUndo hides the merges of what the request may not see.
func (a *arguments) mayUndo(ctx context.Context, m Merge) error {
	seen, err := a.Seen(ctx, []string{m.Into})
	if err == nil && !seen(m.Into) {
		a.refused = append(a.refused, unknownMerge())
	}
	return err
}
