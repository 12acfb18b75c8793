package element

import (
	"context"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Thing is a node or relationship as it is stored.
type Element struct {
	ID string
	// Type is the entity or the relationship type.
	Type string
	// From and To are the ends of a relationship.
	From, To string
	// Fields are the declared ones.
	Fields     []*catalog.Field
	Properties map[string]any
}

// Unknown is the error for an id that leads to nothing. It says the same of what was never there
// and of what must not be seen.
func Unknown() error {
	return &fault.Error{Code: fault.NotFound, Message: "nothing has this id; take the id of an entity or of an edge from an answer", Path: []any{"id"}}
}

// NoSuch is the error for an id of an entity that there is none of.
func NoSuch(e *catalog.Entity, id string) error {
	return fault.New(fault.NotFound, "there is no %s with the id %s; take the id from an answer", e.Name, id)
}

// Find reads the node or relationship with an id; false when there is none.
func Find(ctx context.Context, run query.Runner, cat *catalog.Catalog, id string) (Element, bool, error) {
	text := edgeText(cat)
	entity := cat.EntityOfID(id)
	if entity != nil {
		text = "MATCH (n:" + query.Quote(entity.Name) + " {id: $id}) RETURN '' AS type, '' AS start, '' AS end, properties(n) AS properties"
	}
	if text == "" {
		return Element{ID: id}, false, nil
	}
	rows, err := run.Query(ctx, query.Statement{Text: text, Params: map[string]any{"id": id}})
	if err != nil || len(rows.Values) == 0 {
		return Element{ID: id}, false, err
	}
	t := Element{ID: id, Type: property.Text(rows.Values[0][0]), From: property.Text(rows.Values[0][1]), To: property.Text(rows.Values[0][2])}
	t.Properties, _ = rows.Values[0][3].(map[string]any)
	if entity != nil {
		t.Type = entity.Name
	}
	t.Fields = FieldsOf(cat, t)
	return t, true, nil
}

// FieldsOf are the declared fields of a thing, of which its id, type and ends are enough.
func FieldsOf(cat *catalog.Catalog, t Element) []*catalog.Field {
	if e := cat.Entity(t.Type); e != nil {
		return e.Fields
	}
	if kind := cat.Edge(t.Type, cat.EntityOfID(t.From), cat.EntityOfID(t.To)); kind != nil {
		return kind.Fields()
	}
	return nil
}

// FindAll reads the things of one type, an entity or a relationship type, with these ids: those
// that are there, by id.
func FindAll(ctx context.Context, run query.Runner, cat *catalog.Catalog, typ string, ids []string) (map[string]Element, error) {
	text := "UNWIND $ids AS v MATCH (n:" + query.Quote(typ) + " {id: v}) RETURN n.id, '' AS start, '' AS end, properties(n)"
	if cat.Entity(typ) == nil {
		text = "UNWIND $ids AS v MATCH (a)-[r:" + query.Quote(typ) + "]->(b) USING INDEX r:" + query.Quote(typ) + "(id) WHERE r.id = v RETURN r.id, a.id, b.id, properties(r)"
	}
	rows, err := run.Query(ctx, query.Statement{Text: text, Params: map[string]any{"ids": ids}})
	if err != nil {
		return nil, err
	}
	found := make(map[string]Element, len(rows.Values))
	for _, row := range rows.Values {
		t := Element{ID: property.Text(row[0]), Type: typ, From: property.Text(row[1]), To: property.Text(row[2])}
		t.Properties, _ = row[3].(map[string]any)
		t.Fields = FieldsOf(cat, t)
		found[t.ID] = t
	}
	return found, nil
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
		typ := query.Quote(e.Type)
		parts = append(parts, "MATCH (a)-[r:"+typ+"]->(b) USING INDEX r:"+typ+"(id) WHERE r.id = $id RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties")
	}
	return strings.Join(parts, " UNION ALL ")
}
