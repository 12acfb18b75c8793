package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// filter reads the filter of an entity that is there; nil when it holds always. Keys are read
// in the order of the catalog, so that equal filters give equal statements.
func (b *builder) filter(e *catalog.Entity, in map[string]any) (predicate.Predicate, error) {
	var wrong problems
	wrong.add(refuseNull(in))
	wrong.add(refuseUnknown(e, in))
	wrong.add(refuseAsOf(in))
	preds, err := b.connectives(e, in)
	wrong.add(err)
	if m, given := in[catalog.WithinFilter].(map[string]any); given && e.Tree() != nil {
		p, err := b.within(e, m)
		wrong.add(err, catalog.WithinFilter)
		preds = append(preds, p)
	}
	if in["isNull"] == true {
		preds = append(preds, predicate.Const(false))
	}
	fields, err := b.fieldFilters(e.Fields, in)
	wrong.add(err)
	relations, err := b.relationFilters(e, in)
	wrong.add(err)
	preds = append(append(preds, fields...), relations...)
	return predicate.All(preds...), wrong.err()
}

// connectives reads and, or, not.
func (b *builder) connectives(e *catalog.Entity, in map[string]any) ([]predicate.Predicate, error) {
	var wrong problems
	var preds []predicate.Predicate
	if v, given := in["and"]; given {
		list, err := b.elements(e, v)
		wrong.add(err, "and")
		preds = append(preds, predicate.All(list...))
	}
	if v, given := in["or"]; given {
		list, err := b.elements(e, v)
		wrong.add(err, "or")
		preds = append(preds, anyOf(list))
	}
	if m, given := in["not"].(map[string]any); given {
		p, err := b.filter(e, m)
		wrong.add(err, "not")
		preds = append(preds, complement(p))
	}
	return preds, wrong.err()
}

func (b *builder) elements(e *catalog.Entity, v any) ([]predicate.Predicate, error) {
	var wrong problems
	var preds []predicate.Predicate
	for i, item := range listOf(v) {
		m, _ := item.(map[string]any)
		p, err := b.filter(e, m)
		wrong.add(err, i)
		preds = append(preds, p)
	}
	return preds, wrong.err()
}

// anyOf joins alternatives, of which nil holds always.
func anyOf(alternatives []predicate.Predicate) predicate.Predicate {
	var list []predicate.Predicate
	for _, p := range alternatives {
		if p == nil {
			return nil
		}
		if p != predicate.Predicate(predicate.Const(false)) {
			list = append(list, p)
		}
	}
	switch len(list) {
	case 0:
		return predicate.Const(false)
	case 1:
		return list[0]
	}
	return predicate.Or(list)
}

// complement is what holds where a predicate does not, of which nil holds always.
func complement(p predicate.Predicate) predicate.Predicate {
	switch p := p.(type) {
	case nil:
		return predicate.Const(false)
	case predicate.Const: // false: what holds always is nil
		return nil
	case predicate.Not:
		return p.Of
	}
	return predicate.Negate(p)
}

func (b *builder) fieldFilters(fields []*catalog.Field, in map[string]any) ([]predicate.Predicate, error) {
	var wrong problems
	var preds []predicate.Predicate
	for _, f := range fields {
		conditions, given := in[f.Name].(map[string]any)
		if !given {
			continue
		}
		if b.policy.Masks(f) {
			wrong.add(fault.New(fault.Forbidden, "%s is personal data that is not yours to see, and nothing is found by it", f.Name), f.Name)
			continue
		}
		p, err := b.conditions(f, conditions)
		wrong.add(err, f.Name)
		preds = append(preds, p)
	}
	return preds, wrong.err()
}

func (b *builder) relationFilters(e *catalog.Entity, in map[string]any) ([]predicate.Predicate, error) {
	var wrong problems
	var preds []predicate.Predicate
	for _, r := range e.Relations {
		m, given := in[r.Name].(map[string]any)
		if !given {
			continue
		}
		read := b.toOneFilter
		if r.Many {
			read = b.toManyFilter
		}
		p, err := read(r, m)
		wrong.add(err, r.Name)
		preds = append(preds, p)
	}
	return preds, wrong.err()
}
