package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/model/ident"
)

// followImport follows an import until the subscription ends, which is one of those that the
// service serves at a time.
func (r *Resolver) followImport(ctx context.Context, id string) (<-chan *importjob.Job, error) {
	leave, err := r.live.Admit()
	if err != nil {
		return nil, err
	}
	jobs, err := r.imports.Follow(ctx, id)
	if err != nil {
		leave()
		return nil, err
	}
	context.AfterFunc(ctx, leave)
	return jobs, nil
}

// uploadShown is the id of an upload for who may have it: who may see personal data, and who
// gave it. It opens the files, and all jobs are listed to everybody.
func uploadShown(ctx context.Context, id string) string {
	parent := graphql.GetFieldContext(ctx).Parent
	if viewOf(ctx).Grant().Policy.ShowSensitive || parent != nil && parent.Field.Field != nil && parent.Field.Name == "startImport" {
		return id
	}
	return ident.Masked
}
