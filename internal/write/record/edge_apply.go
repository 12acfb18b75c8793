package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// placed is a checked row whose ends are found.
type placed struct {
	input.CheckedEdge
	from, to string
	row      input.Edge
}

// apply takes one row into the batch. sources are the ids of the row's sources.
func (b *edgeBatch) apply(p placed, sources []string, claims []claim.Claim) Outcome {
	var e *edge
	if p.from != "" && p.to != "" {
		e = b.match(&p)
		b.protect(e, &p)
		b.bounded(e, &p)
	}
	if len(p.Problems) > 0 {
		return Outcome{Status: Rejected, Problems: p.Problems, Warnings: p.Warnings}
	}
	out := Outcome{Status: Unchanged, Warnings: p.Warnings}
	switch {
	case p.row.Remove && e == nil:
		return out
	case p.row.Remove:
		out.Status = Updated
		b.remove(e)
	case e == nil:
		out.Status = Created
		if b.vacate(p) {
			out.Status = Updated
		}
		e = b.create(p, sources, claims)
	case b.update(e, p, sources):
		out.Status = Updated
	}
	out.ID = e.id()
	return out
}

// match finds the relationship that a row is about: by its id, else by its ends and key. It
// returns nil for one that does not exist yet.
func (b *edgeBatch) match(p *placed) *edge {
	if p.row.ID == "" {
		return b.byIdentity[identity{p.from, p.to, element.KeyOf(p.Kind, p.Properties)}]
	}
	e := b.through(p)
	if e == nil && p.row.Known && !p.row.Remove && !p.Has("id") {
		p.Refuse("id", "there is no relationship %s; leave the id out to make another", p.row.ID)
	}
	if e != nil && (e.from != p.from || e.to != p.to || e.kind != p.Kind) {
		p.Refuse("id", "%s leads from %s to %s; leave the id out to make another", e.id(), e.from, e.to)
		return e
	}
	key := element.KeyOf(p.Kind, p.Properties)
	if e != nil {
		key = element.KeyOf(p.Kind, property.Overlay(e.current, p.Properties))
	}
	if other := b.byIdentity[identity{p.from, p.to, key}]; other != nil && other != e && !p.row.Restored {
		p.Refuse("id", "the same relationship exists with the id %s; leave the id out to change it", other.id())
	}
	return e
}

// protect finds what the row may not change: properties of the relationship it is about, or
// one that a new relationship would take the place of.
func (b *edgeBatch) protect(e *edge, p *placed) {
	if e != nil {
		protect(p.row.Protect, nil, privacy.Policy{}, e.current, p.Properties, &p.Checked, "the relationship")
		return
	}
	if p.Kind.FromOne && slices.Contains(p.row.Protect, "to") {
		if old := b.byFrom[end{p.Kind, p.from}]; old != nil {
			p.Taken("to", "the %s of %s leads to %s already: a conflict: correct one of them", p.Kind.Type, p.from, old.to)
		}
	}
	if p.Kind.ToOne && slices.Contains(p.row.Protect, "from") {
		if old := b.byTo[end{p.Kind, p.to}]; old != nil {
			p.Taken("from", "the %s of %s comes from %s already: a conflict: correct one of them", p.Kind.Type, p.to, old.from)
		}
	}
}

// bounded refuses what the schema promises that no relationship is: one that leads from a node
// to itself, in a tree also over others, and one whose properties stand the wrong way round.
func (b *edgeBatch) bounded(e *edge, p *placed) {
	switch {
	case p.row.Restored:
	case e != nil:
		p.Between(p.Kind.Intervals(), e.current)
	case p.from == p.to && !p.Kind.Loops:
		p.Refuse("to", "%s would lead from %s to itself; name another %s", p.Kind.Type, p.from, p.Kind.To.Name)
	case p.Kind.Tree && !p.row.Remove && b.tree.liesIn(p.to, p.from):
		p.Refuse("to", "%s would lead in a circle: %s lies in %s already; name another %s", p.Kind.Type, p.to, p.from, p.Kind.To.Name)
	}
}

// vacate removes what stands at a to-one end of the new relationship, and tells whether there
// was anything.
func (b *edgeBatch) vacate(p placed) bool {
	old := []*edge{}
	if p.Kind.FromOne {
		old = append(old, b.byFrom[end{p.Kind, p.from}])
	}
	if p.Kind.ToOne {
		old = append(old, b.byTo[end{p.Kind, p.to}])
	}
	replaced := false
	for _, e := range old {
		if e != nil && !e.removed {
			b.remove(e)
			replaced = true
		}
	}
	return replaced
}

func (b *edgeBatch) create(p placed, sources []string, claims []claim.Claim) *edge {
	e := &edge{kind: p.Kind, from: p.from, to: p.to, current: map[string]any{}}
	for name, v := range p.Properties {
		if v != nil {
			e.current[name] = v
		}
	}
	e.current["id"] = p.row.ID
	if p.row.ID == "" {
		e.current["id"] = b.newID()
	}
	e.current[catalog.EdgeKey] = element.KeyOf(p.Kind, e.current)
	e.current[catalog.SourceIDs] = property.Union(nil, sources)
	b.stamp.First(e.current, p.RecordedAt, p.row.RecordedBy)
	b.claims.Adopt(e.id(), e.current, claims)
	keepRestored(e.current, p.row.CreatedIn, p.row.Contested, p.row.Mentioning)
	b.order = append(b.order, e)
	b.index(e)
	return e
}

// update applies the row to a relationship and tells whether anything changed.
func (b *edgeBatch) update(e *edge, p placed, sources []string) bool {
	report := claim.Report{Of: e.id(), Declared: e.kind.ValueFields(), Current: e.current, Given: p.Properties, Sources: sources}
	claimed := b.claims.Take(report, p.row.Exact)
	stored, _ := property.Texts(e.current[catalog.SourceIDs])
	if p.row.DropSources {
		stored = nil
	}
	if len(sources) > 0 || p.row.DropSources {
		p.Properties[catalog.SourceIDs] = property.Union(stored, sources)
	}
	diff := property.Changed(e.current, p.Properties)
	if diff == nil && !claimed {
		return false
	}
	b.remove(e)
	e.removed = false
	e.current = property.Overlay(e.current, diff)
	property.Corrected(e.current, diff)
	e.current[catalog.EdgeKey] = element.KeyOf(e.kind, e.current)
	b.stamp.On(e.current)
	b.index(e)
	return true
}

// contested are the ids of the relationships for which sources give different values.
func (b *edgeBatch) contested() []string {
	var ids []string
	for _, e := range b.order {
		if e.current[catalog.Contested] != nil {
			ids = append(ids, e.id())
		}
	}
	return ids
}
