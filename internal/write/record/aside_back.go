package record

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
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
	for _, stmt := range []query.Statement{lockEdges(catalog.AsideLabel, a.ID), moveBack(a.Entity, a.ID), dropAliases(a.ID)} {
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
	rows, err := tx.Run(ctx, asideEdges(e.Name, id))
	if err != nil || len(rows) == 0 {
		return Back{}, err
	}
	links, err := w.AllLinks(ctx, tx, e, id)
	if err != nil {
		return Back{}, err
	}
	var back Back
	var able []*edge
	for _, row := range rows {
		one := w.asideEdge(row)
		if aside, _ := row[4].(bool); aside || one.kind == nil {
			back.Waiting = append(back.Waiting, one.id())
			continue
		}
		able = append(able, one)
	}
	room := newRoom(links)
	if err := room.far(ctx, tx, able, id); err != nil {
		return Back{}, err
	}
	byType := map[string][]any{}
	for _, one := range able {
		if !room.take(one) {
			back.Kept = append(back.Kept, one.id())
			continue
		}
		byType[one.kind.Type] = append(byType[one.kind.Type], one.id())
		back.Restored = append(back.Restored, one.id())
	}
	for _, typ := range slices.Sorted(maps.Keys(byType)) {
		if _, err := tx.Run(ctx, restoreEdges(typ, byType[typ])); err != nil {
			return Back{}, err
		}
	}
	return back, nil
}

// asideEdge reads a row of asideEdges; kind is nil for a type that is declared no longer.
func (w *Writer) asideEdge(row []any) *edge {
	e := &edge{from: property.Text(row[1]), to: property.Text(row[2])}
	e.stored, _ = row[3].(map[string]any)
	e.current = e.stored
	e.kind = w.cat.Edge(property.Text(row[0]), w.cat.EntityOfID(e.from), w.cat.EntityOfID(e.to))
	return e
}
