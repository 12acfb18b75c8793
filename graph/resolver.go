// Package graph is the GraphQL edge: it turns a request into one call, and imports
// what it calls.
package graph

import (
	"context"

	"github.com/clustergraph/clustergraph/graph/model"
)

//go:generate sh -c "cd .. && go run ./internal/derive/generate"

// Resolver holds what the resolvers need.
type Resolver struct{}

func (r *Resolver) compiled(context.Context) (*model.Value, error) { return nil, nil }
