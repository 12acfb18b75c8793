package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// forgetAnswers removes the answers that are kept for repetitions of requests: they may tell of
// somebody who is withheld or erased. That the requests took effect stays known.
func forgetAnswers(ctx context.Context, tx *neo.Tx) error {
	_, err := tx.Query(ctx, query.Statement{
		Text: "MATCH (k:" + catalog.RequestLabel + ") WHERE k.private IS NULL SET k.private = true REMOVE k.answer",
	})
	return err
}
