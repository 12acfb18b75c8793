package graph

import (
	"context"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/history/revert"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/read/duplicate"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/write/match"
	"github.com/clustergraph/clustergraph/internal/write/merge"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// custom does what a custom mutation is for, as a part of the request's transaction.
type custom func(ctx context.Context, r *Resolver, work record.Work, args arguments) (value any, refused []error, err error)

// customMutations are the mutation fields that are not derived and yet a part of the request's
// one transaction, by name. Those that are not here have effects of their own, as imports do.
var customMutations = map[string]custom{
	"revertChange": func(ctx context.Context, r *Resolver, work record.Work, args arguments) (any, []error, error) {
		return untyped(revert.Do(ctx, r.cat, work, revert.Request{
			Change: args.text("change"), Of: args.id("of"), EvenIfChanged: args["evenIfChanged"] == true, Policy: viewOf(ctx).Grant().Policy,
		}))
	},
	"merge": func(ctx context.Context, r *Resolver, work record.Work, args arguments) (any, []error, error) {
		return untyped(merge.Do(ctx, r.cat, work, merge.Request{
			Into: args.text("into"), From: args.text("from"), Evidence: args.text("evidence"), Sources: args.texts("sources"),
			Compare: func(ctx context.Context, e *catalog.Entity, a, b string) (match.Comparison, error) {
				return duplicate.Compare(ctx, requestOf(ctx).within(work.Tx), e, a, b)
			},
		}))
	},
	"unmerge": func(ctx context.Context, r *Resolver, work record.Work, args arguments) (any, []error, error) {
		return untyped(merge.Undo(ctx, r.cat, work, args.text("merge"), args.sides()))
	},
	"declareDistinct": func(ctx context.Context, r *Resolver, work record.Work, args arguments) (any, []error, error) {
		return untyped(merge.Declare(ctx, r.cat, work, args.text("a"), args.text("b"), args.text("reason")))
	},
	"withdrawDistinct": func(ctx context.Context, r *Resolver, work record.Work, args arguments) (any, []error, error) {
		return untyped(merge.Withdraw(ctx, r.cat, work, args.text("a"), args.text("b")))
	},
	"optOut": func(ctx context.Context, r *Resolver, work record.Work, args arguments) (any, []error, error) {
		return untyped(people.OptOut(ctx, r.cat, work, viewOf(ctx).Grant(), args.text("person"), args.text("reason")))
	},
	"withdrawOptOut": func(ctx context.Context, r *Resolver, work record.Work, args arguments) (any, []error, error) {
		return untyped(people.WithdrawOptOut(ctx, r.cat, work, viewOf(ctx).Grant(), args.text("person")))
	},
	"erasePerson": func(ctx context.Context, r *Resolver, work record.Work, args arguments) (any, []error, error) {
		return untyped(r.eraser.Request(ctx, requestOf(ctx).within(work.Tx), work, people.ErasureRequest{
			Person: args.text("person"), Reason: args.text("reason"), Confirm: args.text("confirm"), Also: importjob.Forget, Place: r.imports.Place(),
		}))
	},
}

func untyped[T any](value T, refused []error, err error) (any, []error, error) {
	return value, refused, err
}

// custom is what a mutation field does that is not derived; nil for a derived one.
func (r *Resolver) custom(w *plan.Write) mutation.Custom {
	do := customMutations[w.Name]
	if w.Entity != nil || do == nil {
		return nil
	}
	return func(ctx context.Context, work record.Work, args map[string]any) (any, []error, error) {
		return do(ctx, r, work, args)
	}
}

// transactional tells whether a mutation field is a part of the request's transaction.
func transactional(w *plan.Write) bool {
	return w.Entity != nil || customMutations[w.Name] != nil
}

// customResult runs the request's mutations, if they did not run yet, and returns what came
// of the custom one at hand.
func customResult[T any](ctx context.Context, r *Resolver) (T, error) {
	var none T
	result, err := r.result(ctx)
	if err != nil {
		return none, err
	}
	value, is := result.Value.(T)
	if !is {
		return none, fmt.Errorf("the custom mutation returned %T, not %T", result.Value, none)
	}
	return value, nil
}

// customFilled is customResult as an answer, with the entities that it refers to.
func customFilled[T, A any](ctx context.Context, r *Resolver, answer func(T) *A) (*A, error) {
	value, err := customResult[T](ctx, r)
	if err != nil {
		return nil, err
	}
	return filled(ctx, answer(value))
}

// sides reads on which sides edits are to land.
func (a arguments) sides() []merge.EditSide {
	var sides []merge.EditSide
	for _, item := range a.list("edits") {
		given, _ := item.(map[string]any)
		side := arguments(given)
		sides = append(sides, merge.EditSide{
			Change: side.text("change"), Field: side.text("field"), Relationship: side.id("relationship"), Side: merge.Side(side.text("side")),
		})
	}
	return sides
}
