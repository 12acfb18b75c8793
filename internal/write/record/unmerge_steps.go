package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// values gives the node that stood for the other its own values again. It comes before the
// other is put back, which has some of its unique values.
func (u *unmerging) values(ctx context.Context) error {
	elements := []string{u.merge.Into, u.merge.From}
	for _, f := range u.detail.Folded {
		elements = append(elements, f.Kept.ID, f.Gone)
	}
	if err := loadClaims(ctx, u.tx, u.claims, elements); err != nil {
		return err
	}
	id, e := u.merge.Into, u.entity
	u.intoNow = sorted(e.Fields, replay(e.Fields, typed(e.Fields, u.detail.Into.Before), u.edits[id], u.on(SideInto)))
	u.fromNow = sorted(e.Fields, replay(e.Fields, u.from.Properties, u.edits[id], u.on(SideFrom)))
	u.claims.Retract(id, u.detail.Into, u.intoNow, claim.Subject{ID: u.merge.From, Properties: u.from.Properties}, u.toFrom(id))
	u.claims.Reconcile(u.merge.From, u.claims.Of(u.merge.From), u.fromNow)
	u.stamp().On(u.intoNow)
	u.intoNow[catalog.Version] = property.Version(u.into) + 1
	if property.Diff(u.from.Properties, u.fromNow) != nil {
		u.stamp().On(u.fromNow)
		u.fromNow[catalog.Version] = property.Version(u.from.Properties) + 1
	}
	u.j.updatedNode(e, &node{id: id, stored: u.into, current: u.intoNow})
	_, err := u.tx.Run(ctx, putProperties(e, id, u.intoNow))
	return err
}

// sorted gives properties the keys that pages are sorted by.
func sorted(fields []*catalog.Field, properties map[string]any) map[string]any {
	for _, f := range fields {
		if !f.Pinyin {
			continue
		}
		delete(properties, f.SortProperty())
		if s, is := properties[f.Name].(string); is {
			properties[f.SortProperty()] = pinyin.SortKey(s)
		}
	}
	return properties
}

// unfold gives the relationships that stood for others their own values again.
func (u *unmerging) unfold(ctx context.Context) error {
	byType := map[string][]any{}
	for _, f := range u.detail.Folded {
		kept := u.links[f.Kept.ID]
		if kept == nil {
			continue
		}
		kept.current = u.was(kept.kind, f, u.on(SideInto))
		u.claims.Retract(f.Kept.ID, f.Was, kept.current, claim.Subject{ID: f.Gone}, u.toFrom(f.Kept.ID))
		if diff := property.Diff(kept.stored, kept.current); diff != nil {
			u.stamp().On(diff)
			byType[kept.kind.Type] = append(byType[kept.kind.Type], []any{f.Kept.ID, diff})
			u.j.updatedEdge(kept)
		}
	}
	return u.changeAll(ctx, byType)
}

// was are the properties of a relationship from before it stood for another, with the edits.
func (u *unmerging) was(kind *catalog.Edge, f foldDetail, lands func(laterEdit, string) bool) map[string]any {
	fields := kind.Fields()
	now := replay(fields, typed(fields, f.Was.Before), u.edits[f.Kept.ID], lands)
	now[catalog.EdgeKey] = keyOf(kind, now)
	return now
}

func (u *unmerging) changeAll(ctx context.Context, byType map[string][]any) error {
	for _, typ := range u.cat.EdgeTypes() {
		if len(byType[typ]) == 0 {
			continue
		}
		if _, err := u.tx.Run(ctx, changeEdges(typ, byType[typ])); err != nil {
			return err
		}
	}
	return nil
}

