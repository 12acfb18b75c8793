package record

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// ToldSources is the name under which changes tell of the sources.
const ToldSources = "sources"

// toldSystem are the properties of the service that changes tell of, and their names there.
var toldSystem = []struct{ property, name string }{
	{catalog.SourceIDs, ToldSources},
	{catalog.Confidence, catalog.Confidence},
	{catalog.ValidFrom, catalog.ValidFrom},
	{catalog.ValidTo, catalog.ValidTo},
}

// told returns what a change tells of: the values that differ, as they were and as they
// are, nil for none. What the service counts or derives itself is left out.
func told(fields []*catalog.Field, stored, current map[string]any) (before, after map[string]any) {
	before, after = map[string]any{}, map[string]any{}
	note := func(name string, was, is any) {
		if !property.Same(was, is) {
			before[name], after[name] = was, is
		}
	}
	for _, f := range fields {
		if !f.System {
			note(f.Name, stored[f.Name], current[f.Name])
		}
	}
	for _, p := range toldSystem {
		note(p.name, some(stored[p.property]), some(current[p.property]))
	}
	return before, after
}

// some returns nil for an empty list: to have no sources is to have no value.
func some(v any) any {
	if list, isList := property.Texts(v); isList && len(list) == 0 {
		return nil
	}
	return v
}

// Told returns the values of a node or relationship under the names that changes use.
func Told(fields []*catalog.Field, properties map[string]any) map[string]any {
	_, values := told(fields, nil, properties)
	return values
}

// ChangedNames are the names of all values that changes may be about.
func ChangedNames(fields []*catalog.Field) []string {
	var names []string
	for _, f := range fields {
		if !f.System {
			names = append(names, f.Name)
		}
	}
	for _, p := range toldSystem {
		names = append(names, p.name)
	}
	return names
}
