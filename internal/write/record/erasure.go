package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// NoteErasure writes what is recorded of an erasure: that the node and its relationships are gone,
// and nothing of what they were.
func (w *Writer) NoteErasure(ctx context.Context, tx *neo.Tx, node element.Element, edges []element.Element) error {
	j := w.Journal()
	j.Erased(node, edges)
	if err := query.Each(ctx, tx, j.Statements()...); err != nil {
		return err
	}
	return forgetAnswers(ctx, tx)
}
