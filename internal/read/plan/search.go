package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// Search reads documents from a full-text index, of entities that the request may see.
type Search struct {
	// Index is the name of the index, Query a query in its language.
	Index, Query string
	// Proposals is how many documents the index may propose, Limit how many are returned.
	Proposals, Limit int
	// Types are the entities that may be found.
	Types []Visible
}

// Visible is an entity and the scope that restricts which of its nodes may be seen, nil
// for no restriction.
type Visible struct {
	Entity *catalog.Entity
	Scope  predicate.Predicate
}
