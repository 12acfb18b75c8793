package merge

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// tree refuses to merge what lies in the other over further nodes of a tree: these would lie in
// what lies in them.
func (a *arguments) tree(ctx context.Context, e *catalog.Entity, ids [2]string) error {
	if e.Tree() == nil {
		return nil
	}
	for _, way := range [][2]string{ids, {ids[1], ids[0]}} {
		over, err := query.Values[string](ctx, a.Tx, below(e, way[0], way[1]), "id")
		if err != nil {
			return err
		}
		if len(over) > 0 {
			a.refuse(fault.Conflict, []any{"from"}, "%s lies in %s over %s, which would be in a circle; correct first what it lies in", way[0], way[1], over[0])
			return nil
		}
	}
	return nil
}

// below reads a node between two of a tree, nothing where the one does not lie in the other, or
// lies in it at once.
func below(e *catalog.Entity, id, top string) query.Statement {
	label, typ := query.Quote(e.Name), query.Quote(e.Tree().Type)
	return query.Statement{
		Text: "MATCH (n:" + label + " {id: $id})-[:" + typ + "]->(m) WHERE NOT m.id IN [$id, $top] AND EXISTS { (m)-[:" + typ + "*]->(:" + label + " {id: $top}) } " +
			"RETURN m.id AS id",
		Params: map[string]any{"id": id, "top": top},
	}
}
