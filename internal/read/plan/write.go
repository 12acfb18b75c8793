package plan

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Write is a mutation field: what it is to do, and what is read for its answer.
type Write struct {
	// Alias is the key in the answer.
	Alias string
	Name  string
	Kind  catalog.Mutation
	// Entity is nil for a field that is not derived.
	Entity *catalog.Entity
	// Arguments are coerced by the rules of GraphQL, but not checked.
	Arguments map[string]any
	// Err tells why the answer does not compile.
	Err    error
	answer *Object
}

// Write compiles the answer of a derived mutation field, as the entity's own root field
// would be. Fields of the same response key must have been merged.
func (c *Compiler) Write(field *ast.Field, selections ast.SelectionSet, kind catalog.Mutation, e *catalog.Entity, vars map[string]any) Write {
	w := Write{Alias: field.Alias, Name: field.Name, Kind: kind, Entity: e, Arguments: argumentsOf(field, vars).values}
	if kind != catalog.Delete {
		w.answer, w.Err = newBuilder(c, vars).object(e, selections)
	}
	return w
}

// Answer is the plan that reads the answer for the entity with an id; nil for a deletion, and for a
// field that is not derived.
func (w *Write) Answer(id string) *Root {
	if w.answer == nil {
		return nil
	}
	root := &Root{Name: w.Entity.Singular, One: &One{Key: w.Entity.Field("id"), Value: id, Object: w.answer}}
	root.Cost = rootCost(root)
	return root
}

// write takes in a derived mutation field.
func (o *Operation) write(w Write) {
	o.Writes = append(o.Writes, w)
	if root := w.Answer(""); root != nil {
		o.Cost = o.and(root.Cost)
	}
}
