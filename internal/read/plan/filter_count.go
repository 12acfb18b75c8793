package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// countOf reads how many relationships fit, and how many entities they lead to.
func (b *builder) countOf(r *catalog.Relation, in map[string]any, holds predicate.Predicate) ([]predicate.Predicate, error) {
	var wrong problems
	wrong.add(refuseNull(in))
	of := predicate.Degree{Relation: r, Scope: b.scope.On(r.Target), Edge: holds}
	if m, given := in["where"].(map[string]any); given {
		node, edge, err := b.edgeFilter(r, m)
		wrong.add(err, "where")
		of.Node, of.Edge = node, predicate.All(holds, edge)
	}
	var preds []predicate.Predicate
	compared := false
	for _, name := range []string{"nodes", "edges"} {
		v, given := in[name]
		compared = compared || given
		m, is := v.(map[string]any)
		if !is {
			continue
		}
		of.Ends = name == "nodes"
		ps, err := degrees(of, m)
		wrong.add(err, name)
		preds = append(preds, ps...)
	}
	if !compared {
		wrong.add(fault.New(fault.BadUserInput, "countOf compares nothing: say how many with nodes, which counts each far end once, or with edges"))
	}
	return preds, wrong.err()
}

// degrees reads the comparisons of a number of relationships.
func degrees(of predicate.Degree, in map[string]any) ([]predicate.Predicate, error) {
	preds, err := compared(in, func(op predicate.Op, v any) (predicate.Predicate, error) {
		value, err := counted(op, v)
		of.Op, of.Value = op, value
		return of, err
	})
	if in["isNull"] == true {
		preds = append(preds, predicate.Const(false))
	}
	return preds, err
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
	var wrong problems
	numbers := []any{}
	for i, item := range listOf(v) {
		n, err := counted(predicate.Eq, item)
		wrong.add(err, i)
		numbers = append(numbers, n)
	}
	return numbers, wrong.err()
}
