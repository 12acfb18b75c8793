package aside

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Restored is what came of putting a node back.
type Restored struct {
	// Edges are the ids of the relationships that are in the public graph again. Waiting are
	// those whose far end is aside itself: they come back with it.
	Edges, Waiting []string
	// Kept are those that cannot be beside what was recorded since: another stands at a
	// to-one end, or has the same ends and key. They stay aside.
	Kept []string
}

// Restore takes a node that Hold returned into the public graph again. CONFLICT tells that
// another has one of its unique values by now. It writes no change.
func Restore(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, n Node) (Restored, error) {
	if err := free(ctx, tx, n); err != nil {
		return Restored{}, err
	}
	for _, stmt := range []query.Statement{element.LockEdges(catalog.AsideLabel, n.ID), moveBack(n.Entity, n.ID), dropAliases(n.ID)} {
		if _, err := tx.Query(ctx, stmt); err != nil {
			return Restored{}, err
		}
	}
	return restoreEdges(ctx, tx, cat, n.Entity, n.ID)
}

// free refuses where unique values of a node aside are those of another by now.
func free(ctx context.Context, run query.Runner, n Node) error {
	for _, f := range n.Entity.UniqueFields() {
		v := n.Properties[f.KeyProperty()]
		if v == nil {
			continue
		}
		others, err := query.Values[string](ctx, run, query.Statement{
			Text:   "MATCH (n:" + query.Quote(n.Entity.Name) + " {" + query.Quote(f.KeyProperty()) + ": $value}) RETURN n.id AS id",
			Params: map[string]any{"value": v},
		}, "id")
		if err != nil {
			return err
		}
		if len(others) > 0 {
			return fault.New(fault.Conflict, "%s of %s is that of %s by now; take it from there first", f.Name, n.ID, others[0])
		}
	}
	return nil
}

// restoreEdges gives the relationships of a public node their types back, as far as they can be
// there.
func restoreEdges(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, e *catalog.Entity, id string) (Restored, error) {
	found, err := EdgesOf(ctx, tx, e.Name, id)
	if err != nil || len(found) == 0 {
		return Restored{}, err
	}
	present, err := element.EdgesOf(ctx, tx, cat, e, id)
	if err != nil {
		return Restored{}, err
	}
	var back Restored
	able := back.able(cat, found)
	slots := element.NewSlots(present)
	if err := slots.LookFar(ctx, tx, able, id); err != nil {
		return Restored{}, err
	}
	byType := back.fit(able, slots)
	for _, typ := range slices.Sorted(maps.Keys(byType)) {
		if _, err := tx.Query(ctx, retype(typ, byType[typ])); err != nil {
			return Restored{}, err
		}
	}
	return back, nil
}

// able are the relationships of which both ends are public and that are still declared; the others
// wait.
func (r *Restored) able(cat *catalog.Catalog, found []Edge) []element.Edge {
	var able []element.Edge
	for _, one := range found {
		edge, declared := element.EdgeOf(cat, one.Element)
		if one.FarAside || !declared {
			r.Waiting = append(r.Waiting, one.ID)
			continue
		}
		able = append(able, edge)
	}
	return able
}

// fit are the ids of the relationships by type that have a slot; the others are kept aside.
func (r *Restored) fit(edges []element.Edge, slots *element.Slots) map[string][]string {
	byType := map[string][]string{}
	for _, e := range edges {
		if !slots.Take(e) {
			r.Kept = append(r.Kept, e.ID)
			continue
		}
		byType[e.Type] = append(byType[e.Type], e.ID)
		r.Edges = append(r.Edges, e.ID)
	}
	return byType
}
