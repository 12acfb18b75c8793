package element

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Element is a node or relationship as it is stored.
type Element struct {
	ID string
	// Type is the entity or the relationship type.
	Type string `column:"type"`
	// From and To are the ends of a relationship, empty for a node.
	From string `column:"from"`
	To   string `column:"to"`
	// Fields are the declared ones.
	Fields     []*catalog.Field
	Properties map[string]any `column:"properties"`
}

// Unknown is the error for an id that leads to nothing. It says the same of what was never there
// and of what must not be seen.
func Unknown() error {
	return fault.New(fault.NotFound, "nothing has this id; take the id of an entity, or the relationship of an edge, from an answer").At("id")
}

// FieldsOf are the declared fields of an element, of which its type and ends are enough.
func FieldsOf(cat *catalog.Catalog, e Element) []*catalog.Field {
	if entity := cat.Entity(e.Type); entity != nil {
		return entity.Fields
	}
	if kind := kindOf(cat, e); kind != nil {
		return kind.Fields()
	}
	return nil
}

// kindOf is the kind of a relationship, nil for one that is declared no longer.
func kindOf(cat *catalog.Catalog, e Element) *catalog.Edge {
	return cat.Edge(e.Type, cat.EntityOfID(e.From), cat.EntityOfID(e.To))
}

// decode reads elements with the columns type, from, to and properties.
func decode(cat *catalog.Catalog, rows query.Rows) ([]Element, error) {
	list, err := query.Scan[Element](rows)
	for i := range list {
		list[i].ID = property.Text(list[i].Properties["id"])
		list[i].Fields = FieldsOf(cat, list[i])
	}
	return list, err
}
