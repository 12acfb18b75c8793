package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

func (b *builder) exists(r *catalog.Relation, node, edge predicate.Predicate) predicate.Exists {
	return predicate.Exists{Relation: r, Scope: b.scope.On(r.Target), Node: node, Edge: edge}
}

// toManyFilter reads conditions on the relationships as a whole: on all that may hold at the
// date of asOf, where that is given.
func (b *builder) toManyFilter(r *catalog.Relation, in map[string]any) (predicate.Predicate, error) {
	var wrong problems
	wrong.add(refuseNull(in))
	wrong.add(refuseDateAlone(r, in))
	holds, err := b.asOf(r, in)
	wrong.add(err)
	var preds []predicate.Predicate
	for _, quantifier := range []string{"some", "none", "all"} {
		m, given := in[quantifier].(map[string]any)
		if !given {
			continue
		}
		node, edge, err := b.edgeFilter(r, m)
		wrong.add(err, quantifier)
		preds = append(preds, b.quantified(r, quantifier, node, edge, holds))
	}
	if m, given := in["count"].(map[string]any); given {
		ps, err := degrees(predicate.Degree{Relation: r, Scope: b.scope.On(r.Target), Edge: holds}, m)
		wrong.add(err, "count")
		preds = append(preds, ps...)
	}
	if m, given := in["countOf"].(map[string]any); given {
		ps, err := b.countOf(r, m, holds)
		wrong.add(err, "countOf")
		preds = append(preds, ps...)
	}
	return predicate.All(preds...), wrong.err()
}

func (b *builder) quantified(r *catalog.Relation, quantifier string, node, edge, holds predicate.Predicate) predicate.Predicate {
	switch quantifier {
	case "some":
		return b.exists(r, node, predicate.All(holds, edge))
	case "none":
		return predicate.Negate(b.exists(r, node, predicate.All(holds, edge)))
	}
	if node == nil && edge == nil {
		return nil
	}
	var misfits []predicate.Predicate
	if node != nil {
		misfits = append(misfits, b.exists(r, predicate.Negate(node), holds))
	}
	if edge != nil {
		misfits = append(misfits, b.exists(r, nil, predicate.All(holds, predicate.Negate(edge))))
	}
	return predicate.Negate(anyOf(misfits))
}

// edgeFilter reads conditions on one relationship: on its far end and on itself.
func (b *builder) edgeFilter(r *catalog.Relation, in map[string]any) (node, edge predicate.Predicate, err error) {
	var wrong problems
	wrong.add(refuseNull(in))
	if m, given := in["node"].(map[string]any); given {
		node, err = b.filter(r.Target, m)
		wrong.add(err, "node")
	}
	if m, given := in["edge"].(map[string]any); given && r.Properties != nil {
		wrong.add(refuseNull(m), "edge")
		preds, err := b.fieldFilters(r.Properties.Fields, m)
		wrong.add(err, "edge")
		edge = predicate.All(preds...)
	}
	return node, edge, wrong.err()
}
