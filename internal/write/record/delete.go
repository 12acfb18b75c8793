package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// Delete removes a node that Hold returned, and what sources say of it. Its relationships
// must be gone. The change keeps all of its values.
func (w *Writer) Delete(ctx context.Context, tx *neo.Tx, e *catalog.Entity, stored map[string]any) error {
	id := property.Text(stored["id"])
	if err := w.deleteMembers(ctx, tx, id); err != nil {
		return err
	}
	for _, text := range []string{
		// Those to what is aside are in nobody's way.
		"MATCH (:" + query.Quote(e.Name) + " {id: $id})-[x:" + catalog.AsideType + "]-() DELETE x",
		"MATCH (n:" + query.Quote(e.Name) + " {id: $id}) DELETE n",
	} {
		if _, err := tx.Run(ctx, query.Statement{Text: text, Params: map[string]any{"id": id}}); err != nil {
			return err
		}
	}
	if _, err := tx.Run(ctx, claim.Remove([]string{id})); err != nil {
		return err
	}
	j := w.journal()
	j.deletedNode(e, id, stored)
	return j.write(ctx, tx)
}

func (j *journal) deletedNode(e *catalog.Entity, id string, stored map[string]any) {
	before, _ := told(e.Fields, stored, nil)
	change := j.add(ChangeDelete, e.Name)
	change["of"], change["before"] = id, property.JSON(before)
	change[catalog.Version] = property.Version(stored)
	if in := stored[catalog.CreatedIn]; in != nil {
		change[catalog.CreatedIn] = in
	}
}

// LinkCount is how many relationships join a node to nodes of one kind.
type LinkCount struct {
	// Field is the name by which the node's entity knows them, else the relationship type.
	Field string
	Count int64
}

// CountLinks counts the relationships of a node by the fields that lead over them. One that
// leads from a node to itself counts at both of its fields.
func (w *Writer) CountLinks(ctx context.Context, tx *neo.Tx, e *catalog.Entity, id string) ([]LinkCount, error) {
	rows, err := tx.Run(ctx, query.Statement{
		Text: "MATCH (n:" + query.Quote(e.Name) + " {id: $id}) " +
			"CALL (n) { MATCH (n)-[r]->(m) WHERE type(r) <> $aside RETURN type(r) AS type, true AS out, split(m.id, '_')[0] AS prefix, count(r) AS links " +
			"UNION ALL MATCH (n)<-[r]-(m) WHERE type(r) <> $aside RETURN type(r) AS type, false AS out, split(m.id, '_')[0] AS prefix, count(r) AS links } " +
			"RETURN type, out, prefix, links ORDER BY type, out, prefix",
		Params: map[string]any{"id": id, "aside": catalog.AsideType},
	})
	if err != nil {
		return nil, err
	}
	counts := make([]LinkCount, len(rows))
	for i, row := range rows {
		out, _ := row[1].(bool)
		n, _ := row[3].(int64)
		counts[i] = LinkCount{Field: fieldOver(e, property.Text(row[0]), out, w.cat.EntityOfID(property.Text(row[2])+"_")), Count: n}
	}
	return counts, nil
}

// fieldOver is the field of e that leads over a relationship type, the type where none does.
func fieldOver(e *catalog.Entity, typ string, out bool, other *catalog.Entity) string {
	for _, r := range e.Relations {
		if r.Type == typ && r.Out == out && r.Target == other {
			return r.Name
		}
	}
	return typ
}

// AllLinks returns every relationship of a node; one that leads to the node itself once.
func (w *Writer) AllLinks(ctx context.Context, tx *neo.Tx, e *catalog.Entity, id string) ([]Link, error) {
	rows, err := tx.Run(ctx, query.Statement{
		Text: "MATCH (n:" + query.Quote(e.Name) + " {id: $id}) MATCH (n)-[r]-() WITH DISTINCT r " +
			"RETURN type(r), startNode(r).id, endNode(r).id, properties(r)",
		Params: map[string]any{"id": id},
	})
	if err != nil {
		return nil, err
	}
	var links []Link
	for _, row := range rows {
		l := &edge{from: property.Text(row[1]), to: property.Text(row[2])}
		l.stored, _ = row[3].(map[string]any)
		l.current = l.stored
		l.kind = w.cat.Edge(property.Text(row[0]), w.cat.EntityOfID(l.from), w.cat.EntityOfID(l.to))
		if l.kind != nil {
			links = append(links, Link{ID: l.id(), Other: l.to, edge: l})
		}
	}
	return links, nil
}

// Cited tells whether any node or relationship names a source. Nothing indexes what is
// cited, so this reads the whole graph.
func Cited(ctx context.Context, tx *neo.Tx, source string) (bool, error) {
	rows, err := tx.Run(ctx, query.Statement{
		Text:   "RETURN EXISTS { MATCH (n) WHERE $id IN n." + catalog.SourceIDs + " } OR EXISTS { MATCH ()-[r]->() WHERE $id IN r." + catalog.SourceIDs + " }",
		Params: map[string]any{"id": source},
	})
	if err != nil {
		return false, err
	}
	cited, _ := rows[0][0].(bool)
	return cited, nil
}

// deleteMembers removes what was merged into a node that is deleted: nothing stands for it any
// more. What others tell of the merges stays.
func (w *Writer) deleteMembers(ctx context.Context, tx *neo.Tx, id string) error {
	groups, err := Members(ctx, tx, []string{id})
	if err != nil || len(groups[id]) < 2 {
		return err
	}
	members := map[string]any{"ids": groups[id][1:]}
	for _, text := range []string{
		"UNWIND $ids AS v MATCH (:" + catalog.AsideLabel + " {id: v})-[r]-() WITH DISTINCT r MATCH (x:" + catalog.AliasLabel + " {of: r.id}) DELETE x",
		"UNWIND $ids AS v MATCH (x:" + catalog.AliasLabel + " {of: v}) DELETE x",
		"UNWIND $ids AS v MATCH (s:" + catalog.StatementLabel + " {of: v}) DELETE s",
		"UNWIND $ids AS v MATCH (a:" + catalog.AsideLabel + " {id: v}) DETACH DELETE a",
	} {
		if _, err := tx.Run(ctx, query.Statement{Text: text, Params: members}); err != nil {
			return err
		}
	}
	return nil
}
