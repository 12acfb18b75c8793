package catalog

// SourceEntity is the entity that facts are known from.
const SourceEntity = "Source"

// Source returns the entity that facts are known from.
func (c *Catalog) Source() *Entity { return c.byName[SourceEntity] }
