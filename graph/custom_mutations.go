package graph

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// customMutations are the mutation fields that are not derived and yet a part of the request's one
// transaction, by name. Those that are not here have effects of their own, as imports do.
var customMutations = map[string]func(r *Resolver, ctx context.Context, work record.Work, arguments map[string]any) (any, []error, error){
	"revertChange":     (*Resolver).revertChange,
	"merge":            (*Resolver).merge,
	"unmerge":          (*Resolver).unmerge,
	"declareDistinct":  (*Resolver).declareDistinct,
	"withdrawDistinct": (*Resolver).withdrawDistinct,
	"optOut":           (*Resolver).optOutCustom,
	"withdrawOptOut":   (*Resolver).withdrawOptOutCustom,
	"erasePerson":      (*Resolver).erasePersonCustom,
}

// custom is what a mutation field does; nil for a derived one.
func (r *Resolver) custom(w *plan.Write) mutation.Custom {
	do := customMutations[w.Name]
	if w.Entity != nil || do == nil {
		return nil
	}
	return func(ctx context.Context, work record.Work, arguments map[string]any) (any, []error, error) {
		return do(r, ctx, work, arguments)
	}
}

// transactional tells whether a mutation field is a part of the request's transaction.
func transactional(w *plan.Write) bool {
	return w.Entity != nil || customMutations[w.Name] != nil
}

// customValue runs the request's mutations, if they did not run yet, and returns the value of
// the custom one at hand.
func customValue[T any](ctx context.Context, r *Resolver) (T, error) {
	var none T
	result, err := r.result(ctx)
	if err != nil {
		return none, err
	}
	value, is := result.Value.(T)
	if !is {
		return none, fault.New(fault.Internal, "the mutation returned %T, not %T", result.Value, none)
	}
	return value, nil
}
