package plan

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func (b *builder) object(e *catalog.Entity, selections ast.SelectionSet) (*Object, error) {
	fields := b.collect(selections, e.Name, "Entity", "Node")
	o := &Object{Entity: e, Scope: b.scope.On(e), Fields: make([]Field, 0, len(fields))}
	for _, s := range fields {
		f, err := b.objectField(e, s)
		if err != nil {
			return nil, at(err, s.Alias)
		}
		o.Fields = append(o.Fields, f)
	}
	return o, nil
}

func (b *builder) objectField(e *catalog.Entity, s selected) (f Field, err error) {
	f.Alias = s.Alias
	switch {
	case s.Name == "__typename":
		f.Typename = e.Name
	case s.Name == "sources":
		f.Page, err = b.citedPage(argumentsOf(s.Field, b.vars), s.selections)
	case e.Field(s.Name) != nil:
		f.Value = e.Field(s.Name)
		f.Masked = b.policy.Masks(f.Value)
	default:
		f.Relation = e.Relation(s.Name)
		args := argumentsOf(s.Field, b.vars)
		if f.Relation.Many {
			f.Page, err = b.relationPage(f.Relation, args, s.selections)
			break
		}
		if f.Edge, err = b.asOf(f.Relation, args.values); err == nil {
			f.ToOne, err = b.object(f.Relation.Target, s.selections)
		}
	}
	return f, err
}
