package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// filter reads the filter of an entity; nil when it holds always. Keys are read in the
// order of the catalog, so that equal filters give equal statements.
func (b *builder) filter(e *catalog.Entity, in map[string]any) (predicate.Predicate, error) {
	if err := refuseNull(in); err != nil {
		return nil, err
	}
	preds, err := b.connectives(in, func(m map[string]any) (predicate.Predicate, error) { return b.filter(e, m) })
	if err != nil {
		return nil, err
	}
	if missing, given := in["isNull"].(bool); given {
		preds = append(preds, predicate.Const(!missing))
	}
	fields, err := b.fieldFilters(e.Fields, in)
	if err != nil {
		return nil, err
	}
	relations, err := b.relationFilters(e, in)
	if err != nil {
		return nil, err
	}
	preds = append(append(preds, fields...), relations...)
	return predicate.All(preds...), refuseUnknown(e, in)
}

// connectives reads and, or, not with one as the reader of an element.
func (b *builder) connectives(in map[string]any, one func(map[string]any) (predicate.Predicate, error)) ([]predicate.Predicate, error) {
	var preds []predicate.Predicate
	if v, given := in["and"]; given {
		list, err := elements(v, "and", one)
		if err != nil {
			return nil, err
		}
		preds = append(preds, predicate.All(list...))
	}
	if v, given := in["or"]; given {
		list, err := elements(v, "or", one)
		if err != nil {
			return nil, err
		}
		preds = append(preds, anyOf(list))
	}
	if m, given := in["not"].(map[string]any); given {
		p, err := one(m)
		if err != nil {
			return nil, at(err, "not")
		}
		preds = append(preds, complement(p))
	}
	return preds, nil
}

func elements(v any, name string, one func(map[string]any) (predicate.Predicate, error)) ([]predicate.Predicate, error) {
	var preds []predicate.Predicate
	for i, item := range listOf(v) {
		m, _ := item.(map[string]any)
		p, err := one(m)
		if err != nil {
			return nil, at(err, name, i)
		}
		preds = append(preds, p)
	}
	return preds, nil
}