// back puts the other node back, with the relationships that went aside with it.
func (u *unmerging) back(ctx context.Context) error {
	for _, id := range u.asideIDs() {
		if _, err := u.tx.Run(ctx, dropAliases(id)); err != nil {
			return err
		}
	}
	back, err := u.PutBack(ctx, u.tx, u.from)
	if err != nil {
		return err
	}
	restored := map[string]bool{}
	for _, id := range back.Restored {
		restored[id] = true
	}
	u.fromNow[catalog.CreatedIn] = u.j.createdNode(u.entity, u.merge.From)
	u.j.creations[u.entity.Name].change["into"] = u.merge.Into
	if _, err := u.tx.Run(ctx, putProperties(u.entity, u.merge.From, u.fromNow)); err != nil {
		return err
	}
	links, err := u.AllLinks(ctx, u.tx, u.entity, u.merge.From)
	if err != nil {
		return err
	}
	return u.refold(ctx, links)
}

func (u *unmerging) asideIDs() []string {
	ids := append([]string(nil), u.detail.Aside...)
	for _, f := range u.detail.Folded {
		ids = append(ids, f.Gone)
	}
	return ids
}

// refold tells of the relationships that came back, with the edits that land on them. One
// whose stand-in was removed, and that removal lands on it, is removed instead.
func (u *unmerging) refold(ctx context.Context, links []Link) error {
	folded := map[string]foldDetail{}
	for _, f := range u.detail.Folded {
		folded[f.Gone] = f
	}
	byType, back := map[string][]any{}, map[string]bool{}
	for _, l := range links {
		f, is := folded[l.ID]
		e := l.edge
		back[l.ID] = true
		if is && u.removed(f.Kept.ID) == SideFrom {
			if err := u.drop(ctx, e, false); err != nil {
				return err
			}
			if err := u.revive(ctx, oneDetail{f.Kept, f.Was.Before}); err != nil {
				return err
			}
			continue
		}
		e.current = property.Clone(e.stored)
		if is {
			e.current = replay(e.kind.Fields(), e.stored, u.edits[f.Kept.ID], u.on(SideFrom))
			e.current[catalog.EdgeKey] = keyOf(e.kind, e.current)
			u.claims.Reconcile(l.ID, u.claims.Of(l.ID), e.current)
		}
		e.current[catalog.CreatedIn] = u.j.createdEdge(e)
		byType[e.kind.Type] = append(byType[e.kind.Type], []any{l.ID, property.Diff(e.stored, e.current)})
	}
	for _, id := range u.asideIDs() {
		if !back[id] {
			u.left = append(u.left, id)
		}
	}
	return u.changeAll(ctx, byType)
}

// drop removes a relationship; told says that others knew of it.
func (u *unmerging) drop(ctx context.Context, e *edge, told bool) error {
	if told {
		u.j.deletedEdge(e)
	}
	u.claims.Forget(e.id())
	_, err := u.tx.Run(ctx, removeEdges(e.kind.Type, []any{e.id()}))
	return err
}

// revive makes a relationship that was removed since the merge as it was before, where both
// of its ends are there.
func (u *unmerging) revive(ctx context.Context, one oneDetail) error {
	kind := u.cat.Edge(one.Type, u.cat.EntityOfID(one.From), u.cat.EntityOfID(one.To))
	if kind == nil {
		u.left = append(u.left, one.ID)
		return nil
	}
	e := &edge{kind: kind, from: one.From, to: one.To, current: typed(kind.Fields(), one.Properties)}
	delete(e.current, catalog.Contested)
	there, err := u.tx.Run(ctx, query.Statement{
		Text:   "MATCH (a:" + query.Quote(kind.From.Name) + " {id: $from}) MATCH (b:" + query.Quote(kind.To.Name) + " {id: $to}) RETURN 1",
		Params: map[string]any{"from": one.From, "to": one.To},
	})
	if err != nil {
		return err
	}
	if len(there) == 0 {
		u.left = append(u.left, one.ID)
		return nil
	}
	u.stamp().On(e.current)
	e.current[catalog.CreatedIn] = u.j.createdEdge(e)
	_, err = u.tx.Run(ctx, createEdges(kind, []any{[]any{e.from, e.to, e.current}}))
	return err
}
