package plan

// Cost estimates what a request asks for, before a statement is made of it. What is written once
// and used several times, in a fragment or in a filter that counts and lists, counts each time.
type Cost struct {
	// Rows are the entities read when every page is full.
	Rows int
	// Hops is the greatest number of entities in a row, in the answer or in a filter.
	Hops int
	// Joined is how deep and, or and not stand in one another.
	Joined int
	// Conditions are the comparisons of filters, Listed the values in their lists, and Followed
	// the relationships that filters, orders and groups follow.
	Conditions, Listed, Followed int
	// Nested are the pages, related entities and aggregates of the answer, Values its values.
	Nested, Values int
}

// ofAggregate is what an aggregate counts for among what is nested: about what planning it takes,
// in pages.
const ofAggregate = 3

// mostRows is more than any limit, and times a page's size still a number.
const mostRows = 1 << 40

// bounded keeps an estimate from overflowing, where it would pass for a small one.
func bounded(rows int) int { return min(rows, mostRows) }

// and is the cost of both.
func (c Cost) and(d Cost) Cost {
	return Cost{
		Rows: bounded(c.Rows + d.Rows), Hops: max(c.Hops, d.Hops), Joined: max(c.Joined, d.Joined),
		Conditions: c.Conditions + d.Conditions, Listed: c.Listed + d.Listed, Followed: c.Followed + d.Followed,
		Nested: c.Nested + d.Nested, Values: c.Values + d.Values,
	}
}

// rowsTimes is the cost with so many times the rows: a statement does not grow with its pages.
func (c Cost) rowsTimes(n int) Cost {
	c.Rows = bounded(c.Rows * n)
	return c
}

// rootCost estimates what a root field reads.
func rootCost(r *Root) (c Cost) {
	switch {
	case r.One != nil:
		return objectCost(r.One.Object)
	case r.Page != nil:
		return pageCost(r.Page)
	}
	for _, t := range r.Nodes.ByType {
		c = c.and(objectCost(t.Object).rowsTimes(len(t.IDs)))
	}
	return c
}

func objectCost(o *Object) (c Cost) {
	for _, f := range o.Fields {
		switch {
		case f.Value != nil:
			c.Values++
		case f.ToOne != nil:
			c = c.and(objectCost(f.ToOne)).and(filterCost(f.Edge)).and(Cost{Nested: 1})
		case f.Page != nil:
			c = c.and(pageCost(f.Page)).and(Cost{Nested: 1})
		}
	}
	c.Rows = bounded(c.Rows + 1)
	c.Hops++
	return c
}

func pageCost(p *Page) (c Cost) {
	for _, part := range p.Parts {
		c = c.and(partCost(part))
	}
	c = c.rowsTimes(p.Size)
	filter := filterCost(p.Where).and(filterCost(p.EdgeWhere)).times(p.uses())
	filter.Hops++
	c = c.and(filter).and(joinedCost(p.Where, p.EdgeWhere)).and(orderCost(p.Order))
	c.Rows = bounded(c.Rows + 1 + p.groups())
	return c
}

// groupsOfOne is about how many groups the entities that one leads to make.
const groupsOfOne = 100

// groups estimates those of the aggregates of one entity's page. Those of a root field's page are
// computed once, and are not counted.
func (p *Page) groups() (n int) {
	if p.Relation == nil && !p.Cited {
		return 0
	}
	for _, part := range p.Parts {
		switch {
		case part.Aggregate == nil:
		case len(part.Aggregate.GroupBy) > 0:
			n += groupsOfOne
		default:
			n++
		}
	}
	return n
}

// uses is how often the statement has the page's filter.
func (p *Page) uses() (n int) {
	if p.NeedRows {
		n++
		if len(p.Order) > 0 && p.Order[0].Nullable() { // those with the key, and those without
			n++
		}
	}
	if p.NeedTotal {
		n++
	}
	for _, part := range p.Parts {
		if part.Aggregate != nil {
			n++
		}
	}
	return n
}

func orderCost(keys []OrderKey) (c Cost) {
	for _, k := range keys {
		if k.Degree != nil {
			c.Followed++
		}
	}
	return c
}

func partCost(part Part) (c Cost) {
	switch {
	case part.Nodes != nil:
		return objectCost(part.Nodes)
	case part.Aggregate != nil:
		return aggregateCost(part.Aggregate)
	}
	for _, f := range part.Edges {
		switch {
		case f.Relationship, f.Value != nil:
			c.Values++
		case f.Node != nil:
			c = c.and(objectCost(f.Node))
		case f.Sources != nil:
			c = c.and(pageCost(f.Sources)).and(Cost{Nested: 1})
		}
	}
	return c
}

func aggregateCost(a *Aggregate) Cost {
	c := Cost{Nested: ofAggregate}
	for _, g := range a.GroupBy {
		c.Followed += len(g.Path)
		c.Values++
	}
	for _, f := range a.Fields {
		c.Values += max(1, len(f.Parts))
	}
	return c
}
