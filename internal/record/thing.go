package record

import (
	"context"
	"strings"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/neo"
)

// Thing is a node or relationship as it is stored.
type Thing struct {
	ID string
	// Type is the entity or the relationship type.
	Type string
	// From and To are the ends of a relationship.
	From, To string
	// Fields are the declared ones.
	Fields     []*catalog.Field
	Properties map[string]any
}

// Find reads the node or relationship with an id; false when there is none.
func Find(ctx context.Context, db *neo.DB, cat *catalog.Catalog, id string) (Thing, bool, error) {
	text := edgeText(cat)
	entity := cat.EntityOfID(id)
	if entity != nil {
		text = "MATCH (n:" + quote(entity.Name) + " {id: $id}) RETURN '' AS type, '' AS start, '' AS end, properties(n) AS properties"
	}
	if text == "" {
		return Thing{ID: id}, false, nil
	}
	rows, err := db.Read(ctx, neo.Statement{Text: text, Params: map[string]any{"id": id}})
	if err != nil || len(rows) == 0 {
		return Thing{ID: id}, false, err
	}
	t := Thing{ID: id, Type: textOf(rows[0][0]), From: textOf(rows[0][1]), To: textOf(rows[0][2])}
	t.Properties, _ = rows[0][3].(map[string]any)
	if entity != nil {
		t.Type, t.Fields = entity.Name, entity.Fields
		return t, true, nil
	}
	if kind := edgeKind(cat, t.Type, cat.EntityOfID(t.From), cat.EntityOfID(t.To)); kind != nil {
		t.Fields = fieldsOf(kind)
	}
	return t, true, nil
}

// edgeText finds a relationship by its id: each type has an index of its own.
func edgeText(cat *catalog.Catalog) string {
	var parts []string
	last := ""
	for _, e := range cat.Edges {
		if e.Type == last {
			continue
		}
		last = e.Type
		typ := quote(e.Type)
		parts = append(parts, "MATCH (a)-[r:"+typ+"]->(b) USING INDEX r:"+typ+"(id) WHERE r.id = $id RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties")
	}
	return strings.Join(parts, " UNION ALL ")
}
