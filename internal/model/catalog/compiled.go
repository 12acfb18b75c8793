package catalog

import "github.com/vektah/gqlparser/v2/ast"

// CompiledDirective marks the root fields that the compiler answers.
const CompiledDirective = "compiled"

// Compiled is what the compiler does for a root field that it answers.
type Compiled struct {
	// Mutation is what a derived mutation does, empty for a query.
	Mutation Mutation
	// Of is the entity that a mutation is about, nil for a query.
	Of *Entity
}

// Compiled tells whether and how the compiler answers a root field.
func (c *Catalog) Compiled(f *ast.FieldDefinition) (Compiled, bool) {
	d := f.Directives.ForName(CompiledDirective)
	if d == nil {
		return Compiled{}, false
	}
	text := func(name string) string {
		if a := d.Arguments.ForName(name); a != nil {
			return a.Value.Raw
		}
		return ""
	}
	return Compiled{Mutation: Mutation(text("mutation")), Of: c.byName[text("of")]}, true
}
