package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

// uploadShown is the id of an upload for who may have it: who may see personal data, and who
// gave it. It opens the files, and all jobs are listed to everybody.
func uploadShown(ctx context.Context, id string) string {
	parent := graphql.GetFieldContext(ctx).Parent
	if viewOf(ctx).Grant().Policy.ShowSensitive || parent != nil && parent.Field.Field != nil && parent.Field.Name == "startImport" {
		return id
	}
	return ident.Masked
}
