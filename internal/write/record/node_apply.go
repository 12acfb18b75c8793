package record

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// apply takes one row into the batch. sources are the ids of the row's sources.
func (b *nodeBatch) apply(row input.Node, c input.Checked, sources []string, claims []claim.Claim) Outcome {
	n := b.match(row, &c)
	if n != nil {
		c.Barred = append(c.Barred, n.barred...)
	}
	switch {
	case n == nil:
		b.required(&c)
	case n != nil:
		b.kept(n, &c)
		protect(row.Protect, b.entity.Fields, b.policy, n.current, c.Properties, &c, n.label())
		if !row.Exact {
			b.forward(n, &c)
		}
		if !row.Restored {
			c.Between(b.entity.Intervals, n.current)
		}
	}
	if len(c.Problems) == 0 && !b.veiled {
		c.Problems, c.Barred = c.Barred, nil
	}
	switch {
	case len(c.Problems) > 0:
		return Outcome{Status: Rejected, Problems: c.Problems, Warnings: c.Warnings}
	case n != nil && row.CreateOnly:
		return Outcome{Status: Unchanged, ID: n.id, Barred: c.Barred}
	}
	return b.take(n, row, c, sources, claims)
}

// take takes in a row with which nothing is wrong.
func (b *nodeBatch) take(n *node, row input.Node, c input.Checked, sources []string, claims []claim.Claim) Outcome {
	out := Outcome{Status: Unchanged, Warnings: c.Warnings, Barred: c.Barred}
	switch {
	case n == nil:
		n = b.create(row, c, sources, claims)
		n.barred, out.Status = c.Barred, Created
	case b.update(n, row, c, sources):
		out.Status = Updated
	}
	out.ID = n.id
	return out
}

// required finds the fields that a new node must have; this stands in for the existence
// constraints that the Community edition lacks.
func (b *nodeBatch) required(c *input.Checked) {
	for _, f := range b.entity.Fields {
		if !f.NonNull || f.System || f.Kind == catalog.Boolean || c.Properties[f.Name] != nil || c.Has(f.Name) {
			continue
		}
		c.Refuse(f.Name, "is required for a new %s", b.entity.Name)
	}
}

func (b *nodeBatch) create(row input.Node, c input.Checked, sources []string, claims []claim.Claim) *node {
	n := &node{id: row.ID, current: map[string]any{}}
	if n.id == "" {
		n.id = b.newID()
	}
	for _, f := range b.entity.Fields {
		if f.NonNull && f.Kind == catalog.Boolean {
			n.current[f.Name] = false
		}
	}
	for name, v := range c.Properties {
		if v != nil {
			n.current[name] = v
		}
	}
	n.current["id"] = n.id
	n.current[catalog.SourceIDs] = property.Union(nil, sources)
	n.current[catalog.Version] = max(row.Version, 1)
	b.stamp.First(n.current, c.RecordedAt, row.RecordedBy)
	b.claims.Adopt(n.id, n.current, claims)
	keepRestored(n.current, row.CreatedIn, row.Contested, row.Mentioning)
	b.order = append(b.order, n)
	b.index(n)
	return n
}

// update applies the row to a node that exists, or that an earlier row makes, and tells
// whether anything changed.
func (b *nodeBatch) update(n *node, row input.Node, c input.Checked, sources []string) bool {
	properties := c.Properties
	report := claim.Report{Of: n.id, Declared: b.entity.Fields, Current: n.current, Given: properties, Sources: sources}
	claimed := b.claims.Take(report, row.Exact)
	stored, _ := property.Texts(n.current[catalog.SourceIDs])
	if row.DropSources {
		stored = nil
	}
	if len(sources) > 0 || row.DropSources {
		properties[catalog.SourceIDs] = property.Union(stored, sources)
	}
	masked := b.masked(properties)
	diff := property.Changed(n.current, properties)
	if diff == nil && !claimed && len(masked) == 0 {
		return false
	}
	n.touched = append(n.touched, masked...)
	b.unindex(n)
	for name, v := range diff {
		if v == nil {
			delete(n.current, name)
			continue
		}
		n.current[name] = v
	}
	property.Corrected(n.current, diff)
	b.index(n)
	version, _ := n.current[catalog.Version].(int64)
	n.current[catalog.Version] = version + 1
	b.stamp.On(n.current)
	n.changes++
	return true
}

// created are the properties of the nodes to make.
func (b *nodeBatch) created(j *journal.Journal) []any {
	var rows []any
	for _, n := range b.order {
		if n.stored != nil {
			continue
		}
		if n.current[catalog.CreatedIn] == nil {
			n.current[catalog.CreatedIn] = j.Created(b.element(n))
		}
		rows = append(rows, n.current)
	}
	return rows
}

// updated are the ids, changed properties and version steps of the nodes to change.
func (b *nodeBatch) updated(j *journal.Journal) []any {
	var rows []any
	for _, n := range b.order {
		if n.stored == nil || n.changes == 0 {
			continue
		}
		diff := property.Diff(n.stored, n.current)
		delete(diff, catalog.Version)
		rows = append(rows, []any{n.id, diff, n.changes})
		j.Updated(b.element(n), n.current, n.touched...)
	}
	return rows
}

// released are the nodes that give up unique values, with these as the only change.
func (b *nodeBatch) released() []any {
	var rows []any
	for _, n := range b.order {
		freed := map[string]any{}
		for _, f := range b.unique {
			if old := n.stored[f.KeyProperty()]; old != nil && old != n.current[f.KeyProperty()] {
				freed[f.KeyProperty()] = nil
				if n.changes == 0 { // It only makes room: see shares.
					freed[f.KeyProperty()] = n.current[f.KeyProperty()]
				}
			}
		}
		if len(freed) > 0 {
			rows = append(rows, []any{n.id, freed, 0})
		}
	}
	return rows
}

// contested are the ids of the nodes for which sources give different values.
func (b *nodeBatch) contested() []string {
	var ids []string
	for _, n := range b.order {
		if n.current[catalog.Contested] != nil {
			ids = append(ids, n.id)
		}
	}
	return ids
}
