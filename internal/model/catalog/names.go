package catalog

import (
	"slices"
	"strings"
)

// EntityNames are the names of all entities, in order.
func (c *Catalog) EntityNames() []string {
	names := make([]string, len(c.Entities))
	for i, e := range c.Entities {
		names[i] = e.Name
	}
	return names
}

// EdgeTypes are the relationship types, each once, in order.
func (c *Catalog) EdgeTypes() []string {
	types := make([]string, len(c.Edges)) // sorted by type
	for i, e := range c.Edges {
		types[i] = e.Type
	}
	return slices.Compact(types)
}

// TypeName starts the names of the types that are derived from the relationship, as
// CompanySegments does those of Company.segments.
func (r *Relation) TypeName() string {
	return r.Owner.Name + strings.ToUpper(r.Name[:1]) + r.Name[1:]
}
