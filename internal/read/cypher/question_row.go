package cypher

import "github.com/clustergraph/clustergraph/internal/store/query"

// Return adds a column; rows are read by its name.
func (q *Question) Return(column string, of Expression) {
	for _, known := range q.final.items {
		if known.as == query.Quote(column) {
			q.fail("the column %s is returned twice", column)
		}
	}
	q.final.items = append(q.final.items, item{of.e, query.Quote(column)})
}

// Distinct leaves out rows that are the same in all columns.
func (q *Question) Distinct() { q.final.distinct = true }

// OrderBy sorts the rows; a further call breaks ties.
func (q *Question) OrderBy(by Expression, descending bool) {
	q.final.orderBy = append(q.final.orderBy, sortItem{by.e, descending})
}

// Limit bounds the rows.
func (q *Question) Limit(rows int) { q.final.limit = param{int64(rows)} }

// Group is how rows go on behind With.
type Group struct {
	q  *Question
	at int
}

// With goes on with what is kept of the rows so far. Nodes and relationships that are not kept
// are out of reach; add aggregates with As.
func (q *Question) With(keep ...Expression) Group {
	g := Group{q, len(q.body)}
	var items []item
	for _, k := range keep {
		n, isName := k.e.(name)
		if !isName {
			q.fail("only nodes and named values are kept; name others with As")
		}
		items = append(items, item{expr: n})
	}
	q.body = append(q.body, project{items: items})
	return g
}

// As adds a value, which may be an aggregate over the rows that agree in what is kept, and
// returns its name.
func (g Group) As(of Expression) Expression {
	as := g.q.t.fresh("x")
	g.change(func(p *project) { p.items = append(p.items, item{of.e, as}) })
	return Expression{name(as)}
}

// Distinct leaves out rows that agree in what is kept.
func (g Group) Distinct() Group {
	return g.change(func(p *project) { p.distinct = true })
}

// OrderBy sorts the rows; a further call breaks ties.
func (g Group) OrderBy(by Expression, descending bool) Group {
	return g.change(func(p *project) { p.orderBy = append(p.orderBy, sortItem{by.e, descending}) })
}

// Limit bounds the rows.
func (g Group) Limit(rows int) Group {
	return g.change(func(p *project) { p.limit = param{int64(rows)} })
}

// Where keeps the rows for which the conditions hold.
func (g Group) Where(conditions ...Expression) Group {
	return g.change(func(p *project) { p.where = append(p.where, unwrapped(conditions)...) })
}

func (g Group) change(do func(*project)) Group {
	p, _ := g.q.body[g.at].(project)
	do(&p)
	g.q.body[g.at] = p
	return g
}
