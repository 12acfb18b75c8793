package record

import (
	"cmp"
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// withholdBatch takes the nodes of a batch that must not be public aside, once the transaction
// has nothing more to do with them: what else it writes of them, and what it answers with,
// comes before.
func (w *Writer) withholdBatch(tx *neo.Tx, b *nodeBatch) {
	for _, n := range b.order {
		if !b.entity.Withheld(n.current) {
			continue
		}
		w.WithholdLast(tx, b.entity, n.id)
	}
}

// WithholdLast takes a node aside at the end of the transaction, if it then must not be public.
func (w *Writer) WithholdLast(tx *neo.Tx, e *catalog.Entity, id string) {
	if e.Withholding() != nil {
		tx.Last(func(ctx context.Context, tx *neo.Tx) error { return w.withhold(ctx, tx, e, id) })
	}
}

// withhold takes a node aside that says so, and all that finds it. One that was removed
// meanwhile, or says so no longer, is left alone.
func (w *Writer) withhold(ctx context.Context, tx *neo.Tx, e *catalog.Entity, id string) error {
	held, err := element.Hold(ctx, tx, e, e.Field("id"), id)
	if err != nil || !e.Withheld(held) {
		return err
	}
	if _, err := aside.Put(ctx, tx, e, id, alias.Withheld, ""); err != nil {
		return err
	}
	if _, err = tx.Query(ctx, forgetDocument(id)); err != nil {
		return err
	}
	return forgetAnswers(ctx, tx)
}

// forgetDocument removes what search finds a node by; its indexer would come to it a little
// later.
func forgetDocument(id string) query.Statement {
	return query.Statement{
		Text:   "MATCH (d:" + catalog.SearchLabel + " {of: $id}) DELETE d",
		Params: map[string]any{"id": id},
	}
}

// Show puts a withheld node back. NOT_FOUND tells that none has the id, CONFLICT that another
// has one of its keys by now.
func (w *Writer) Show(ctx context.Context, tx *neo.Tx, e *catalog.Entity, id string) error {
	node, found, err := aside.Hold(ctx, tx, w.cat, id)
	if err != nil {
		return err
	}
	if !found || node.Why != alias.Withheld {
		return fault.New(fault.NotFound, "no %s with the id %s is withheld", e.Name, id)
	}
	if node.Gone {
		return aside.ForgetGone(ctx, tx, cmp.Or(node.Into, id))
	}
	if _, err := aside.Restore(ctx, tx, w.cat, node); err != nil {
		return err
	}
	outcomes, err := w.UpsertNodes(ctx, tx, e, []input.Node{{ID: id, Values: map[string]any{e.Withholding().Name: false}}})
	if err == nil && outcomes[0].Status == Rejected {
		err = fault.New(fault.Internal, "%s cannot be shown again: %s", id, outcomes[0].Problems[0].Reason)
	}
	return err
}

// WithholdGone withholds a node that was removed, with the values that the history tells of it,
// and those that had been merged into it.
func (w *Writer) WithholdGone(ctx context.Context, tx *neo.Tx, e *catalog.Entity, removed map[string]any, members []map[string]any) error {
	if err := aside.PutGone(ctx, tx, e, removed, ""); err != nil {
		return err
	}
	for _, one := range members {
		if err := aside.PutGone(ctx, tx, e, one, property.Text(removed["id"])); err != nil {
			return err
		}
	}
	return forgetAnswers(ctx, tx)
}

// IsWithheld tells whether a node with the id is withheld.
func (w *Writer) IsWithheld(ctx context.Context, tx *neo.Tx, id string) (bool, error) {
	node, found, err := aside.Hold(ctx, tx, w.cat, id)
	return found && node.Why == alias.Withheld, err
}
