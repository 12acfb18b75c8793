package catalog

import "strings"

// Mutation is what a derived mutation field does.
type Mutation string

// The derived mutations; each starts the name of a field, as in createCompany.
const (
	Create Mutation = "create"
	Update Mutation = "update"
	Upsert Mutation = "upsert"
	Delete Mutation = "delete"
)

// Mutations are all derived mutations.
var Mutations = []Mutation{Create, Update, Upsert, Delete}

// FieldOf is the mutation's root field for an entity.
func (m Mutation) FieldOf(e *Entity) string { return string(m) + e.Name }

// MutationOf returns what a root field of Mutation does to which entity; the entity is nil
// when the field is not a derived one.
func (c *Catalog) MutationOf(field string) (Mutation, *Entity) {
	for _, m := range Mutations {
		name, found := strings.CutPrefix(field, string(m))
		if e := c.byName[name]; found && e != nil {
			return m, e
		}
	}
	return "", nil
}

// EdgeOf returns the relationship type between two labels that a field sees one end of.
func (c *Catalog) EdgeOf(r *Relation) *Edge {
	from, to := r.ends()
	return c.Edge(r.Type, from, to)
}
