package record

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Back is what came of putting a node back.
type Back struct {
	// Restored are the ids of the relationships that are in the public graph again. Waiting
	// are those whose far end is aside itself: they come back with it.
	Restored, Waiting []string
	// Kept are those that cannot be beside what was recorded since: another stands at a
	// to-one end, or has the same ends and key. They stay aside.
	Kept []string
}

// PutBack takes a node that FindAside returned into the public graph again. CONFLICT tells
// that another has one of its unique values by now. It writes no change.
func (w *Writer) PutBack(ctx context.Context, tx *neo.Tx, a Aside) (Back, error) {
	if err := w.free(ctx, tx, a); err != nil {
		return Back{}, err
	}
	for _, stmt := range []query.Statement{element.LockEdges(catalog.AsideLabel, a.ID), moveBack(a.Entity, a.ID), dropAliases(a.ID)} {
		if _, err := tx.Run(ctx, stmt); err != nil {
			return Back{}, err
		}
	}
	return w.restore(ctx, tx, a.Entity, a.ID)
}

// free finds unique values of a node aside that another has taken.
func (w *Writer) free(ctx context.Context, tx *neo.Tx, a Aside) error {
	for _, f := range a.Entity.UniqueFields() {
		v := a.Properties[f.Name]
		if v == nil {
			continue
		}
		rows, err := tx.Run(ctx, query.Statement{
			Text:   "MATCH (n:" + query.Quote(a.Entity.Name) + " {" + query.Quote(f.Name) + ": $value}) RETURN n.id",
			Params: map[string]any{"value": v},
		})
		if err != nil {
			return err
		}
		if len(rows) > 0 {
			return fault.New(fault.Conflict, "%s of %s is that of %s by now; take it from there first", f.Name, a.ID, property.Text(rows[0][0]))
		}
	}
	return nil
}

// restore gives the relationships of a public node their types back, as far as they can be there.
func (w *Writer) restore(ctx context.Context, tx *neo.Tx, e *catalog.Entity, id string) (Back, error) {
	found, err := asideEdges(ctx, tx, e.Name, id)
	if err != nil || len(found) == 0 {
		return Back{}, err
	}
	present, err := element.EdgesOf(ctx, tx, w.cat, e, id)
	if err != nil {
		return Back{}, err
	}
	var back Back
	var able []element.Edge
	for _, one := range found {
		edge, declared := element.EdgeOf(w.cat, one.Element)
		if one.farAside || !declared {
			back.Waiting = append(back.Waiting, one.ID)
			continue
		}
		able = append(able, edge)
	}
	slots := element.NewSlots(present)
	if err := slots.LookFar(ctx, tx, able, id); err != nil {
		return Back{}, err
	}
	byType := map[string][]string{}
	for _, one := range able {
		if !slots.Take(one) {
			back.Kept = append(back.Kept, one.ID)
			continue
		}
		byType[one.Type] = append(byType[one.Type], one.ID)
		back.Restored = append(back.Restored, one.ID)
	}
	for _, typ := range slices.Sorted(maps.Keys(byType)) {
		if _, err := tx.Query(ctx, restoreEdges(typ, byType[typ])); err != nil {
			return Back{}, err
		}
	}
	return back, nil
}
