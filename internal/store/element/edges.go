package element

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// FindEdges reads the relationships of a type with these ids, in their order, as far as they are
// there.
func FindEdges(ctx context.Context, run query.Runner, cat *catalog.Catalog, typ string, ids []string) ([]Edge, error) {
	list, err := findAll(ctx, run, cat, typ, ids)
	edges := make([]Edge, 0, len(list))
	for _, e := range list {
		if edge, declared := EdgeOf(cat, e); declared {
			edges = append(edges, edge)
		}
	}
	return edges, err
}

// EdgesOf reads every relationship of a node; one that leads to the node itself once.
func EdgesOf(ctx context.Context, run query.Runner, cat *catalog.Catalog, e *catalog.Entity, id string) ([]Edge, error) {
	rows, err := run.Query(ctx, query.Statement{
		Text: "MATCH (n:" + query.Quote(e.Name) + " {id: $id}) MATCH (n)-[r]-() WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b " +
			"RETURN " + EdgeColumns,
		Params: map[string]any{"id": id},
	})
	if err != nil {
		return nil, err
	}
	return DecodeEdges(cat, rows)
}

// EdgesOver reads the relationships that a field of a node leads over: those with the ids only,
// or all when ids is nil.
func EdgesOver(ctx context.Context, run query.Runner, cat *catalog.Catalog, r *catalog.Relation, owner string, ids []string) ([]Edge, error) {
	near, far := "(n:"+query.Quote(r.Owner.Name)+" {id: $owner})", "(o:"+query.Quote(r.Target.Name)+") "
	text, ends := "MATCH "+near+"-[r:"+query.Quote(r.Type)+"]->"+far, "$owner AS from, o.id AS to"
	if !r.Out {
		text, ends = "MATCH "+near+"<-[r:"+query.Quote(r.Type)+"]-"+far, "o.id AS from, $owner AS to"
	}
	if ids != nil {
		text += "WHERE r.id IN $ids "
	}
	rows, err := run.Query(ctx, query.Statement{
		Text:   text + "RETURN type(r) AS type, " + ends + ", properties(r) AS properties",
		Params: map[string]any{"owner": owner, "ids": ids},
	})
	if err != nil {
		return nil, err
	}
	return DecodeEdges(cat, rows)
}

// EdgeCount is how many relationships join a node to nodes of one kind.
type EdgeCount struct {
	// Field is the name by which the node's entity knows them, else the relationship type.
	Field string
	Count int64
}

// CountEdges counts the relationships of a node by the fields that lead over them. One that
// leads from a node to itself counts at both of its fields.
func CountEdges(ctx context.Context, run query.Runner, cat *catalog.Catalog, e *catalog.Entity, id string) ([]EdgeCount, error) {
	found, err := query.All[struct {
		Type   string `column:"type"`
		Out    bool   `column:"out"`
		Prefix string `column:"prefix"`
		Links  int64  `column:"links"`
	}](ctx, run, query.Statement{
		Text: "MATCH (n:" + query.Quote(e.Name) + " {id: $id}) " +
			"CALL (n) { MATCH (n)-[r]->(m) WHERE type(r) <> $aside RETURN type(r) AS type, true AS out, split(m.id, '_')[0] AS prefix, count(r) AS links " +
			"UNION ALL MATCH (n)<-[r]-(m) WHERE type(r) <> $aside RETURN type(r) AS type, false AS out, split(m.id, '_')[0] AS prefix, count(r) AS links } " +
			"RETURN type, out, prefix, links ORDER BY type, out, prefix",
		Params: map[string]any{"id": id, "aside": catalog.AsideType},
	})
	counts := make([]EdgeCount, len(found))
	for i, c := range found {
		counts[i] = EdgeCount{Field: fieldOver(e, c.Type, c.Out, cat.EntityOfID(c.Prefix+"_")), Count: c.Links}
	}
	return counts, err
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
