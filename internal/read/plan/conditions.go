package plan

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// Conditions are what a root field that is not compiled requires of entities, by their type.
type Conditions struct {
	// Of are the types with a condition, in the order of the catalog.
	Of []Condition
	// Named are the ids that they name.
	Named []string
	Cost
}

// Condition is what is required of the entities of a type.
type Condition struct {
	Entity *catalog.Entity
	// Fields are those of the entity itself that decide, each once: what its relationships
	// lead to may decide too.
	Fields []*catalog.Field
	fit    *Object
}

// conditional is a root field with conditions, or why they do not compile.
type conditional struct {
	conditions *Conditions
	err        error
	// redirected compiles them with the ids that others redirect to.
	redirected func(redirects map[string]string) (*Conditions, error)
}

// Conditions are those of the root field with this response key; nil for none.
func (o *Operation) Conditions(alias string) (*Conditions, error) {
	c := o.conditions[alias]
	return c.conditions, c.err
}

// ConditionsRedirected compiles them once more, with the ids that those which they name redirect to.
func (o *Operation) ConditionsRedirected(alias string, redirects map[string]string) (*Conditions, error) {
	return o.conditions[alias].redirected(redirects)
}

// Fitting reads which of the entities with these ids fit. Those of other types are passed over.
func (c *Conditions) Fitting(ids []string) *Root {
	n := &Nodes{IDs: ids}
	for _, one := range c.Of {
		if matching := ofEntity(ids, one.Entity); len(matching) > 0 {
			n.ByType = append(n.ByType, NodesOfType{IDs: matching, Object: one.fit})
		}
	}
	return &Root{Nodes: n}
}

// conditions compiles the argument of a root field that is an EntityFilter; nil where there is none.
func (c *Compiler) conditions(field *ast.Field, vars map[string]any, redirects map[string]string) (*Conditions, error) {
	i := slices.IndexFunc(field.Definition.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.Name() == catalog.EntityFilter })
	if i < 0 {
		return nil, nil
	}
	name := field.Definition.Arguments[i].Name
	in, given := argumentsOf(field, vars).values[name].(map[string]any)
	if !given {
		return nil, nil
	}
	b := newBuilder(c, vars)
	b.redirects = redirects
	var wrong problems
	wrong.add(refuseNull(in), name)
	all := &Conditions{}
	for _, e := range c.cat.Entities {
		where, given := in[e.Singular].(map[string]any)
		if !given {
			continue
		}
		one, err := b.filter(e, where)
		wrong.add(err, name, e.Singular)
		all.add(e, decisive(e, where), c.scope.On(e), one)
	}
	if err := wrong.err(); err != nil {
		return nil, err
	}
	all.Named = b.named
	return all, nil
}

func (c *Conditions) add(e *catalog.Entity, fields []*catalog.Field, scope, where predicate.Predicate) {
	cost := filterCost(where).and(joinedCost(where))
	cost.Hops++
	c.Cost = c.and(cost)
	c.Of = append(c.Of, Condition{Entity: e, Fields: fields, fit: &Object{Entity: e, Scope: predicate.All(scope, where)}})
}

// decisive are the fields of the entity itself that a filter names.
func decisive(e *catalog.Entity, in map[string]any) (fields []*catalog.Field) {
	for _, f := range e.Fields {
		if names(in, f.Name) {
			fields = append(fields, f)
		}
	}
	return fields
}

// names tells that a filter, or one that it joins or negates, has a condition on a field.
func names(in map[string]any, field string) bool {
	if _, given := in[field]; given {
		return true
	}
	parts := slices.Concat(listOf(in["and"]), listOf(in["or"]), []any{in["not"]})
	return slices.ContainsFunc(parts, func(part any) bool {
		m, given := part.(map[string]any)
		return given && names(m, field)
	})
}
