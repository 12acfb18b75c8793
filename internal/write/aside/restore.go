package aside

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
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
// another has one of its unique values by now. It writes no change. What is derived from its
// properties is in them afterwards.
func Restore(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, n Node) (Restored, error) {
	before := maps.Clone(n.Properties)
	property.Derive(n.Entity.Fields, n.Properties)
	if err := free(ctx, tx, n, before); err != nil {
		return Restored{}, err
	}
	for _, stmt := range []query.Statement{element.LockEdges(catalog.AsideLabel, n.ID), moveBack(n), dropAliases(n.ID)} {
		if _, err := tx.Query(ctx, stmt); err != nil {
			return Restored{}, err
		}
	}
	return restoreEdges(ctx, tx, cat, n.Entity, n.ID)
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

// fit are the relationships by type that have a slot, with what they are sorted by; the others
// are kept aside.
func (r *Restored) fit(edges []element.Edge, slots *element.Slots) map[string][]element.Change {
	byType := map[string][]element.Change{}
	for _, e := range edges {
		if !slots.Take(e) {
			r.Kept = append(r.Kept, e.ID)
			continue
		}
		byType[e.Type] = append(byType[e.Type], element.Change{ID: e.ID, Values: property.Derived(e.Fields, e.Properties)})
		r.Edges = append(r.Edges, e.ID)
	}
	return byType
}
