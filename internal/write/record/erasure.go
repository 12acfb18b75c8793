package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// NoteErasure writes what is told of an erasure: that the node and its relationships are gone,
// and nothing of what they were.
func (w *Writer) NoteErasure(ctx context.Context, tx *neo.Tx, node element.Element, edges []element.Element) error {
	j := w.journal()
	j.Erased(node, edges)
	return w.note(ctx, tx, j)
}
