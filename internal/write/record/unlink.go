package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// Unlink removes relationships, and tells of it in the changes.
func (w *Writer) Unlink(ctx context.Context, tx *neo.Tx, edges []element.Edge) error {
	j := w.Journal()
	byType := map[string][]string{}
	var types, ids []string
	for _, e := range edges {
		if byType[e.Type] == nil {
			types = append(types, e.Type)
		}
		byType[e.Type] = append(byType[e.Type], e.ID)
		j.Deleted(e.Element, "")
		ids = append(ids, e.ID)
	}
	for _, typ := range types {
		if _, err := tx.Query(ctx, element.DeleteEdges(typ, byType[typ])); err != nil {
			return err
		}
	}
	if _, err := tx.Query(ctx, claim.Remove(ids)); err != nil {
		return err
	}
	return query.Each(ctx, tx, j.Statements()...)
}