// anyOf joins alternatives, of which nil holds always.
func anyOf(list []predicate.Predicate) predicate.Predicate {
	for _, p := range list {
		if p == nil {
			return nil
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

func complement(p predicate.Predicate) predicate.Predicate {
	if p == nil {
		return predicate.Const(false)
	}
	return predicate.Negate(p)
}

func (b *builder) fieldFilters(fields []*catalog.Field, in map[string]any) ([]predicate.Predicate, error) {
	var preds []predicate.Predicate
	for _, f := range fields {
		conditions, given := in[f.Name].(map[string]any)
		if !given {
			continue
		}
		if b.policy.Masks(f) {
			return nil, at(fault.New(fault.Forbidden, "%s is personal data that is not yours to see, and nothing is found by it", f.Name), f.Name)
		}
		p, err := b.conditions(f, conditions)
		if err != nil {
			return nil, at(err, f.Name)
		}
		preds = append(preds, p)
	}
	return preds, nil
}

func (b *builder) relationFilters(e *catalog.Entity, in map[string]any) ([]predicate.Predicate, error) {
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
		if err != nil {
			return nil, at(err, r.Name)
		}
		preds = append(preds, p)
	}
	return preds, nil
}

// toOneFilter reads the filter of a to-one relationship. Where isNull stands inside and,
// or, not, these are taken over the entity that may be missing.
func (b *builder) toOneFilter(r *catalog.Relation, in map[string]any) (predicate.Predicate, error) {
	if !speaksOfNull(in) {
		p, err := b.filter(r.Target, in)
		return b.exists(r, p, nil), err
	}
	preds, err := b.connectives(in, func(m map[string]any) (predicate.Predicate, error) { return b.toOneFilter(r, m) })
	if err != nil {
		return nil, err
	}
	rest := map[string]any{}
	for name, v := range in {
		if name != "and" && name != "or" && name != "not" && name != "isNull" {
			rest[name] = v
		}
	}
	if len(rest) > 0 {
		p, err := b.filter(r.Target, rest)
		if err != nil {
			return nil, err
		}
		preds = append(preds, b.exists(r, p, nil))
	}
	switch missing, given := in["isNull"].(bool); {
	case given && missing:
		preds = append(preds, predicate.Negate(b.exists(r, nil, nil)))
	case given:
		preds = append(preds, b.exists(r, nil, nil))
	}
	return predicate.All(preds...), refuseNull(in)
}

func speaksOfNull(in map[string]any) bool {
	if _, given := in["isNull"]; given {
		return true
	}
	for _, name := range []string{"and", "or", "not"} {
		for _, item := range listOf(in[name]) {
			if m, ok := item.(map[string]any); ok && speaksOfNull(m) {
				return true
			}
		}
	}
	return false
}

func (b *builder) exists(r *catalog.Relation, node, edge predicate.Predicate) predicate.Exists {
	return predicate.Exists{Relation: r, Scope: b.scope.On(r.Target), Node: node, Edge: edge}
}

func (b *builder) toManyFilter(r *catalog.Relation, in map[string]any) (predicate.Predicate, error) {
	if err := refuseNull(in); err != nil {
		return nil, err
	}
	var preds []predicate.Predicate
	for _, quantifier := range []string{"some", "none", "all"} {
		m, given := in[quantifier].(map[string]any)
		if !given {
			continue
		}
		node, edge, err := b.edgeFilter(r, m)
		if err != nil {
			return nil, at(err, quantifier)
		}
		preds = append(preds, b.quantified(r, quantifier, node, edge))
	}
	if m, given := in["count"].(map[string]any); given {
		ps, err := b.degrees(r, m)
		if err != nil {
			return nil, at(err, "count")
		}
		preds = append(preds, ps...)
	}
	return predicate.All(preds...), nil
}

func (b *builder) quantified(r *catalog.Relation, quantifier string, node, edge predicate.Predicate) predicate.Predicate {
	switch quantifier {
	case "some":
		return b.exists(r, node, edge)
	case "none":
		return predicate.Negate(b.exists(r, node, edge))
	}
	if node == nil && edge == nil {
		return nil
	}
	var misfits []predicate.Predicate
	if node != nil {
		misfits = append(misfits, b.exists(r, predicate.Negate(node), nil))
	}
	if edge != nil {
		misfits = append(misfits, b.exists(r, nil, predicate.Negate(edge)))
	}
	return predicate.Negate(anyOf(misfits))
}

func (b *builder) degrees(r *catalog.Relation, in map[string]any) ([]predicate.Predicate, error) {
	if err := refuseNull(in); err != nil {
		return nil, err
	}
	var preds []predicate.Predicate
	for _, c := range comparisons {
		v, given := in[c.name]
		if !given {
			continue
		}
		value, err := counted(c.op, v)
		if err != nil {
			return nil, at(err, c.name)
		}
		preds = append(preds, predicate.Degree{Relation: r, Scope: b.scope.On(r.Target), Op: c.op, Value: value})
	}
	if missing, given := in["isNull"].(bool); given {
		preds = append(preds, predicate.Const(!missing))
	}
	return preds, nil
}

// counted is the value that a count is compared with: a number, or a list for In.
func counted(op predicate.Op, v any) (any, error) {
	if op != predicate.In {
		n, ok := wholeNumber(v)
		if !ok {
			return nil, fault.New(fault.BadUserInput, "%v is not a whole number", v)
		}
		return n, nil
	}
	numbers := []any{}
	for i, item := range listOf(v) {
		n, err := counted(predicate.Eq, item)
		if err != nil {
			return nil, at(err, i)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// edgeFilter reads conditions on one relationship: on its far end and on itself.
func (b *builder) edgeFilter(r *catalog.Relation, in map[string]any) (node, edge predicate.Predicate, err error) {
	if err := refuseNull(in); err != nil {
		return nil, nil, err
	}
	if m, given := in["node"].(map[string]any); given {
		if node, err = b.filter(r.Target, m); err != nil {
			return nil, nil, at(err, "node")
		}
	}
	if m, given := in["edge"].(map[string]any); given && r.Properties != nil {
		if err := refuseNull(m); err != nil {
			return nil, nil, at(err, "edge")
		}
		preds, err := b.fieldFilters(r.Properties.Fields, m)
		if err != nil {
			return nil, nil, at(err, "edge")
		}
		edge = predicate.All(preds...)
	}
	return node, edge, nil
}

// refuseNull refuses a condition of null: taking it as left out would widen the answer.
func refuseNull(in map[string]any) error {
	for name, v := range in {
		if v == nil {
			return at(fault.New(fault.BadUserInput, "null is no condition: leave %s out, or use isNull: true to find missing values", name), name)
		}
	}
	return nil
}

// refuseUnknown is a second guard behind validation: an unknown key is an error.
func refuseUnknown(e *catalog.Entity, in map[string]any) error {
	for name := range in {
		switch name {
		case "and", "or", "not", "isNull":
			continue
		}
		if e.Field(name) == nil && e.Relation(name) == nil {
			return at(fault.New(fault.BadUserInput, "%s has no field %q to filter by", e.Name, name), name)
		}
	}
	return nil
}
