package plan

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// Operation holds the plans of an operation's compiled root fields.
type Operation struct {
	fields map[string]rootField
	places map[string][]Place
	// Writes are the mutation fields, in the order of the request.
	Writes []Write
	// Rows and Hops are those of all root fields together: the sum and the maximum.
	Rows, Hops int
}

type rootField struct {
	root *Root
	err  error
	// again compiles it with the ids of what stands for others.
	again func(led map[string]string) (*Root, error)
}

// Operation compiles the root fields of a validated operation that the compiler answers,
// and finds where the answers of the others hold entities. A field that does not compile
// keeps its error; the others are not touched by it.
func (c *Compiler) Operation(op *ast.OperationDefinition, vars map[string]any, scope Scope) *Operation {
	o := &Operation{fields: map[string]rootField{}, places: map[string][]Place{}}
	b := &builder{Compiler: c, vars: vars}
	for _, s := range b.collect(op.SelectionSet, rootType(op.Operation)) {
		if kind, entity := c.cat.MutationOf(s.Name); entity != nil && op.Operation == ast.Mutation {
			o.write(c.Write(s.Field, s.selections, kind, entity, vars, scope))
			continue
		}
		if op.Operation == ast.Mutation && s.Name != "__typename" {
			o.Writes = append(o.Writes, Write{Alias: s.Alias, Name: s.Name, Arguments: argumentsOf(s.Field, vars).values})
		}
		if !c.Answers(s.Definition) {
			o.open(s.Alias, c.Places(s.Field, s.selections, vars))
			continue
		}
		root, err := c.Build(s.Field, s.selections, vars, scope)
		o.fields[s.Alias] = rootField{root, err, func(led map[string]string) (*Root, error) {
			return c.build(s.Field, s.selections, vars, scope, led)
		}}
		if root != nil {
			o.Rows = bounded(o.Rows + root.Rows)
			o.Hops = max(o.Hops, root.Hops)
		}
	}
	return o
}

// open takes in a root field that is not compiled.
func (o *Operation) open(alias string, places []Place) {
	o.places[alias] = places
	for _, p := range places {
		o.Rows = bounded(o.Rows + p.Rows)
		o.Hops = max(o.Hops, p.Hops)
	}
}

func rootType(op ast.Operation) string {
	switch op {
	case ast.Mutation:
		return "Mutation"
	case ast.Subscription:
		return "Subscription"
	}
	return "Query"
}

// Answers tells whether answers of a root field are compiled: those that are entities,
// connections of them, or Node.
func (c *Compiler) Answers(def *ast.FieldDefinition) bool {
	name := def.Type.Name()
	return name == "Node" || c.cat.Entity(name) != nil || c.cat.ConnectionOf(name) != nil
}

// Root returns the plan of the root field with this response key, or why there is none.
func (o *Operation) Root(alias string) (*Root, error) {
	f := o.fields[alias]
	return f.root, f.err
}

// Places are those of the root field with this response key.
func (o *Operation) Places(alias string) []Place { return o.places[alias] }

// Statements is how many statements the operation may take: one a compiled root field, and
// for another its own and one for each place that holds entities.
func (o *Operation) Statements() int {
	n := len(o.fields)
	for _, places := range o.places {
		n += 1 + len(places)
	}
	return n
}
