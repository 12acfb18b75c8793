package cypher

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// anchor takes a condition out of the page's filter that leads to entities named by a
// unique value. It returns nil when there is none; rest is the filter without it.
func (t *translator) anchor(p *plan.Page) (a *anchor, rest predicate.Predicate) {
	conditions, isAnd := p.Where.(predicate.And)
	if !isAnd && p.Where != nil {
		conditions = predicate.And{p.Where}
	}
	for i, c := range conditions {
		e, isExists := c.(predicate.Exists)
		if !isExists || !anchored(e.Node) {
			continue
		}
		others := append(append(predicate.And{}, conditions[:i]...), conditions[i+1:]...)
		if len(others) == 0 {
			return t.anchorAt(e), nil
		}
		return t.anchorAt(e), others
	}
	return nil, p.Where
}

// anchored tells whether the condition names entities by a unique value, of themselves or one
// that a chain of relationships leads to.
func anchored(p predicate.Predicate) bool {
	conditions, isAnd := p.(predicate.And)
	if !isAnd {
		conditions = predicate.And{p}
	}
	for _, c := range conditions {
		switch c := c.(type) {
		case predicate.Compare:
			if c.Field.Unique && (c.Op == predicate.Eq || c.Op == predicate.In) {
				return true
			}
		case predicate.Within:
			return true
		case predicate.Exists:
			if anchored(c.Node) {
				return true
			}
		}
	}
	return false
}

// anchorAt finds the entities one hop away by matching the whole chain of conditions.
func (t *translator) anchorAt(e predicate.Exists) *anchor {
	a := &anchor{set: t.fresh("s"), first: e}
	m := t.fresh("m")
	found := project{items: []item{{fn{"collect", []expr{name("DISTINCT " + m)}}, a.set}}}
	a.find = append(t.chain(e, pattern{start: node{m, e.Relation.Target.Name}}, m), found)
	return a
}

// chain matches the pattern to m, then what the anchored relationship among the
// conditions on m leads to, if any. Every hop is a MATCH of its own: within one, Cypher
// would not let two hops take the same relationship.
func (t *translator) chain(e predicate.Exists, to pattern, m string) clauses {
	here := match{pattern: to, where: t.conjuncts(e.Scope, m)}
	conditions, isAnd := e.Node.(predicate.And)
	if !isAnd {
		conditions = predicate.And{e.Node}
	}
	var further clauses
	for _, c := range conditions {
		if within, is := c.(predicate.Within); is && further == nil {
			further = clauses{t.upwards(within, m)}
			continue
		}
		next, isExists := c.(predicate.Exists)
		if further != nil || !isExists || !anchored(next.Node) {
			here.where = append(here.where, t.predicate(c, m))
			continue
		}
		far, r := t.fresh("m"), t.fresh("r")
		further = t.chain(next, along(m, r, next.Relation, node{far, next.Relation.Target.Name}), far)
		first := further[0].(match)
		first.where = append(t.conjuncts(next.Edge, r), first.where...)
		further[0] = first
	}
	return append(clauses{here}, further...)
}

// path follows relationships to the entity that names a group, which may be missing.
func (t *translator) path(from string, path []*catalog.Relation, scopes []predicate.Predicate, end string) match {
	m := match{optional: true, pattern: pattern{start: node{name: from}}}
	for i, r := range path {
		to := end
		if i < len(path)-1 {
			to = t.fresh("n")
		}
		m.pattern.steps = append(m.pattern.steps, step{"", r.Type, r.Out, node{to, r.Target.Name}})
		m.where = append(m.where, t.conjuncts(scopes[i], to)...)
	}
	return m
}
