package view

import (
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Shown is what the reader may see of a value, as JSON, of something of a type: every value
// that an answer takes from elsewhere than the compiler passes through here.
func (v *View) Shown(typeName, field string, value json.RawMessage) json.RawMessage {
	return v.grant.Policy.ShownJSON(v.Declared(typeName, field), value)
}

// Declared is the field of an entity, nil for that of a relationship and of the service
// itself: neither is ever sensitive.
func (v *View) Declared(typeName, field string) *catalog.Field {
	if e := v.door.cat.Entity(typeName); e != nil {
		return e.Field(field)
	}
	return nil
}
