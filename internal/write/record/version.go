package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// SetVersion gives a node that was changed its version, and marks it as changed now.
func (w *Writer) SetVersion(ctx context.Context, tx *neo.Tx, e *catalog.Entity, id string, version int64) error {
	set := map[string]any{catalog.Version: version}
	w.Stamp().On(set)
	_, err := tx.Query(ctx, query.Statement{
		Text:   "MATCH (n:" + query.Quote(e.Name) + " {id: $id}) SET n += $set",
		Params: map[string]any{"id": id, "set": set},
	})
	return err
}
