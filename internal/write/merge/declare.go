package merge

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Declare records that two entities are not the same, as a part of a mutation request.
func Declare(ctx context.Context, cat *catalog.Catalog, work record.Work, first, second, reason string) (done Distinct, refused []error, err error) {
	a := &arguments{Work: work, cat: cat}
	reason = a.reason("reason", reason)
	e, ids, err := a.two(ctx, first, second)
	if err == nil && len(a.refused) == 0 {
		done, err = declareDistinct(ctx, a.Work, e, ids[0], ids[1], reason)
	}
	refused, err = a.done(err)
	return done, refused, err
}

// Withdraw takes that back.
func Withdraw(ctx context.Context, cat *catalog.Catalog, work record.Work, first, second string) (done Distinct, refused []error, err error) {
	a := &arguments{Work: work, cat: cat}
	e, ids, err := a.two(ctx, first, second)
	if err == nil && len(a.refused) == 0 {
		done, err = withdrawDistinct(ctx, a.Work, e, ids[0], ids[1])
	}
	refused, err = a.done(err)
	return done, refused, err
}

// two finds the entities a and b, which must not be merged already.
func (a *arguments) two(ctx context.Context, first, second string) (*catalog.Entity, [2]string, error) {
	e, ids, err := a.pair(ctx, "a", "b", [2]string{first, second})
	switch {
	case err != nil || len(a.refused) > 0:
	case first == second:
		a.refuse(fault.BadUserInput, []any{"b"}, "name two entities")
	case ids[0] == ids[1]:
		a.refuse(fault.Conflict, []any{"b"}, "they are merged, as %s; undo that first", ids[0])
	}
	return e, ids, err
}
