package plan

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// selected is a field of a selection after fragments are resolved and equal response
// keys are merged, as CollectFields of the GraphQL specification says.
type selected struct {
	*ast.Field
	selections ast.SelectionSet
}

// collect returns the fields selected on an object of the type, in response order.
// Conditions are names of the type itself or of an interface it implements.
func (b *builder) collect(set ast.SelectionSet, conditions ...string) []selected {
	c := collector{builder: b, conditions: conditions, fields: make([]selected, 0, len(set)), visited: map[string]bool{}}
	c.add(set)
	return c.fields
}

// collector gathers the fields of one object. Each fragment is visited once: what spreads others
// twice, and so on, has as many spreads as nobody can wait for.
type collector struct {
	*builder
	conditions []string
	fields     []selected
	visited    map[string]bool
}

func (c *collector) add(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if c.included(s.Directives) {
				merge(&c.fields, s)
			}
		case *ast.InlineFragment:
			if c.included(s.Directives) && applies(s.TypeCondition, c.conditions) {
				c.add(s.SelectionSet)
			}
		case *ast.FragmentSpread:
			if !c.visited[s.Name] && c.included(s.Directives) && applies(s.Definition.TypeCondition, c.conditions) {
				c.visited[s.Name] = true
				c.add(s.Definition.SelectionSet)
			}
		}
	}
}

func merge(fields *[]selected, f *ast.Field) {
	for i, known := range *fields {
		if known.Alias == f.Alias {
			(*fields)[i].selections = slices.Concat(known.selections, f.SelectionSet)
			return
		}
	}
	*fields = append(*fields, selected{f, f.SelectionSet})
}

func applies(condition string, conditions []string) bool {
	if condition == "" {
		return true
	}
	for _, c := range conditions {
		if c == condition {
			return true
		}
	}
	return false
}

func (b *builder) included(directives ast.DirectiveList) bool {
	if d := directives.ForName("skip"); d != nil && b.condition(d) {
		return false
	}
	d := directives.ForName("include")
	return d == nil || b.condition(d)
}

func (b *builder) condition(d *ast.Directive) bool {
	on, _ := d.ArgumentMap(b.vars)["if"].(bool)
	return on
}

// arguments are the coerced arguments of a field; given tells which were written in the
// request, for a default is among the values too.
type arguments struct {
	values map[string]any
	given  map[string]bool
}

func argumentsOf(f *ast.Field, vars map[string]any) arguments {
	if len(f.Definition.Arguments) == 0 {
		return arguments{}
	}
	a := arguments{values: f.ArgumentMap(vars), given: map[string]bool{}}
	for _, arg := range f.Arguments {
		if arg.Value.Kind == ast.Variable {
			_, a.given[arg.Name] = vars[arg.Value.Raw]
			continue
		}
		a.given[arg.Name] = true
	}
	return a
}
