package cypher

import "github.com/clustergraph/clustergraph/internal/model/predicate"

// upwards matches the way from n up to the entity that it must lie in, or be. Whatever lies on it
// is within the scope.
func (t *translator) upwards(p predicate.Within, n string) match {
	top := t.fresh("n")
	m := match{
		pattern: along(n, "", p.Tree, node{top, p.Tree.Target.Name}),
		where:   []expr{binary{"=", prop{top, p.Key.Name}, param{p.Value}}},
	}
	m.pattern.deep = true
	if p.Scope != nil {
		x := t.fresh("n")
		m.pattern.path = t.fresh("p")
		m.where = append(m.where, each{x, fn{"nodes", []expr{name(m.pattern.path)}}, and(t.conjuncts(p.Scope, x))})
	}
	return m
}
