package cypher

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// fewAnchored is the number of relationships up to which a page is sought from the
// entities that its filter names instead of along the order.
const fewAnchored = "1000"

// rootPage is the page of all entities of a type: a sub-query for the rows, one for the
// count, one an aggregate, so that each is planned on its own.
func (t *translator) rootPage(p *plan.Page) clauses {
	a, rest := t.anchor(p)
	var q clauses
	if a != nil {
		q = append(q, a.find...)
	}
	var results []item
	add := func(body clauses) {
		as := t.fresh("c")
		last := body[len(body)-1].(project)
		last.items[0].as = as
		q = append(q, call{imports: a.imports(), body: body})
		results = append(results, item{expr: name(as)})
	}
	if p.NeedRows {
		add(t.rootRows(p, a, rest))
	}
	if p.NeedTotal {
		n := t.fresh("n")
		add(append(t.all(p, a, rest, n), project{final: true, items: []item{{expr: fn{"count", []expr{a.distinct(n)}}}}}))
	}
	for _, part := range p.Parts {
		if part.Aggregate != nil {
			add(t.rootAggregate(p, part.Aggregate, a, rest))
		}
	}
	if len(results) == 0 {
		results = []item{{lit("0"), "nothing"}}
	}
	return append(q, project{final: true, items: results})
}

// rootAggregate groups the page's entities. Where there is no filter, those of the first group
// that a path leads to are found from wherever that is cheaper; with one, from what it finds.
func (t *translator) rootAggregate(p *plan.Page, of *plan.Aggregate, a *anchor, rest predicate.Predicate) clauses {
	n := t.fresh("n")
	if first := firstPath(of); a == nil && first >= 0 && holdsForAll(rest) {
		group := t.fresh("g")
		return append(t.members(p, of, first, n, group), t.aggregate(of, n, map[int]string{first: group})...)
	}
	from := t.all(p, a, rest, n)
	if a != nil {
		from = append(from, project{distinct: true, items: []item{{expr: name(n)}}})
	}
	return append(from, t.aggregate(of, n, nil)...)
}

// all matches every entity of the page, from the anchor when there is one.
func (t *translator) all(p *plan.Page, a *anchor, rest predicate.Predicate, n string) clauses {
	where := append(t.conjuncts(p.Scope, n), t.conjuncts(rest, n)...)
	if a != nil {
		return a.from(t, p.Entity, n, where)
	}
	if len(where) > 0 {
		where = append([]expr{isNull{prop{n, "id"}, true}}, where...)
	}
	return clauses{match{pattern: pattern{start: node{n, p.Entity.Name}}, where: where}}
}

// rootRows finds the page's entities in one or several ways of which each is cheap where
// it is taken, then projects them. The result has a single item without a name.
func (t *translator) rootRows(p *plan.Page, a *anchor, rest predicate.Predicate) clauses {
	n := t.fresh("n")
	o := t.ordering(p, n, "")
	var q clauses
	switch {
	case a != nil:
		q = t.anchoredRows(o, n, a, rest)
	case len(p.Order) > 0 && p.Order[0].Nullable():
		q = t.halves(o, n, nil, rest)
	default:
		q = append(t.scan(o, n, rest, nil), t.sorted(o, n, "")...)
	}
	row, first := t.apart(func() list { return t.row(p, o, n, "") })
	return append(append(q, first...), project{final: true, items: []item{{expr: fn{"collect", []expr{row}}}}})
}

// scan matches along the order: the conditions on the keys let the planner walk an index
// in order and stop at the limit.
func (t *translator) scan(o ordering, n string, rest predicate.Predicate, more []expr) clauses {
	var where []expr
	if len(o.page.Order) > 0 && o.page.Order[0].Field != nil && !o.page.Order[0].Nullable() {
		where = append(where, isNull{o.keys[0], true})
	}
	where = append(where, isNull{prop{n, "id"}, true})
	where = append(where, t.early(o, o.window())...)
	where = append(where, t.conjuncts(o.page.Scope, n)...)
	where = append(where, t.conjuncts(rest, n)...)
	return clauses{match{pattern: pattern{start: node{n, o.page.Entity.Name}}, where: append(where, more...)}}
}

