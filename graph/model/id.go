package model

import (
	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// MarshalID writes an ID.
func MarshalID(id string) graphql.Marshaler { return graphql.MarshalID(id) }

// UnmarshalID reads an ID. That of a relationship is taken with the side from which an edge was
// seen too.
func UnmarshalID(v any) (string, error) {
	id, err := graphql.UnmarshalID(v)
	return catalog.RelationshipID(id), err
}
