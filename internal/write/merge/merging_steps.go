package merge

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// fold lets relationships that stay take over what is known of the same ones of the other node.
func (m *merging) fold(ctx context.Context) error {
	byType := map[string][]element.Change{}
	for _, f := range m.plan.folded {
		kept, typ := f.kept.ID, f.kept.Type
		was := claim.Snapshot{Before: f.kept.Properties, ClaimsBefore: m.claims.Of(kept)}
		was.After = m.claims.Unite(f.kept.Kind.ValueFields(), subjectOf(f.kept), subjectOf(f.gone))
		was.ClaimsAfter = m.claims.Of(kept)
		m.detail.Folded = append(m.detail.Folded, foldDetail{Gone: f.gone.ID, Kept: endsOf(f.kept), Was: was})
		if diff := property.Diff(f.kept.Properties, was.After); diff != nil {
			m.writer.Stamp().On(diff)
			byType[typ] = append(byType[typ], element.Change{ID: kept, Values: diff})
			m.journal.Updated(f.kept.Element, was.After)
		}
	}
	for _, typ := range slices.Sorted(maps.Keys(byType)) {
		if _, err := m.tx.Query(ctx, element.ChangeEdges(typ, byType[typ])); err != nil {
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
		then := e.Moved(m.request.From, m.request.Into)
		byKind[e.Kind] = append(byKind[e.Kind], []any{e.ID, then.From, then.To})
		m.detail.Moved = append(m.detail.Moved, endsOf(e))
		m.journal.Moved(e.Element, then.From, then.To)
	}
	if err := moveAll(ctx, m.tx, m.cat, byKind); err != nil {
		return err
	}
	if err := m.moveAside(ctx); err != nil {
		return err
	}
	if _, err := aside.Put(ctx, m.tx, m.entity, m.request.From, alias.MergedAway, m.request.Into); err != nil {
		return err
	}
	return m.leave(ctx)
}

// moveAside gives the relationships of the other node whose far end is aside to the one that stays.
func (m *merging) moveAside(ctx context.Context) error {
	edges, err := aside.EdgesOf(ctx, m.tx, m.entity.Name, m.request.From)
	if err != nil || len(edges) == 0 {
		return err
	}
	ids := make([]string, len(edges))
	for i, e := range edges {
		ids[i] = e.ID
		m.detail.Moved = append(m.detail.Moved, ends{e.ID, e.Type, e.From, e.To})
	}
	return aside.MoveEdges(ctx, m.tx, m.entity, m.request.From, m.request.Into, ids)
}

// leave tells of the relationships that went aside with the other node, and where their ids lead.
func (m *merging) leave(ctx context.Context) error {
	gone := func(e element.Edge, into string) error {
		m.journal.Deleted(e.Element, into)
		return aside.RedirectEdge(ctx, m.tx, e.ID, into)
	}
	for _, f := range m.plan.folded {
		if err := gone(f.gone, f.kept.ID); err != nil {
			return err
		}
	}
	for _, e := range m.plan.aside {
		m.detail.Aside = append(m.detail.Aside, e.ID)
		if err := gone(e, ""); err != nil {
			return err
		}
	}
	m.journal.Deleted(nodeElement(m.entity, m.request.From, m.from), m.request.Into)
	return nil
}

// nodeElement is a node with its stored properties.
func nodeElement(e *catalog.Entity, id string, stored map[string]any) element.Element {
	return element.Element{ID: id, Type: e.Name, Fields: e.Fields, Properties: stored}
}

// unite writes what the node that stays knows from now on.
func (m *merging) unite(ctx context.Context) error {
	e, id := m.entity, m.request.Into
	m.detail.Into = claim.Snapshot{Before: m.into, ClaimsBefore: m.claims.Of(id)}
	current := m.claims.Unite(e.Fields, claim.Subject{ID: id, Properties: m.into}, claim.Subject{ID: m.request.From, Properties: m.from})
	m.writer.Stamp().On(current)
	current[catalog.Version] = property.Version(m.into) + 1
	m.detail.Into.After, m.detail.Into.ClaimsAfter = current, m.claims.Of(id)
	m.journal.Updated(nodeElement(e, id, m.into), current)
	_, err := m.tx.Query(ctx, putProperties(e, id, current))
	return err
}

// moveAll gives relationships, as rows of their ids and new ends, these ends.
func moveAll(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, byKind map[*catalog.Edge][]any) error {
	for _, kind := range cat.Edges {
		if len(byKind[kind]) == 0 {
			continue
		}
		if err := tx.Expect(ctx, moveEdges(kind, byKind[kind]), len(byKind[kind]), "a relationship was removed while it was being moved"); err != nil {
			return err
		}
	}
	return nil
}
