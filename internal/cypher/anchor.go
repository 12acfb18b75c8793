package cypher

import (
	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/plan"
)

// anchor takes a condition out of the page's filter that leads to entities named by a
// unique value. It returns nil when there is none; rest is the filter without it.
func (t *translator) anchor(p *plan.Page) (a *anchor, rest plan.Predicate) {
	conditions, isAnd := p.Where.(plan.And)
	if !isAnd && p.Where != nil {
		conditions = plan.And{p.Where}
	}
	for i, c := range conditions {
		e, isExists := c.(plan.Exists)
		if !isExists || !anchored(e.Node) {
			continue
		}
		others := append(append(plan.And{}, conditions[:i]...), conditions[i+1:]...)
		if len(others) == 0 {
			return t.anchorAt(e), nil
		}
		return t.anchorAt(e), others
	}
	return nil, p.Where
}

// anchored tells whether the condition names entities by a unique value, its own or one
// that a chain of relationships leads to.
func anchored(p plan.Predicate) bool {
	conditions, isAnd := p.(plan.And)
	if !isAnd {
		conditions = plan.And{p}
	}
	for _, c := range conditions {
		switch c := c.(type) {
		case plan.Compare:
			if c.Field.Unique && (c.Op == plan.Eq || c.Op == plan.In) {
				return true
			}
		case plan.Exists:
			if anchored(c.Node) {
				return true
			}
		}
	}
	return false
}

// anchorAt finds the entities one hop away by matching the whole chain of conditions.
func (t *translator) anchorAt(e plan.Exists) *anchor {
	a := &anchor{set: t.fresh("s"), first: e}
	m := t.fresh("m")
	pt := pattern{start: node{m, e.Relation.Target.Name}}
	where := t.chain(&pt, e, m)
	a.find = query{
		match{pattern: pt, where: where},
		project{items: []item{{fn{"collect", []expr{name("DISTINCT " + m)}}, a.set}}},
	}
	return a
}

// chain extends the pattern by the anchored relationship among the conditions on m, if
// any, and returns the other conditions.
func (t *translator) chain(pt *pattern, e plan.Exists, m string) []expr {
	where := t.conjuncts(e.Scope, m)
	conditions, isAnd := e.Node.(plan.And)
	if !isAnd {
		conditions = plan.And{e.Node}
	}
	extended := false
	for _, c := range conditions {
		next, isExists := c.(plan.Exists)
		if extended || !isExists || !anchored(next.Node) {
			where = append(where, t.predicate(c, m))
			continue
		}
		extended = true
		to, r := t.fresh("m"), t.fresh("r")
		pt.steps = append(pt.steps, step{r, next.Relation.Type, next.Relation.Out, node{to, next.Relation.Target.Name}})
		where = append(where, t.conjuncts(next.Edge, r)...)
		where = append(where, t.chain(pt, next, to)...)
	}
	return where
}

// path follows relationships to the entity that names a group, which may be missing.
func (t *translator) path(from string, path []*catalog.Relation, scopes []plan.Predicate, end string) match {
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
