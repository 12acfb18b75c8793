package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// Work is what a part of a mutation request works with, besides the derived fields: the
// request's transaction, and who writes in it.
type Work struct {
	Tx     *neo.Tx
	Writer *Writer
	// Seen tells which of the entities with these ids the request may see.
	Seen func(ctx context.Context, ids []string) (seen func(id string) bool, err error)
	// Veil refuses the part for a reason that tells whether something is withheld, erased or
	// was never there: it is told only where the request has no other part, and nothing else is
	// wrong with it.
	Veil func(refused error)
}
