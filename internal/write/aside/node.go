package aside

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Node is a node that was taken out of the public graph.
type Node struct {
	ID     string
	Entity *catalog.Entity
	Why    alias.Why
	// Into is the id of the node that stands for it, empty where none does.
	Into string
	// Gone tells that it was removed before it was withheld.
	Gone bool
	// Properties are those that it had, and has again when it is put back.
	Properties map[string]any
}

// Put takes a node out of the public graph: it and its relationships keep their ids and
// properties, but lose their label and types, so that nothing counts or finds them. The id
// and the keys of the node lead to what stands for it, into, or to nothing. NOT_FOUND tells
// that there is no such node. It writes no change.
//
// The node is made anew, not relabelled: only the removal of a node makes those wait who make
// a relationship to it at the same time.
func Put(ctx context.Context, tx *neo.Tx, e *catalog.Entity, id string, why alias.Why, into string) (Node, error) {
	held, err := element.Hold(ctx, tx, e, e.Field("id"), id)
	if err != nil {
		return Node{}, err
	}
	if held == nil {
		return Node{}, fault.NoSuch(e.Name, id)
	}
	for _, stmt := range []query.Statement{
		element.LockEdges(e.Name, id), moveAside(e, id, why, into), makeAliases(id, alias.KeysOf(e, held, why), why, into),
	} {
		if _, err := tx.Query(ctx, stmt); err != nil {
			return Node{}, err
		}
	}
	return Node{ID: id, Entity: e, Why: why, Into: into, Properties: held}, nil
}

// Hold reads and locks a node that is aside; false when none has the id.
func Hold(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, id string) (Node, bool, error) {
	found, err := query.Values[map[string]any](ctx, tx, query.Statement{
		Text:   "MATCH (a:" + catalog.AsideLabel + " {id: $id}) SET a.version = a.version + 0 RETURN properties(a) AS properties",
		Params: map[string]any{"id": id},
	}, "properties")
	if err != nil || len(found) == 0 {
		return Node{}, false, err
	}
	n := nodeOf(cat, found[0])
	return n, n.Entity != nil, nil
}

// nodeOf takes the marks of being aside out of the properties of a node.
func nodeOf(cat *catalog.Catalog, properties map[string]any) Node {
	n := Node{
		ID: property.Text(properties["id"]), Entity: cat.Entity(property.Text(properties[catalog.AsideAs])),
		Why: alias.Why(property.Text(properties[catalog.AsideWhy])), Into: property.Text(properties[catalog.AsideInto]), Properties: properties,
	}
	n.Gone, _ = properties[catalog.AsideGone].(bool)
	for _, mark := range []string{catalog.AsideAs, catalog.AsideWhy, catalog.AsideInto, catalog.AsideGone, catalog.AsideSince} {
		delete(properties, mark)
	}
	return n
}
