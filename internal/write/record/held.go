package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
)

// HoldRedirected is Hold for a value that no public node has: it reads what stands for the node that
// has it. FORBIDDEN tells that nothing may be recorded under the value.
func (w *Writer) HoldRedirected(ctx context.Context, tx *neo.Tx, e *catalog.Entity, f *catalog.Field, value any) (map[string]any, error) {
	to, err := aside.RedirectOf(ctx, tx, e, f, value)
	switch {
	case err != nil || to.Of == "":
		return nil, err
	case to.Into == "":
		return nil, fault.New(fault.Forbidden, "the %s %s", f.Name, to.Refusal())
	}
	return element.Hold(ctx, tx, e, e.Field("id"), to.Into)
}

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
