package plan

import "github.com/clustergraph/clustergraph/internal/model/predicate"

// rootCost estimates what a root field reads: rows when every page is full, and the
// greatest number of hops from entity to entity, in the answer or in a filter.
func rootCost(r *Root) (rows, hops int) {
	switch {
	case r.One != nil:
		return objectCost(r.One.Object)
	case r.Page != nil:
		return pageCost(r.Page)
	}
	for _, t := range r.Nodes.ByType {
		n, h := objectCost(t.Object)
		rows, hops = bounded(rows+n*len(t.IDs)), max(hops, h)
	}
	return rows, hops
}

// mostRows is more than any limit, and times a page's size still a number.
const mostRows = 1 << 40

// bounded keeps an estimate from overflowing, where it would pass for a small one.
func bounded(rows int) int { return min(rows, mostRows) }

func objectCost(o *Object) (rows, hops int) {
	rows = 1
	for _, f := range o.Fields {
		var n, h int
		switch {
		case f.ToOne != nil:
			n, h = objectCost(f.ToOne)
		case f.Page != nil:
			n, h = pageCost(f.Page)
		}
		rows, hops = bounded(rows+n), max(hops, h)
	}
	return rows, hops + 1
}

func pageCost(p *Page) (rows, hops int) {
	each := 0
	for _, part := range p.Parts {
		n, h := partCost(part)
		each, hops = bounded(each+n), max(hops, h)
	}
	rows = bounded(1 + each*p.Size)
	return rows, max(hops, 1+predicateHops(p.Where), 1+predicateHops(p.EdgeWhere))
}

func partCost(part Part) (rows, hops int) {
	if part.Nodes != nil {
		return objectCost(part.Nodes)
	}
	for _, f := range part.Edges {
		var n, h int
		switch {
		case f.Node != nil:
			n, h = objectCost(f.Node)
		case f.Sources != nil:
			n, h = pageCost(f.Sources)
		}
		rows, hops = bounded(rows+n), max(hops, h)
	}
	return rows, hops
}

func predicateHops(p predicate.Predicate) int {
	switch p := p.(type) {
	case predicate.And:
		return mostHops(p)
	case predicate.Or:
		return mostHops(p)
	case predicate.Not:
		return predicateHops(p.Of)
	case predicate.Exists:
		return 1 + max(predicateHops(p.Node), predicateHops(p.Edge))
	case predicate.Degree:
		return 1 + max(predicateHops(p.Node), predicateHops(p.Edge))
	}
	return 0
}

func mostHops(list []predicate.Predicate) int {
	hops := 0
	for _, p := range list {
		hops = max(hops, predicateHops(p))
	}
	return hops
}
