package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// room tells which relationships can be beside those that are there.
type room struct {
	known        map[slot]bool
	byFrom, byTo map[end]bool
}

// slot tells relationships of all types apart.
type slot struct {
	kind *catalog.Edge
	identity
}

func newRoom(links []Link) *room {
	r := &room{known: map[slot]bool{}, byFrom: map[end]bool{}, byTo: map[end]bool{}}
	for _, l := range links {
		r.add(l.edge)
	}
	return r
}

func (r *room) add(e *edge) {
	r.known[slot{e.kind, e.identity()}] = true
	r.byFrom[end{e.kind, e.from}] = true
	r.byTo[end{e.kind, e.to}] = true
}

// take makes place for a relationship, if it can be there.
func (r *room) take(e *edge) bool {
	if r.known[slot{e.kind, e.identity()}] || e.kind.FromOne && r.byFrom[end{e.kind, e.from}] || e.kind.ToOne && r.byTo[end{e.kind, e.to}] {
		return false
	}
	r.add(e)
	return true
}

// far notes which of the ends of relationships beside a node, where there can be only one,
// have theirs.
func (r *room) far(ctx context.Context, tx *neo.Tx, edges []*edge, id string) error {
	froms, tos := map[*catalog.Edge][]any{}, map[*catalog.Edge][]any{}
	for _, e := range edges {
		if e.kind.FromOne && e.from != id {
			froms[e.kind] = append(froms[e.kind], e.from)
		}
		if e.kind.ToOne && e.to != id {
			tos[e.kind] = append(tos[e.kind], e.to)
		}
	}
	for kind, ids := range froms {
		if err := taken(ctx, tx, "MATCH (n:"+query.Quote(kind.From.Name)+" {id: v})-[:"+query.Quote(kind.Type)+"]->(:"+query.Quote(kind.To.Name)+")", kind, ids, r.byFrom); err != nil {
			return err
		}
	}
	for kind, ids := range tos {
		if err := taken(ctx, tx, "MATCH (n:"+query.Quote(kind.To.Name)+" {id: v})<-[:"+query.Quote(kind.Type)+"]-(:"+query.Quote(kind.From.Name)+")", kind, ids, r.byTo); err != nil {
			return err
		}
	}
	return nil
}

// taken notes the nodes for which the pattern holds.
func taken(ctx context.Context, tx *neo.Tx, pattern string, kind *catalog.Edge, ids []any, at map[end]bool) error {
	rows, err := tx.Run(ctx, query.Statement{Text: "UNWIND $ids AS v " + pattern + " RETURN DISTINCT v", Params: map[string]any{"ids": ids}})
	for _, row := range rows {
		at[end{kind, property.Text(row[0])}] = true
	}
	return err
}
