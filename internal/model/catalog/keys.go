package catalog

import "slices"

// UniqueFields are the fields but id whose values no two entities share, most trusted first:
// those of single business keys in their order, then the others.
func (e *Entity) UniqueFields() []*Field {
	var fields []*Field
	for _, key := range e.Keys {
		if len(key) == 1 {
			fields = append(fields, key[0])
		}
	}
	for _, f := range e.Fields {
		if f.Unique && f.Name != "id" && !slices.Contains(fields, f) {
			fields = append(fields, f)
		}
	}
	return fields
}

// CompositeKeys are the business keys of several fields.
func (e *Entity) CompositeKeys() [][]*Field {
	var keys [][]*Field
	for _, key := range e.Keys {
		if len(key) > 1 {
			keys = append(keys, key)
		}
	}
	return keys
}
