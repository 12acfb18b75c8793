package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

func sourcesOf(checked []input.Checked) []input.Ref {
	var refs []input.Ref
	for _, c := range checked {
		refs = append(refs, c.Sources...)
		for _, claimed := range c.Claims {
			refs = append(refs, claimed.Refs...)
		}
	}
	return refs
}

// lookupRefs finds the ids of normalised references; those that lead nowhere are absent.
func (w *Writer) lookupRefs(ctx context.Context, tx *neo.Tx, refs []input.Ref) (map[input.Ref]string, error) {
	type way struct{ entity, field string }
	var order []way
	values := map[way]*distinct[any]{}
	for _, r := range refs {
		field, v := r.Key()
		by := way{r.EntityIn(w.cat).Name, field}
		if values[by] == nil {
			values[by] = &distinct[any]{}
			order = append(order, by)
		}
		values[by].add(v, v)
	}
	found := map[input.Ref]string{}
	for _, by := range order {
		nodes, err := query.All[struct {
			Value any    `column:"value"`
			ID    string `column:"id"`
		}](ctx, tx, query.Statement{
			Text:   "UNWIND $values AS v MATCH (n:" + query.Quote(by.entity) + " {" + query.Quote(w.cat.Entity(by.entity).Field(by.field).KeyProperty()) + ": v}) RETURN v AS value, n.id AS id",
			Params: map[string]any{"values": values[by].values},
		})
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			found[refTo(by.entity, by.field, n.Value)] = n.ID
		}
	}
	return found, nil
}
