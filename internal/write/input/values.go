package input

import (
	"maps"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// CheckNode checks and normalises the values of one node. It finds everything that can
// be found without the database; whether a required field is missing depends on whether
// the node exists.
func CheckNode(cat *catalog.Catalog, e *catalog.Entity, values map[string]any) Checked {
	c := coerceNode(cat, e, values)
	c.rules(e.Fields, e.Intervals)
	return c
}

// coerceNode is CheckNode without what the schema promises of values of their kind.
func coerceNode(cat *catalog.Catalog, e *catalog.Entity, values map[string]any) Checked {
	c := checkValues(cat, e.Name, e.Fields, values)
	for _, f := range e.Fields {
		if key, isText := c.Properties[f.SortProperty()].(string); isText && len(key) > maxSortKey {
			c.Refuse(f.Name, "is too long to be sorted by")
		}
	}
	return c
}

// CheckEdge checks and normalises the values of one relationship.
func CheckEdge(cat *catalog.Catalog, edge *catalog.Edge, values map[string]any) Checked {
	c := checkValues(cat, edge.Type, edge.Fields(), values)
	c.rules(edge.Fields(), edge.Intervals())
	return c
}

func checkValues(cat *catalog.Catalog, owner string, fields []*catalog.Field, values map[string]any) Checked {
	c := Checked{Properties: make(map[string]any, len(values)+4)}
	seen := 0
	for _, f := range fields {
		v, given := values[f.Name]
		if !given {
			continue
		}
		seen++
		c.value(cat, f, v)
	}
	if seen < len(values) {
		c.unknown(owner, fields, values)
	}
	property.Derive(fields, c.Properties)
	return c
}

func (c *Checked) value(cat *catalog.Catalog, f *catalog.Field, v any) {
	switch {
	case f.System:
		c.Refuse(f.Name, "is kept by the service and cannot be set")
		return
	case v == nil && f.NonNull:
		c.Refuse(f.Name, "is required and cannot be null")
		return
	case v == nil:
		c.Properties[f.Name] = nil
		return
	}
	stored, warnings, err := coerce(cat, f, v)
	if err != nil {
		c.Refuse(f.Name, "%s", err)
		return
	}
	for _, w := range warnings {
		c.Warnings = append(c.Warnings, Problem{Field: f.Name, Reason: w})
	}
	c.Properties[f.Name] = stored
}

func (c *Checked) unknown(owner string, fields []*catalog.Field, values map[string]any) {
	var known []string
	for _, f := range fields {
		if !f.System {
			known = append(known, f.Name)
		}
	}
	has := "has no properties"
	if len(known) > 0 {
		has = "has " + strings.Join(known, ", ")
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.ContainsFunc(fields, func(f *catalog.Field) bool { return f.Name == name }) {
			c.Refuse(name, "%s has no such column; it %s", owner, has)
		}
	}
}
