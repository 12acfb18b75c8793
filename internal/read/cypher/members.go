package cypher

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// firstPath is the place of the first group key that a path leads to, -1 for none.
func firstPath(a *plan.Aggregate) int {
	return slices.IndexFunc(a.GroupBy, func(g catalog.GroupKey) bool { return g.Path != nil })
}

// leadsToMany tells whether an entity may be in several groups, or in one by several ways.
func leadsToMany(g catalog.GroupKey) bool {
	return slices.ContainsFunc(g.Path, func(r *catalog.Relation) bool { return r.Many })
}

// members binds n to each entity of the page and group to each that the path of a group key
// leads it to, null where it leads to none. The path is matched without saying where to begin,
// so that the planner can begin at the groups where these are few; what it has not reached is
// in no group.
func (t *translator) members(p *plan.Page, a *plan.Aggregate, key int, n, group string) clauses {
	pairs, pair, inside := t.fresh("l"), t.fresh("l"), t.fresh("l")
	g := a.GroupBy[key]
	reached := t.path(n, g.Path, a.Scopes[key], group)
	reached.optional = false
	if !g.Path[0].OwnerImplied {
		reached.pattern.start.label = p.Entity.Name
	}
	reached.where = append(t.conjuncts(p.Scope, n), reached.where...)
	outside := t.conjuncts(p.Scope, n)
	if len(outside) > 0 {
		outside = append([]expr{isNull{prop{n, "id"}, true}}, outside...)
	}
	found := clauses{reached}
	if leadsToMany(g) {
		found = append(found, project{distinct: true, items: []item{{expr: name(n)}, {expr: name(group)}}})
	}
	found = append(found, project{final: true, items: []item{{fn{"collect", []expr{list{name(n), name(group)}}}, pairs}}})
	return clauses{
		call{body: found},
		project{items: []item{{expr: name(pairs)}, {mapped{pair, name(pairs), element{name(pair), 0}}, inside}}},
		call{imports: []string{pairs, inside}, body: clauses{unionAll{
			{unwind{name(pairs), pair}, project{final: true, items: []item{{element{name(pair), 0}, n}, {element{name(pair), 1}, group}}}},
			{
				match{pattern: pattern{start: node{n, p.Entity.Name}}, where: outside},
				project{items: []item{{expr: name(n)}, {expr: name(inside)}}, where: []expr{not{binary{"IN", name(n), name(inside)}}}},
				project{final: true, items: []item{{expr: name(n)}, {lit("null"), group}}},
			},
		}}},
	}
}
