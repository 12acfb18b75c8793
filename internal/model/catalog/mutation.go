package catalog

// Mutation is what a derived mutation field does.
type Mutation string

// The derived mutations; each starts the name of a field, as in createCompany.
const (
	Create Mutation = "create"
	Update Mutation = "update"
	Upsert Mutation = "upsert"
	Delete Mutation = "delete"
)

// FieldOf is the mutation's root field for an entity.
func (m Mutation) FieldOf(e *Entity) string { return string(m) + e.Name }

// EdgeOf returns the relationship type between two labels that a field sees one end of.
func (c *Catalog) EdgeOf(r *Relation) *Edge {
	from, to := r.ends()
	return c.Edge(r.Type, from, to)
}
