package plan

import (
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// toOneFilter reads the filter of a to-one relationship, over the entity that may be missing:
// of none, isNull: true holds and every other condition does not, so that not is the exact
// complement here too. Where the filter holds of none, only an entity that does not fit
// speaks against it.
func (b *builder) toOneFilter(r *catalog.Relation, in map[string]any) (predicate.Predicate, error) {
	var wrong problems
	holds, err := b.asOf(r, in)
	wrong.add(err)
	conditions := maps.Clone(in)
	if in["asOf"] != nil {
		delete(conditions, "asOf")
	}
	p, err := b.filter(r.Target, conditions)
	wrong.add(err)
	switch {
	case !holdsOfNone(conditions):
		return b.exists(r, p, holds), wrong.err()
	case p == nil:
		return nil, wrong.err()
	}
	return predicate.Negate(b.exists(r, complement(p), holds)), wrong.err()
}

// holdsOfNone tells whether a filter holds where the entity is missing. Without conditions it
// wants that there is one.
func holdsOfNone(in map[string]any) bool {
	saysSo := false
	for name, v := range in {
		switch name {
		case "and":
			list := listOf(v)
			if !all(list, holdsOfNone) {
				return false
			}
			saysSo = saysSo || len(list) > 0
		case "or":
			if !some(listOf(v), holdsOfNone) {
				return false
			}
			saysSo = true
		case "not":
			if m, _ := v.(map[string]any); holdsOfNone(m) {
				return false
			}
			saysSo = true
		case "isNull":
			if v != true {
				return false
			}
			saysSo = true
		default:
			return false
		}
	}
	return saysSo
}

func some(list []any, holds func(map[string]any) bool) bool {
	return slices.ContainsFunc(list, func(item any) bool {
		m, _ := item.(map[string]any)
		return holds(m)
	})
}

func all(list []any, holds func(map[string]any) bool) bool {
	return !some(list, func(m map[string]any) bool { return !holds(m) })
}
