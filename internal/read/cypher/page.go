package cypher

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// pageColumns are the columns of a page that hangs on the node or relationship bound to
// owner: its rows, its count and its aggregates, as far as they are needed.
func (t *translator) pageColumns(p *plan.Page, owner string) []expr {
	var columns []expr
	if p.NeedRows {
		columns = append(columns, t.nestedRows(p, owner))
	}
	if p.NeedTotal {
		columns = append(columns, t.nestedTotal(p, owner))
	}
	for _, part := range p.Parts {
		if part.Aggregate != nil {
			columns = append(columns, t.nestedAggregate(p, part.Aggregate, owner))
		}
	}
	return columns
}

// nested matches the entities of a page that hangs on owner, with the page's filter.
func (t *translator) nested(p *plan.Page, owner, n, r string) match {
	var m match
	if p.Cited {
		m.pattern = pattern{start: node{n, p.Entity.Name}}
		m.where = []expr{binary{"IN", prop{n, "id"}, prop{owner, catalog.SourceIDs}}}
	} else {
		m.pattern = along(owner, r, p.Relation, node{n, p.Entity.Name})
	}
	m.where = append(m.where, t.conjuncts(p.EdgeWhere, r)...)
	m.where = append(m.where, t.conjuncts(p.Scope, n)...)
	m.where = append(m.where, t.conjuncts(p.Where, n)...)
	return m
}

func (t *translator) nestedRows(p *plan.Page, owner string) expr {
	n, r := t.fresh("n"), ""
	if p.Relation != nil {
		r = t.fresh("r")
	}
	o := t.ordering(p, n, r)
	from := t.nested(p, owner, n, r)
	from.where = append(from.where, t.early(o, o.window())...)
	q := clauses{from}
	q = append(q, t.sorted(o, n, r)...)
	row, first := t.apart(func() list { return t.row(p, o, n, r) })
	if len(first) > 0 {
		return t.before(owner, append(q, first...), row)
	}
	return sub{"COLLECT", append(q, project{final: true, items: []item{{expr: row}}})}
}

// early are the cursor conditions that can stand in the match itself, where an index
// serves them: all, unless the order counts relationships.
func (t *translator) early(o ordering, window []expr) []expr {
	if o.counts() {
		return nil
	}
	return window
}

// sorted counts what the order counts, applies the cursors to that, sorts and limits.
func (t *translator) sorted(o ordering, n, r string) clauses {
	return t.sortedBy(o, n, r, o.window(), o.sort())
}

func (t *translator) sortedBy(o ordering, n, r string, window []expr, by []sortItem) clauses {
	carry := []item{{expr: name(n)}}
	if r != "" {
		carry = append(carry, item{expr: name(r)})
	}
	counted := t.counted(o, n)
	first := project{items: append(carry[:len(carry):len(carry)], counted...), where: window}
	for i, k := range o.page.Order {
		if k.Degree != nil {
			carry = append(carry, item{expr: o.keys[i]})
		}
	}
	last := project{items: carry, orderBy: by, limit: param{int64(o.page.Size) + 1}}
	if len(counted) == 0 {
		return clauses{last}
	}
	return clauses{first, last}
}

// counted are the items that count relationships for the order.
func (t *translator) counted(o ordering, n string) []item {
	var items []item
	for i, k := range o.page.Order {
		if k.Degree != nil {
			items = append(items, item{t.count(predicate.Exists{Relation: k.Degree, Scope: k.Scope}, n), string(o.keys[i].(name))})
		}
	}
	return items
}

// row is a page's row: what its cursor is made of, then the columns of its edges and nodes.
func (t *translator) row(p *plan.Page, o ordering, n, r string) []expr {
	var row []expr
	if p.NeedCursor {
		row = o.values()
	}
	for _, part := range p.Parts {
		switch {
		case part.Nodes != nil:
			row = append(row, list(t.columns(part.Nodes, n)))
		case part.IsEdges:
			row = append(row, t.edge(part.Edges, n, r)...)
		}
	}
	return row
}

func (t *translator) edge(fields []plan.EdgeField, n, r string) []expr {
	var columns []expr
	for _, f := range fields {
		switch {
		case f.Relationship:
			columns = append(columns, prop{r, "id"})
		case f.Value != nil:
			columns = append(columns, prop{r, f.Value.Name})
		case f.Node != nil:
			columns = append(columns, list(t.columns(f.Node, n)))
		case f.Sources != nil:
			columns = append(columns, t.pageColumns(f.Sources, r)...)
		}
	}
	return columns
}

func (t *translator) nestedTotal(p *plan.Page, owner string) expr {
	if p.Cited {
		n := t.fresh("n")
		return sub{"COUNT", clauses{t.nested(p, owner, n, "")}}
	}
	return t.count(predicate.Exists{Relation: p.Relation, Scope: p.Scope, Node: p.Where, Edge: p.EdgeWhere}, owner)
}

// nestedAggregate groups the entities of a page that hangs on owner, each once however many
// relationships lead to it; a row is a group.
func (t *translator) nestedAggregate(p *plan.Page, of *plan.Aggregate, owner string) expr {
	n, r := t.fresh("n"), ""
	if p.EdgeWhere != nil {
		r = t.fresh("r")
	}
	q := clauses{t.nested(p, owner, n, r), project{distinct: true, items: []item{{expr: name(n)}}}}
	grouped, row := t.grouped(of, n, nil)
	return t.before(owner, append(q, grouped...), row)
}
