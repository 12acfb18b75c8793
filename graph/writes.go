package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
)

// maxWrites bounds the mutation fields of a request.
const maxWrites = 50

// written answers the derived mutation field at hand.
func (r *Resolver) written(ctx context.Context) (*model.Value, error) {
	result, err := r.result(ctx)
	if err != nil {
		return nil, err
	}
	return &model.Value{JSON: result.Answer}, nil
}

// deleted answers the deletion at hand.
func (r *Resolver) deleted(ctx context.Context) (string, error) {
	result, err := r.result(ctx)
	return result.ID, err
}

// result is what became of the field at hand. The first field to be answered runs all of
// the request's, since they take effect together.
func (r *Resolver) result(ctx context.Context) (mutation.Result, error) {
	request := requestOf(ctx)
	request.wrote.Do(func() { request.results = r.write(ctx, request) })
	result, ran := request.results[graphql.GetFieldContext(ctx).Field.Alias]
	if !ran {
		return result, fault.New(fault.Internal, "the request's mutations did not run")
	}
	for _, err := range result.Partial {
		graphql.AddError(ctx, err)
	}
	last := len(result.Errors) - 1
	if last < 0 {
		return result, nil
	}
	// The last one is returned, not added: the executor would add one of its own.
	for _, err := range result.Errors[:last] {
		graphql.AddError(ctx, err)
	}
	return mutation.Result{}, result.Errors[last]
}

// write runs the mutation fields of a request that are one transaction; the results are by response key.
func (r *Resolver) write(ctx context.Context, request *request) map[string]mutation.Result {
	writes := request.Writes()
	fields := make([]mutation.Field, len(writes))
	for i := range writes {
		w := &writes[i]
		fields[i] = mutation.Field{Kind: w.Kind, Entity: w.Entity, Arguments: w.Arguments, Custom: r.custom(w), Refused: w.Err}
		if root := w.Answer(""); root != nil {
			fields[i].Answer = request.answer(w)
		}
	}
	results := map[string]mutation.Result{}
	request.mutations = r.mutations
	request.done = r.mutations.Seeing(request.Grant().Policy).RunOnce(ctx, request.once, fields, request.visibleIn())
	for i, result := range request.done.Results {
		results[writes[i].Alias] = result
	}
	return results
}

// answer reads what a mutation field answers with, inside its transaction.
func (r *request) answer(w *plan.Write) mutation.Answer {
	return func(ctx context.Context, tx mutation.Reads, id string) ([]byte, []error, error) {
		json, errs, err := r.within(tx).Written(ctx, w, id)
		if err != nil {
			return nil, nil, err
		}
		list := make([]error, len(errs))
		for i, e := range errs {
			list[i] = e
		}
		if json == nil && len(list) == 0 {
			list = []error{fault.New(fault.Forbidden, "what would be written is not yours to see")}
		}
		return json, list, nil
	}
}

// within is the request's View inside a transaction.
func (r *request) within(tx mutation.Reads) *view.View { return r.Within(tx) }

// visibleIn tells inside a transaction what the request may see; nil where it may see all.
func (r *request) visibleIn() mutation.Visible {
	if len(r.Grant().Scope) == 0 {
		return nil
	}
	return func(ctx context.Context, tx mutation.Reads, ids []string) (map[string]bool, error) {
		return r.within(tx).Seen(ctx, ids)
	}
}

// refuseWrites refuses what cannot be one transaction.
func refuseWrites(writes []plan.Write) error {
	lone := 0
	for i := range writes {
		if !transactional(&writes[i]) {
			lone++
		}
	}
	switch {
	case lone > 0 && lone < len(writes):
		return fault.New(fault.BadUserInput, "what a request writes is one transaction, of which imports and the like are no part; send them in a request of their own")
	case len(writes) > maxWrites:
		return fault.New(fault.QueryTooComplex, "the request has %d mutation fields, at most %d are run as one transaction; split it, or import the rows", len(writes), maxWrites)
	}
	return nil
}
