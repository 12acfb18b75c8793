package cypher

import (
	"strconv"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// aggregate returns, as a single item without a name, the list of groups.
func (t *translator) aggregate(a *plan.Aggregate, n string, bound map[int]string) clauses {
	q, row := t.grouped(a, n, bound)
	return append(q, project{final: true, items: []item{{expr: fn{"collect", []expr{row}}}}})
}

// grouped leaves a row a group, and what is to be read of it: the list of the columns of the
// aggregate's fields. n is bound to each entity once, or once for each group of the keys that are
// bound already, by the places of these.
func (t *translator) grouped(a *plan.Aggregate, n string, bound map[int]string) (q clauses, row list) {
	groups := make([]string, len(a.GroupBy))
	carried := []item{{expr: name(n)}}
	several := false
	for i := range a.GroupBy {
		if group, is := bound[i]; is {
			groups[i] = group
			carried = append(carried, item{expr: name(group)})
		}
	}
	for i, g := range a.GroupBy {
		if groups[i] != "" {
			continue
		}
		groups[i] = t.fresh("g")
		carried = append(carried, item{expr: name(groups[i])})
		if g.Path == nil {
			q = append(q, project{items: append(carried[:len(carried)-1:len(carried)-1], item{groupValue(g, n), groups[i]})})
			continue
		}
		q = append(q, t.path(n, g.Path, a.Scopes[i], groups[i]))
		several = several || leadsToMany(g)
	}
	if several {
		q = append(q, project{distinct: true, items: carried})
	}
	grouped := carried[1:len(carried):len(carried)]
	row = list{}
	for _, f := range a.Fields {
		grouped, row = t.aggregateField(a, f, n, groups, grouped, row)
	}
	if len(grouped) == 0 {
		grouped = append(grouped, item{fn{"count", []expr{name(n)}}, "total"})
	}
	final := project{items: grouped}
	if len(a.GroupBy) > 0 {
		final.items = append(final.items, item{fn{"count", []expr{name(n)}}, "size"})
		final.orderBy = append([]sortItem{{name("size"), true}}, t.groupSort(a, groups)...)
		final.limit = lit(strconv.Itoa(plan.MaxGroups + 1))
	}
	return append(q, final), row
}

func (t *translator) groupSort(a *plan.Aggregate, groups []string) []sortItem {
	var items []sortItem
	for i, g := range a.GroupBy {
		switch {
		case g.Value != nil && g.Value.Kind == catalog.Enum:
			items = append(items, sortItem{expr: place{name(groups[i]), g.Value.Values}})
			continue
		case g.Path == nil:
			items = append(items, sortItem{expr: name(groups[i])})
			continue
		}
		items = append(items, sortItem{expr: prop{groups[i], groupEntity(g).Field("name").SortProperty()}}, sortItem{expr: prop{groups[i], "id"}})
	}
	return items
}

func groupEntity(g catalog.GroupKey) *catalog.Entity { return g.Path[len(g.Path)-1].Target }

func groupValue(g catalog.GroupKey, n string) expr {
	if g.Year != nil {
		return fn{"substring", []expr{prop{n, g.Year.Name}, lit("0"), lit("4")}}
	}
	return prop{n, g.Value.Name}
}

// aggregateField adds what a field needs to the grouping clause and to the row.
func (t *translator) aggregateField(a *plan.Aggregate, f plan.AggregateField, n string, groups []string, grouped []item, row list) ([]item, list) {
	switch {
	case f.Key || f.IDs:
		var values list
		for i, g := range a.GroupBy {
			values = append(values, groupColumn(g, groups[i], f.IDs))
		}
		return grouped, append(row, values)
	case f.Count:
		as := t.fresh("a")
		return append(grouped, item{fn{"count", []expr{name(n)}}, as}), append(row, name(as))
	case f.Summary != nil:
		for _, part := range f.Parts {
			if part.Name == "__typename" {
				continue
			}
			as := t.fresh("a")
			grouped = append(grouped, item{summary(part.Name, prop{n, f.Summary.Name}), as})
			row = append(row, name(as))
		}
	}
	return grouped, row
}

func groupColumn(g catalog.GroupKey, group string, id bool) expr {
	switch {
	case g.Path == nil && id:
		return lit("null")
	case g.Path == nil:
		return name(group)
	case id:
		return prop{group, "id"}
	}
	return prop{group, "name"}
}

// summary is null instead of 0 when no entity has a value. The total is the sum in a wider type.
func summary(part string, value expr) expr {
	if part != "sum" && part != "total" {
		return fn{part, []expr{value}}
	}
	of := fn{"sum", []expr{value}}
	return cases{binary{"=", fn{"count", []expr{value}}, lit("0")}, lit("null"), of}
}
