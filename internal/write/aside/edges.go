package aside

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Edge is a relationship that is aside; Type is the one that it is then to have again.
type Edge struct {
	element.Element
	// FarAside tells that its far end is aside too.
	FarAside bool
}

// EdgesOf reads the relationships of a node under a label that are aside, each once.
func EdgesOf(ctx context.Context, run query.Runner, label, id string) ([]Edge, error) {
	rows, err := run.Query(ctx, query.Statement{
		Text: "MATCH (n:" + query.Quote(label) + " {id: $id})-[x:" + catalog.AsideType + "]-(o) " +
			"RETURN DISTINCT x." + catalog.AsideAs + " AS type, startNode(x).id AS from, endNode(x).id AS to, properties(x) AS properties, " +
			"o:" + catalog.AsideLabel + " AS far ORDER BY properties.id",
		Params: map[string]any{"id": id},
	})
	if err != nil {
		return nil, err
	}
	found, err := query.Scan[element.Element](rows)
	if err != nil {
		return nil, err
	}
	far, err := query.Column[bool](rows, "far")
	edges := make([]Edge, len(found))
	for i, e := range found {
		e.ID = property.Text(e.Properties["id"])
		edges[i] = Edge{e, far[i]}
	}
	return edges, err
}

// MoveEdges gives the relationships of a public node that are aside, those with the ids, to
// another of the same entity.
func MoveEdges(ctx context.Context, tx *neo.Tx, e *catalog.Entity, from, to string, ids []string) error {
	one, made := "[r:"+catalog.AsideType+"]", "[x:"+catalog.AsideType+"]"
	_, err := tx.Query(ctx, query.Statement{
		Text: "MATCH (n:" + query.Quote(e.Name) + " {id: $from}) MATCH (m:" + query.Quote(e.Name) + " {id: $to}) " +
			"CALL (n, m) { MATCH (n)-" + one + "->(o) WHERE r.id IN $ids CREATE (m)-" + made + "->(o) SET x = properties(r) DELETE r } " +
			"CALL (n, m) { MATCH (n)<-" + one + "-(o) WHERE r.id IN $ids CREATE (m)<-" + made + "-(o) SET x = properties(r) DELETE r }",
		Params: map[string]any{"from": from, "to": to, "ids": ids},
	})
	return err
}

// RedirectEdge lets the id of a relationship that went aside in a merge lead to the one that
// stands for it, into, or to nothing.
func RedirectEdge(ctx context.Context, tx *neo.Tx, id, into string) error {
	_, err := tx.Query(ctx, makeAliases(id, []string{id}, alias.MergedAway, into))
	return err
}

// DropRedirects lets the keys of what is aside lead nowhere any more.
func DropRedirects(ctx context.Context, tx *neo.Tx, of string) error {
	_, err := tx.Query(ctx, dropAliases(of))
	return err
}
