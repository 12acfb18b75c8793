package cypher

// Neo4j takes a row for an aggregate where one stands anywhere in it, in a sub-query too. What
// aggregates within a row is therefore found by sub-queries before it, and so is what that is
// nested in.

// apart makes a row, and returns the sub-queries that must stand before it.
func (t *translator) apart(made func() list) (row list, first clauses) {
	outer := t.first
	t.first = nil
	row = made()
	first, t.first = t.first, outer
	return row, first
}

// before finds the rows of a query that hangs on owner before the row that is being made, and
// returns the name of their list.
func (t *translator) before(owner string, rows clauses, row list) expr {
	as := t.fresh("l")
	rows = append(rows, project{final: true, items: []item{{fn{"collect", []expr{row}}, as}}})
	t.first = append(t.first, call{imports: []string{owner}, body: rows})
	return name(as)
}
