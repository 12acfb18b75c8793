package journal

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// AuditedSources is the name under which changes record the sources.
const AuditedSources = "sources"

// auditedSystem are the properties of the service that changes record, and their names there.
var auditedSystem = [...]struct{ stored, name string }{
	{catalog.SourceIDs, AuditedSources},
	{catalog.Confidence, catalog.Confidence},
	{catalog.ValidFrom, catalog.ValidFrom},
	{catalog.ValidTo, catalog.ValidTo},
}

// audited returns what a change records: the values that differ, as they were and as they
// are, nil for none, and those that were touched, whether they differ or not. What the service counts or derives itself is left out.
func audited(fields []*catalog.Field, stored, current map[string]any, touched ...string) (before, after map[string]any) {
	before, after = map[string]any{}, map[string]any{}
	note := func(name string, was, is any) {
		if !property.Same(was, is) || slices.Contains(touched, name) {
			before[name], after[name] = was, is
		}
	}
	for _, f := range fields {
		if !f.System {
			note(f.Name, stored[f.Name], current[f.Name])
		}
	}
	for _, p := range auditedSystem {
		note(p.name, some(stored[p.stored]), some(current[p.stored]))
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

// Audited returns the values of a node or relationship under the names that changes use.
func Audited(fields []*catalog.Field, properties map[string]any) map[string]any {
	_, values := audited(fields, nil, properties)
	return values
}

// AuditedNames are the names of all values that changes may be about.
func AuditedNames(fields []*catalog.Field) []string {
	var names []string
	for _, f := range fields {
		if !f.System {
			names = append(names, f.Name)
		}
	}
	for _, p := range auditedSystem {
		names = append(names, p.name)
	}
	return names
}

// PropertyOf is the property that changes record under a name.
func PropertyOf(name string) string {
	for _, p := range auditedSystem {
		if p.name == name {
			return p.stored
		}
	}
	return name
}
