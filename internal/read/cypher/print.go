package cypher

import (
	"strconv"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Print returns the statement of a plan: its text is stable for a given shape of request,
// parameters carry all values. The statement returns one row (none when One
// finds nothing), whose columns stand in the order in which the plan lists its needs;
// package answer reads them in the same order.
func Print(root *plan.Root) query.Statement {
	t := &translator{}
	p := newPrinter()
	p.clauses(t.root(root))
	return p.statement()
}

type translator struct {
	names int
	// first are the sub-queries that must stand before the row that is being made.
	first clauses
}

func (t *translator) fresh(prefix string) string {
	t.names++
	return prefix + strconv.Itoa(t.names)
}

func (t *translator) root(r *plan.Root) clauses {
	switch {
	case r.One != nil:
		return t.one(r.One)
	case r.Page != nil:
		return t.rootPage(r.Page)
	}
	return t.nodes(r.Nodes)
}

func (t *translator) one(o *plan.One) clauses {
	n := t.fresh("n")
	by := predicate.Is(o.Key, predicate.Eq, o.Value)
	where := append([]expr{compare(by, n)}, t.conjuncts(o.Object.Scope, n)...)
	q := clauses{match{pattern: pattern{start: node{n, o.Object.Entity.Name}}, where: where}}
	if o.Key.Text() && canon.Value(o.Value) != o.Value { // What has the very writing comes first.
		exact := sortItem{expr: binary{"=", prop{n, o.Key.Name}, param{o.Value}}, descending: true}
		q = append(q, project{items: []item{{expr: name(n)}}, orderBy: []sortItem{exact}, limit: lit("1")})
	}
	columns, first := t.apart(func() list { return t.columns(o.Object, n) })
	q = append(q, first...)
	return append(q, project{final: true, items: t.named(columns)})
}

// nodes returns, a type, the list of its rows, each headed by the id.
func (t *translator) nodes(ns *plan.Nodes) clauses {
	var q clauses
	var results []item
	for _, of := range ns.ByType {
		n, as := t.fresh("n"), t.fresh("c")
		where := append([]expr{binary{"IN", prop{n, "id"}, param{of.IDs}}}, t.conjuncts(of.Object.Scope, n)...)
		row, first := t.apart(func() list { return append(list{prop{n, "id"}}, t.columns(of.Object, n)...) })
		body := append(clauses{match{pattern: pattern{start: node{n, of.Object.Entity.Name}}, where: where}}, first...)
		q = append(q, call{body: append(body, project{final: true, items: []item{{fn{"collect", []expr{row}}, as}}})})
		results = append(results, item{expr: name(as)})
	}
	if len(results) == 0 {
		results = []item{{lit("0"), "nothing"}}
	}
	return append(q, project{final: true, items: results})
}

// named gives every column a name of its own.
func (t *translator) named(columns []expr) []item {
	if len(columns) == 0 {
		return []item{{lit("0"), "nothing"}}
	}
	items := make([]item, len(columns))
	for i, c := range columns {
		items[i] = item{c, t.fresh("c")}
	}
	return items
}

// columns are the columns of an object whose node is bound to n.
func (t *translator) columns(o *plan.Object, n string) []expr {
	columns := make([]expr, 0, len(o.Fields))
	for _, f := range o.Fields {
		switch {
		case f.Value != nil:
			columns = append(columns, prop{n, f.Value.Name})
		case f.ToOne != nil:
			columns = append(columns, t.toOne(f, n))
		case f.Page != nil:
			columns = append(columns, t.pageColumns(f.Page, n)...)
		}
	}
	return columns
}

// toOne is the row of the entity at the far end, null where there is none.
func (t *translator) toOne(f plan.Field, n string) expr {
	o, m, r := f.ToOne, t.fresh("n"), ""
	if f.Edge != nil {
		r = t.fresh("r")
	}
	to := along(n, r, f.Relation, node{m, o.Entity.Name})
	where := append(t.conjuncts(f.Edge, r), t.conjuncts(o.Scope, m)...)
	row, first := t.apart(func() list { return t.columns(o, m) })
	if len(first) == 0 {
		return fn{"head", []expr{comprehension{pattern: to, where: where, result: row}}}
	}
	return fn{"head", []expr{t.before(n, append(clauses{match{pattern: to, where: where}}, first...), row)}}
}

// along is the pattern from a bound node over a relationship.
func along(from, rel string, r *catalog.Relation, to node) pattern {
	return pattern{start: node{name: from}, steps: []step{{rel, r.Type, r.Out, to}}}
}
