package aside

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// PutGone withholds a node that was removed, of which the history still tells: its id and keys
// lead to nothing, as if it had been withheld while it was there. of is the removed node that it
// had been merged into, empty for none.
func PutGone(ctx context.Context, tx *neo.Tx, e *catalog.Entity, properties map[string]any, of string) error {
	id := property.Text(properties["id"])
	marks := map[string]any{
		catalog.AsideAs: e.Name, catalog.AsideWhy: string(alias.Withheld), catalog.AsideGone: true, catalog.AsideInto: property.OrNil(of),
	}
	return query.Each(ctx, tx,
		query.Statement{
			Text:   "MERGE (a:" + catalog.AsideLabel + " {id: $id}) SET a = $properties, a += $marks, a." + catalog.AsideSince + " = timestamp()",
			Params: map[string]any{"id": id, "properties": properties, "marks": marks},
		},
		dropAliases(id), makeAliases(id, alias.KeysOf(e, properties, alias.Withheld), alias.Withheld, ""),
	)
}

// ForgetGone lets the history tell again of a removed node that PutGone withheld, and of those that
// had been merged into it.
func ForgetGone(ctx context.Context, tx *neo.Tx, id string) error {
	_, err := tx.Query(ctx, query.Statement{
		Text: "MATCH (a:" + catalog.AsideLabel + ") WHERE a." + catalog.AsideGone + " AND (a.id = $id OR a." + catalog.AsideInto + " = $id) " +
			"CALL (a) { MATCH (x:" + catalog.AliasLabel + " {of: a.id}) DELETE x } DELETE a",
		Params: map[string]any{"id": id},
	})
	return err
}
