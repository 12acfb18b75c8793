package catalog

// SourceEntity is the entity that facts are known from.
const SourceEntity = "Source"

// Source returns the entity that facts are known from.
func (c *Catalog) Source() *Entity { return c.byName[SourceEntity] }

// IsSource tells that facts are known from the entity.
func (e *Entity) IsSource() bool { return e.Name == SourceEntity }
