package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// Link is a relationship as one of its ends sees it.
type Link struct {
	ID string
	// Other is the id of the node at the far end.
	Other string
	edge  *edge
}

// LinksOf returns the relationships that a field of a node leads over: those with the ids
// only, or all when ids is nil.
func (w *Writer) LinksOf(ctx context.Context, tx *neo.Tx, r *catalog.Relation, owner string, ids []string) ([]Link, error) {
	left, right := "-", "->"
	if !r.Out {
		left, right = "<-", "-"
	}
	text := "MATCH (a:" + query.Quote(r.Owner.Name) + " {id: $owner})" + left + "[r:" + query.Quote(r.Type) + "]" + right + "(b:" + query.Quote(r.Target.Name) + ") "
	if ids != nil {
		text += "WHERE r.id IN $ids "
	}
	rows, err := tx.Run(ctx, query.Statement{Text: text + "RETURN b.id, properties(r)", Params: map[string]any{"owner": owner, "ids": ids}})
	if err != nil {
		return nil, err
	}
	kind := w.cat.EdgeOf(r)
	links := make([]Link, len(rows))
	for i, row := range rows {
		e := &edge{kind: kind, from: owner, to: property.Text(row[0])}
		if !r.Out {
			e.from, e.to = e.to, e.from
		}
		e.stored, _ = row[1].(map[string]any)
		e.current = e.stored
		links[i] = Link{ID: e.id(), Other: property.Text(row[0]), edge: e}
	}
	return links, nil
}

// LinkOf returns the relationship of a type with an id; false when there is none.
func (w *Writer) LinkOf(ctx context.Context, tx *neo.Tx, typ, id string) (Link, bool, error) {
	rows, err := tx.Run(ctx, edgesByID(typ, []any{id}))
	if err != nil || len(rows) == 0 {
		return Link{}, false, err
	}
	e := &edge{from: property.Text(rows[0][0]), to: property.Text(rows[0][1])}
	e.stored, _ = rows[0][2].(map[string]any)
	e.current = e.stored
	e.kind = w.cat.Edge(typ, w.cat.EntityOfID(e.from), w.cat.EntityOfID(e.to))
	return Link{ID: id, Other: e.to, edge: e}, e.kind != nil, nil
}

// Unlink removes relationships, and tells of it in the changes.
func (w *Writer) Unlink(ctx context.Context, tx *neo.Tx, links []Link) error {
	j := w.journal()
	byType := map[string][]any{}
	var types, ids []string
	for _, l := range links {
		typ := l.edge.kind.Type
		if byType[typ] == nil {
			types = append(types, typ)
		}
		byType[typ] = append(byType[typ], l.ID)
		j.deletedEdge(l.edge)
		ids = append(ids, l.ID)
	}
	for _, typ := range types {
		if _, err := tx.Run(ctx, removeEdges(typ, byType[typ])); err != nil {
			return err
		}
	}
	if _, err := tx.Run(ctx, claim.Remove(ids)); err != nil {
		return err
	}
	return j.write(ctx, tx)
}