// anchoredRows starts at the anchored entities when few relationships lead to them, and
// walks along the order when many do.
func (t *translator) anchoredRows(o ordering, n string, a *anchor, rest predicate.Predicate) clauses {
	degree := t.fresh("d")
	few, many := t.fresh("b"), t.fresh("b")
	where := append(t.conjuncts(o.page.Scope, n), t.conjuncts(rest, n)...)
	near := a.from(t, o.page.Entity, n, append(where, t.early(o, o.window())...))
	near = append(near, project{distinct: true, items: []item{{expr: name(n)}}})
	near = append(near, t.sorted(o, n, "")...)
	near = append(near, project{final: true, items: []item{{expr: name(n)}}})

	var far clauses
	if len(o.page.Order) > 0 && o.page.Order[0].Nullable() {
		far = t.halves(o, n, a, rest)
	} else {
		far = append(t.scan(o, n, rest, []expr{a.reached(t, n)}), t.sorted(o, n, "")...)
	}
	far = append(far, project{final: true, items: []item{{expr: name(n)}}})

	q := clauses{
		call{imports: a.imports(), body: clauses{
			unwind{name(a.set), "m"},
			project{final: true, items: []item{{fn{"sum", []expr{sub{"COUNT", clauses{match{pattern: a.back("m")}}}}}, degree}}},
		}},
		guarded(append(a.imports(), degree), binary{"<=", name(degree), lit(fewAnchored)}, near, n, few),
		guarded(append(a.imports(), degree), binary{">", name(degree), lit(fewAnchored)}, far, n, many),
		unwind{binary{"+", name(few), name(many)}, n},
	}
	return append(q, t.recounted(o, n)...)
}

// halves is for an order whose leading key may be missing: first the entities that have
// it, along its index, then, when these do not fill the page, those that lack it, by id.
func (t *translator) halves(o ordering, n string, a *anchor, rest predicate.Predicate) clauses {
	key := o.keys[0]
	var reached []expr
	if a != nil {
		reached = []expr{a.reached(t, n)}
	}
	half := func(present bool) clauses {
		where := []expr{isNull{key, present}, isNull{prop{n, "id"}, true}}
		bounds, possible := o.halfWindow(present)
		if !possible {
			where = append(where, lit("false"))
		}
		where = append(where, t.early(o, bounds)...)
		where = append(append(where, reached...), t.conjuncts(o.page.Scope, n)...)
		q := clauses{match{pattern: pattern{start: node{n, o.page.Entity.Name}}, where: append(where, t.conjuncts(rest, n)...)}}
		sorted := t.sortedBy(o, n, "", bounds, o.halfSort(present))
		return append(append(q, sorted...), project{final: true, items: []item{{expr: name(n)}}})
	}
	first, second := t.fresh("b"), t.fresh("b")
	limit := param{int64(o.page.Size) + 1}
	imports := a.imports()
	q := clauses{
		guarded(imports, lit("true"), half(!o.page.Backward), n, first),
		guarded(append(append([]string{}, imports...), first), binary{"<", fn{"size", []expr{name(first)}}, limit}, half(o.page.Backward), n, second),
		unwind{slice{binary{"+", name(first), name(second)}, limit}, n},
	}
	return append(q, t.recounted(o, n)...)
}

// recounted computes again what the order counts, after the entities were collected.
func (t *translator) recounted(o ordering, n string) clauses {
	counted := t.counted(o, n)
	if len(counted) == 0 {
		return nil
	}
	return clauses{project{items: append([]item{{expr: name(n)}}, counted...)}}
}

// guarded runs body only where the condition holds, and returns what it found as a list.
// The body is a sub-query of its own, so that the guard does not cost it its index order.
func guarded(imports []string, condition expr, body clauses, n, as string) call {
	seen := imports
	return call{imports: imports, body: clauses{
		unwind{cases{condition, list{lit("0")}, list{}}, "go"},
		call{imports: seen, body: body},
		project{final: true, items: []item{{fn{"collect", []expr{name(n)}}, as}}},
	}}
}

// anchor is a part of a filter that names entities by a unique value: these are found
// first, and the page's entities from them.
type anchor struct {
	find clauses
	// set holds the entities one hop from those of the page.
	set   string
	first predicate.Exists
}

func (a *anchor) imports() []string {
	if a == nil {
		return nil
	}
	return []string{a.set}
}

func (a *anchor) distinct(n string) expr {
	if a == nil {
		return name(n)
	}
	return name("DISTINCT " + n)
}

// back is the pattern from an anchored entity over the relationship, against its direction.
func (a *anchor) back(m string) pattern {
	r := a.first.Relation
	return pattern{start: node{name: m}, steps: []step{{"", r.Type, !r.Out, node{}}}}
}

func (a *anchor) from(t *translator, e *catalog.Entity, n string, where []expr) clauses {
	m, r := t.fresh("m"), t.fresh("r")
	conditions := append(t.conjuncts(a.first.Edge, r), where...)
	return clauses{
		unwind{name(a.set), m},
		match{pattern: pattern{start: node{n, e.Name}, steps: []step{{r, a.first.Relation.Type, a.first.Relation.Out, node{name: m}}}}, where: conditions},
	}
}

// reached is the condition of leading to an anchored entity.
func (a *anchor) reached(t *translator, n string) expr {
	m, r := t.fresh("m"), t.fresh("r")
	where := append([]expr{binary{"IN", name(m), name(a.set)}}, t.conjuncts(a.first.Edge, r)...)
	return sub{"EXISTS", clauses{match{pattern: along(n, r, a.first.Relation, node{name: m}), where: where}}}
}
