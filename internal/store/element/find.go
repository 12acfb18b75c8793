package element

import (
	"context"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// nodeColumns are what is read of a node n, and EdgeColumns of a relationship r from a to b, as
// DecodeEdges takes them.
const (
	nodeColumns = "$type AS type, '' AS from, '' AS to, properties(n) AS properties"
	EdgeColumns = "type(r) AS type, a.id AS from, b.id AS to, properties(r) AS properties"
)

// Find reads the node or relationship with an id; false when there is none.
func Find(ctx context.Context, run query.Runner, cat *catalog.Catalog, id string) (Element, bool, error) {
	text, params := findEdge(cat), map[string]any{"id": id}
	if entity := cat.EntityOfID(id); entity != nil {
		text = "MATCH (n:" + query.Quote(entity.Name) + " {id: $id}) RETURN " + nodeColumns
		params["type"] = entity.Name
	}
	if text == "" {
		return Element{ID: id}, false, nil
	}
	rows, err := run.Query(ctx, query.Statement{Text: text, Params: params})
	if err != nil {
		return Element{ID: id}, false, err
	}
	list, err := decode(cat, rows)
	if err != nil || len(list) == 0 {
		return Element{ID: id}, false, err
	}
	return list[0], true, nil
}

// findEdge finds a relationship by its id: each type has an index of its own.
func findEdge(cat *catalog.Catalog) string {
	var parts []string
	for _, typ := range cat.EdgeTypes() {
		parts = append(parts, matchEdge(typ)+" WHERE r.id = $id RETURN "+EdgeColumns)
	}
	return strings.Join(parts, " UNION ALL ")
}

// matchEdge matches a relationship r from a to b by way of the index of its ids.
func matchEdge(typ string) string {
	typ = query.Quote(typ)
	return "MATCH (a)-[r:" + typ + "]->(b) USING INDEX r:" + typ + "(id)"
}

// FindAll reads the elements of one type, an entity or a relationship type, with these ids:
// those that are there, by id.
func FindAll(ctx context.Context, run query.Runner, cat *catalog.Catalog, typ string, ids []string) (map[string]Element, error) {
	list, err := findAll(ctx, run, cat, typ, ids)
	found := make(map[string]Element, len(list))
	for _, e := range list {
		found[e.ID] = e
	}
	return found, err
}

func findAll(ctx context.Context, run query.Runner, cat *catalog.Catalog, typ string, ids []string) ([]Element, error) {
	text, params := "UNWIND $ids AS v "+matchEdge(typ)+" WHERE r.id = v RETURN "+EdgeColumns, map[string]any{"ids": ids}
	if cat.Entity(typ) != nil {
		text = "UNWIND $ids AS v MATCH (n:" + query.Quote(typ) + " {id: v}) RETURN " + nodeColumns
		params["type"] = typ
	}
	rows, err := run.Query(ctx, query.Statement{Text: text, Params: params})
	if err != nil {
		return nil, err
	}
	return decode(cat, rows)
}
