// Package graph is the GraphQL edge: thin resolvers that turn a root field into one call.
// It imports the compiler, the database and the generated executor.
package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/read/answer"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
)

//go:generate sh -c "cd .. && go run ./internal/model/derive/generate"

// Resolver holds what the resolvers need.
type Resolver struct {
	cat       *catalog.Catalog
	db        *neo.DB
	finder    *search.Finder
	imports   *importjob.Runner
	mutations *mutation.Runner
	live      *live.Hub
	eraser    *people.Eraser
}

// compiled answers the root field at hand from the plan that Requests made of it.
func (r *Resolver) compiled(ctx context.Context) (*model.Value, error) {
	request := requestOf(ctx)
	root, err := request.plans.Root(graphql.GetFieldContext(ctx).Field.Alias)
	if err != nil {
		return nil, err
	}
	if root, err = r.filtersLed(ctx, graphql.GetFieldContext(ctx).Field.Alias, root); err != nil {
		return nil, err
	}
	rows, err := request.read(ctx, root)
	if err != nil {
		return nil, err
	}
	if root, rows, err = r.missedLed(ctx, root, rows); err != nil {
		return nil, err
	}
	json, errs := answer.Write(r.cat, root, rows, graphql.GetPath(ctx))
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
