// Package graph is the GraphQL edge: thin resolvers that turn a root field into one call. What
// a request may see is its View's concern, not theirs.
package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/history/changes"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
)

//go:generate sh -c "cd .. && go run ./internal/model/derive/generate"

// Resolver holds what the resolvers need.
type Resolver struct {
	cat       *catalog.Catalog
	finder    *search.Finder
	feed      *changes.Reader
	imports   *importjob.Runner
	mutations *mutation.Runner
	live      *live.Hub
	eraser    *people.Eraser
}

// compiled answers the root field at hand from the plan that Requests made of it.
func (r *Resolver) compiled(ctx context.Context) (*model.Value, error) {
	json, errs, err := requestOf(ctx).Root(ctx, graphql.GetFieldContext(ctx).Field.Alias, graphql.GetPath(ctx))
	if all := fault.Each(err); len(all) > 0 {
		for _, one := range all[1:] {
			graphql.AddError(ctx, one)
		}
		return nil, all[0]
	}
	if last := len(errs) - 1; json == nil && last >= 0 {
		// The error that made the field null is returned, not added: the executor would
		// add one of its own where the field may not be null.
		addErrors(ctx, errs[:last])
		return nil, errs[last]
	}
	addErrors(ctx, errs)
	if json == nil {
		return nil, nil
	}
	return &model.Value{JSON: json}, nil
}

func addErrors(ctx context.Context, errs gqlerror.List) {
	for _, e := range errs {
		graphql.AddError(ctx, e)
	}
}
