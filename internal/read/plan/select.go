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
	fields := make([]selected, 0, len(set))
	b.collectInto(&fields, set, conditions)
	return fields
}

func (b *builder) collectInto(fields *[]selected, set ast.SelectionSet, conditions []string) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if b.included(s.Directives) {
				merge(fields, s)
			}
		case *ast.InlineFragment:
			if b.included(s.Directives) && applies(s.TypeCondition, conditions) {
				b.collectInto(fields, s.SelectionSet, conditions)
			}
		case *ast.FragmentSpread:
			if b.included(s.Directives) && applies(s.Definition.TypeCondition, conditions) {
				b.collectInto(fields, s.Definition.SelectionSet, conditions)
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
