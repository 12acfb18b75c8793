package graphfile

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Link is a relationship that is the service's own.
type Link struct {
	From, To   End
	Properties map[string]any
}

// End is a node by its label and id, since an id does not tell whether a node is public.
type End struct{ Label, ID string }

// DecodeLink reads a line that Link.Line wrote. Labels are compared with those that there are: they stand in a statement.
func DecodeLink(cat *catalog.Catalog, object map[string]any) (l Link, err error) {
	properties, _ := object["properties"].(map[string]any)
	if id, _ := properties["id"].(string); id == "" {
		return l, fault.New(fault.BadUserInput, "a relationship of the service needs properties with an id")
	}
	if l.Properties, err = stored(properties); err != nil {
		return l, err
	}
	if l.From, err = endOf(cat, "from", object["from"]); err != nil {
		return l, err
	}
	l.To, err = endOf(cat, "to", object["to"])
	return l, err
}

func endOf(cat *catalog.Catalog, name string, v any) (e End, err error) {
	o, _ := v.(map[string]any)
	e.Label, _ = o["label"].(string)
	e.ID, _ = o["id"].(string)
	if e.Label != catalog.AsideLabel && cat.Entity(e.Label) == nil || e.ID == "" {
		return e, fault.New(fault.BadUserInput, "%s must have a label of the graph and an id", name)
	}
	return e, nil
}

// Line is the line of the relationship.
func (l Link) Line() ([]byte, error) {
	properties := map[string]any{}
	for name, v := range l.Properties {
		out, err := outOfStore(v)
		if err != nil {
			return nil, err
		}
		properties[name] = out
	}
	var o object
	o.member("id", l.Properties["id"])
	o.member("from", map[string]any{"label": l.From.Label, "id": l.From.ID})
	o.member("to", map[string]any{"label": l.To.Label, "id": l.To.ID})
	o.member("properties", properties)
	return o.line()
}
