package record

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// fold lets relationships that stay take over what is known of the same ones of the other node.
func (m *merging) fold(ctx context.Context) error {
	byType := map[string][]any{}
	for _, f := range m.plan.folded {
		d := foldDetail{Gone: f.gone.id(), Kept: f.kept.ends(), Was: claim.Snapshot{Before: f.kept.stored, ClaimsBefore: m.claims.Of(f.kept.id())}}
		f.kept.current = m.claims.Unite(f.kept.kind.ValueFields(), f.kept.subject(), f.gone.subject())
		d.Was.After, d.Was.ClaimsAfter = f.kept.current, m.claims.Of(f.kept.id())
		m.detail.Folded = append(m.detail.Folded, d)
		if diff := property.Diff(f.kept.stored, f.kept.current); diff != nil {
			m.stamp().On(diff)
			byType[f.kept.kind.Type] = append(byType[f.kept.kind.Type], []any{f.kept.id(), diff})
			m.j.updatedEdge(f.kept)
		}
	}
	for _, typ := range slices.Sorted(maps.Keys(byType)) {
		if _, err := m.tx.Run(ctx, changeEdges(typ, byType[typ])); err != nil {
			return err
		}
	}
	return nil
}

// move gives the other node's relationships to the one that stays, and puts the rest aside
// with that node.
func (m *merging) move(ctx context.Context) error {
	byKind := map[*catalog.Edge][]any{}
	for _, e := range m.plan.moved {
		then := e.shifted(m.ask.From, m.ask.Into)
		byKind[e.kind] = append(byKind[e.kind], []any{e.id(), then.from, then.to})
		m.detail.Moved = append(m.detail.Moved, e.ends())
		m.j.movedEdge(e, then.from, then.to)
	}
	if err := m.moveAll(ctx, m.tx, byKind); err != nil {
		return err
	}
	if err := m.moveAside(ctx); err != nil {
		return err
	}
	if _, err := m.PutAside(ctx, m.tx, m.ask.Entity, m.ask.From, MergedAway, m.ask.Into); err != nil {
		return err
	}
	return m.leave(ctx)
}

// moveAside gives the relationships of the other node whose far end is aside to the one that stays.
func (m *merging) moveAside(ctx context.Context) error {
	rows, err := m.tx.Run(ctx, asideEdges(m.ask.Entity.Name, m.ask.From))
	if err != nil || len(rows) == 0 {
		return err
	}
	var ids []any
	for _, row := range rows {
		properties, _ := row[3].(map[string]any)
		ids = append(ids, properties["id"])
		m.detail.Moved = append(m.detail.Moved, endsOf{property.Text(properties["id"]), property.Text(row[0]), property.Text(row[1]), property.Text(row[2])})
	}
	_, err = m.tx.Run(ctx, moveAsides(m.ask.Entity, m.ask.From, m.ask.Into, ids))
	return err
}

// leave tells of the relationships that went aside with the other node, and where their ids lead.
func (m *merging) leave(ctx context.Context) error {
	gone := func(e *edge, into string) error {
		m.j.deletedEdge(e)
		if into != "" {
			m.j.last()["into"] = into
		}
		_, err := m.tx.Run(ctx, makeAliases(e.id(), []string{e.id()}, MergedAway, into))
		return err
	}
	for _, f := range m.plan.folded {
		if err := gone(f.gone, f.kept.id()); err != nil {
			return err
		}
	}
	for _, e := range m.plan.aside {
		m.detail.Aside = append(m.detail.Aside, e.id())
		if err := gone(e, ""); err != nil {
			return err
		}
	}
	m.j.deletedNode(m.ask.Entity, m.ask.From, m.from)
	m.j.last()["into"] = m.ask.Into
	return nil
}

// unite writes what the node that stays knows from now on.
func (m *merging) unite(ctx context.Context) error {
	e, id := m.ask.Entity, m.ask.Into
	m.detail.Into = claim.Snapshot{Before: m.into, ClaimsBefore: m.claims.Of(id)}
	current := m.claims.Unite(e.Fields, claim.Subject{ID: id, Properties: m.into}, claim.Subject{ID: m.ask.From, Properties: m.from})
	m.stamp().On(current)
	current[catalog.Version] = property.Version(m.into) + 1
	m.detail.Into.After, m.detail.Into.ClaimsAfter = current, m.claims.Of(id)
	m.j.updatedNode(e, &node{id: id, stored: m.into, current: current})
	_, err := m.tx.Run(ctx, putProperties(e, id, current))
	return err
}

// moveAll gives relationships, as rows of their ids and new ends, these ends.
func (w *Writer) moveAll(ctx context.Context, tx *neo.Tx, byKind map[*catalog.Edge][]any) error {
	for _, kind := range w.cat.Edges {
		if len(byKind[kind]) == 0 {
			continue
		}
		rows, err := tx.Run(ctx, moveEdges(kind, byKind[kind]))
		if err != nil {
			return err
		}
		if n, _ := rows[0][0].(int64); int(n) != len(byKind[kind]) {
			return fault.Wrap(fault.Conflict, neo.ErrVanished, "a relationship was removed while it was being moved; try again")
		}
	}
	return nil
}
