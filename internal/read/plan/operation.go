package plan

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Operation holds the plans of an operation's compiled root fields.
type Operation struct {
	fields     map[string]rootField
	places     map[string][]Place
	conditions map[string]conditional
	// Writes are the mutation fields, in the order of the request.
	Writes []Write
	// Cost is that of all root fields together.
	Cost
}

type rootField struct {
	root *Root
	err  error
	// redirected compiles it with the ids that others redirect to.
	redirected func(redirects map[string]string) (*Root, error)
}

// Operation compiles the root fields of a validated operation that the compiler answers,
// and finds where the answers of the others hold entities. A field that does not compile
// keeps its error; the others are not touched by it.
func (c *Compiler) Operation(op *ast.OperationDefinition, vars map[string]any) *Operation {
	c = c.onOneDay()
	o := &Operation{fields: map[string]rootField{}, places: map[string][]Place{}, conditions: map[string]conditional{}}
	b := &builder{Compiler: c, vars: vars}
	for _, s := range b.collect(op.SelectionSet, rootType(op.Operation)) {
		as, compiled := c.compiled(s.Definition)
		if as.Of != nil {
			o.write(c.Write(s.Field, s.selections, as.Mutation, as.Of, vars))
			continue
		}
		if op.Operation == ast.Mutation && s.Name != "__typename" {
			o.Writes = append(o.Writes, Write{Alias: s.Alias, Name: s.Name, Arguments: argumentsOf(s.Field, vars).values})
		}
		if !compiled {
			o.open(s.Alias, c.Places(s.Field, s.selections, vars))
			o.require(s.Alias, func(redirects map[string]string) (*Conditions, error) {
				return c.conditions(s.Field, vars, redirects)
			})
			continue
		}
		root, err := c.Build(s.Field, s.selections, vars)
		o.fields[s.Alias] = rootField{root, err, func(redirects map[string]string) (*Root, error) {
			return c.build(s.Field, s.selections, vars, redirects)
		}}
		if root != nil {
			o.Cost = o.and(root.Cost)
		}
	}
	return o
}

// open takes in a root field that is not compiled.
func (o *Operation) open(alias string, places []Place) {
	o.places[alias] = places
	for _, p := range places {
		o.Cost = o.and(p.Cost)
	}
}

// require takes in the conditions of a root field that is not compiled.
func (o *Operation) require(alias string, compile func(redirects map[string]string) (*Conditions, error)) {
	conditions, err := compile(nil)
	o.conditions[alias] = conditional{conditions, err, compile}
	if conditions != nil {
		o.Cost = o.and(conditions.Cost)
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

// compiled tells whether and how the compiler answers a root field, __typename included.
func (c *Compiler) compiled(def *ast.FieldDefinition) (catalog.Compiled, bool) {
	if def == nil {
		return catalog.Compiled{}, false
	}
	return c.cat.Compiled(def)
}

// Root returns the plan of the root field with this response key, or why there is none.
func (o *Operation) Root(alias string) (*Root, error) {
	f := o.fields[alias]
	return f.root, f.err
}

// Places are those of the root field with this response key.
func (o *Operation) Places(alias string) []Place { return o.places[alias] }

// Lone tells that the operation takes one statement: it is one compiled root field.
func (o *Operation) Lone() bool {
	return len(o.fields) == 1 && len(o.places) == 0 && len(o.Writes) == 0
}

// Planned is the cost of the operation where root fields of one shape, which differ in values only,
// count once: a database plans them once.
func (o *Operation) Planned() (c Cost) {
	seen := map[string]bool{}
	for _, f := range o.fields {
		if f.root != nil {
			c = c.and(anew(seen, f.root))
		}
	}
	for _, w := range o.Writes {
		if root := w.Answer(""); root != nil {
			c = c.and(anew(seen, root))
		}
	}
	for _, places := range o.places {
		for _, p := range places {
			c = c.and(p.Cost)
		}
	}
	for _, one := range o.conditions {
		if one.conditions != nil {
			c = c.and(one.conditions.Cost)
		}
	}
	return c
}

func anew(seen map[string]bool, root *Root) Cost {
	shape := root.Explain()
	if seen[shape] {
		return Cost{}
	}
	seen[shape] = true
	return root.Cost
}
