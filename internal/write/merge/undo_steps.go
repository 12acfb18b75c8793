package merge

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// values gives the node that stood for the other its values again. It comes before the
// other is put back, which has some of its unique values.
func (u *unmerging) values(ctx context.Context) error {
	elements := []string{u.merge.Into, u.merge.From}
	for _, f := range u.detail.Folded {
		elements = append(elements, f.Kept.ID, f.Gone)
	}
	rows, err := u.tx.Query(ctx, claim.About(elements))
	if err != nil {
		return err
	}
	if err := u.claims.Add(rows); err != nil {
		return err
	}
	id, e := u.merge.Into, u.entity
	u.intoNow = derived(e.Fields, replay(e.Fields, typed(e.Fields, u.detail.Into.Before), u.edits[id], u.on(SideInto)))
	u.fromNow = derived(e.Fields, replay(e.Fields, u.from.Properties, u.edits[id], u.on(SideFrom)))
	property.KeepShared(e.Fields, u.intoNow, u.into)
	property.KeepShared(e.Fields, u.fromNow, u.from.Properties)
	u.claims.Retract(id, u.detail.Into, u.intoNow, claim.Subject{ID: u.merge.From, Properties: u.from.Properties}, u.toFrom(id))
	u.claims.Reconcile(u.merge.From, u.claims.Of(u.merge.From), u.fromNow)
	u.writer.Stamp().On(u.intoNow)
	u.intoNow[catalog.Version] = property.Version(u.into) + 1
	if property.Diff(u.from.Properties, u.fromNow) != nil {
		u.writer.Stamp().On(u.fromNow)
		u.fromNow[catalog.Version] = property.Version(u.from.Properties) + 1
	}
	u.journal.Updated(nodeElement(e, id, u.into), u.intoNow)
	_, err = u.tx.Query(ctx, putProperties(e, id, u.intoNow))
	return err
}

// derived gives properties those that are kept beside them.
func derived(fields []*catalog.Field, properties map[string]any) map[string]any {
	return property.Overlay(properties, property.Derived(fields, properties))
}

// unfold gives the relationships that stood for others their values again.
func (u *unmerging) unfold(ctx context.Context) error {
	byType := map[string][]element.Change{}
	for _, f := range u.detail.Folded {
		kept, there := u.links[f.Kept.ID]
		if !there {
			continue
		}
		now := u.was(kept.Kind, f, u.on(SideInto))
		u.claims.Retract(kept.ID, f.Was, now, claim.Subject{ID: f.Gone}, u.toFrom(kept.ID))
		if diff := property.Diff(kept.Properties, now); diff != nil {
			u.writer.Stamp().On(diff)
			byType[kept.Type] = append(byType[kept.Type], element.Change{ID: kept.ID, Values: diff})
			u.journal.Updated(kept.Element, now)
		}
	}
	return u.changeAll(ctx, byType)
}

// was are the properties of a relationship from before it stood for another, with the edits.
func (u *unmerging) was(kind *catalog.Edge, f foldDetail, lands func(laterEdit, string) bool) map[string]any {
	fields := kind.Fields()
	now := derived(fields, replay(fields, typed(fields, f.Was.Before), u.edits[f.Kept.ID], lands))
	now[catalog.EdgeKey] = element.KeyOf(kind, now)
	return now
}

func (u *unmerging) changeAll(ctx context.Context, byType map[string][]element.Change) error {
	for _, typ := range u.cat.EdgeTypes() {
		if len(byType[typ]) == 0 {
			continue
		}
		if _, err := u.tx.Query(ctx, element.ChangeEdges(typ, byType[typ])); err != nil {
			return err
		}
	}
	return nil
}

// back puts the other node back, with the relationships that went aside with it.
func (u *unmerging) back(ctx context.Context) error {
	for _, id := range u.asideIDs() {
		if err := aside.DropRedirects(ctx, u.tx, id); err != nil {
			return err
		}
	}
	if _, err := aside.Restore(ctx, u.tx, u.cat, u.from); err != nil {
		return err
	}
	property.KeepShared(u.entity.Fields, u.fromNow, u.from.Properties)
	u.fromNow[catalog.CreatedIn] = u.journal.Restored(nodeElement(u.entity, u.merge.From, nil), u.merge.Into)
	if _, err := u.tx.Query(ctx, putProperties(u.entity, u.merge.From, u.fromNow)); err != nil {
		return err
	}
	links, err := element.EdgesOf(ctx, u.tx, u.cat, u.entity, u.merge.From)
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
func (u *unmerging) refold(ctx context.Context, links []element.Edge) error {
	folded := map[string]foldDetail{}
	for _, f := range u.detail.Folded {
		folded[f.Gone] = f
	}
	byType, back := map[string][]element.Change{}, map[string]bool{}
	for _, e := range links {
		f, is := folded[e.ID]
		back[e.ID] = true
		if is && u.removed(f.Kept.ID) == SideFrom {
			if err := u.drop(ctx, e, false); err != nil {
				return err
			}
			if err := u.revive(ctx, oneDetail{f.Kept, f.Was.Before}); err != nil {
				return err
			}
			continue
		}
		now := property.Clone(e.Properties)
		if is {
			now = derived(e.Fields, replay(e.Fields, e.Properties, u.edits[f.Kept.ID], u.on(SideFrom)))
			now[catalog.EdgeKey] = element.KeyOf(e.Kind, now)
			u.claims.Reconcile(e.ID, u.claims.Of(e.ID), now)
		}
		now[catalog.CreatedIn] = u.journal.Created(e.Element)
		byType[e.Type] = append(byType[e.Type], element.Change{ID: e.ID, Values: property.Diff(e.Properties, now)})
	}
	for _, id := range u.asideIDs() {
		if !back[id] {
			u.left = append(u.left, id)
		}
	}
	return u.changeAll(ctx, byType)
}

// drop removes a relationship; known says that others knew of it.
func (u *unmerging) drop(ctx context.Context, e element.Edge, known bool) error {
	if known {
		u.journal.Deleted(e.Element, "")
	}
	u.claims.Forget(e.ID)
	_, err := u.tx.Query(ctx, element.DeleteEdges(e.Type, []string{e.ID}))
	return err
}

// revive makes a relationship that was removed since the merge as it was before, where both
// of its ends are there.
func (u *unmerging) revive(ctx context.Context, one oneDetail) error {
	e, declared := element.EdgeOf(u.cat, element.Element{ID: one.ID, Type: one.Type, From: one.From, To: one.To})
	if !declared {
		u.left = append(u.left, one.ID)
		return nil
	}
	e.Properties = derived(e.Fields, typed(e.Fields, one.Properties))
	delete(e.Properties, catalog.Contested)
	there, err := u.tx.Query(ctx, query.Statement{
		Text:   "MATCH (a:" + query.Quote(e.Kind.From.Name) + " {id: $from}) MATCH (b:" + query.Quote(e.Kind.To.Name) + " {id: $to}) RETURN 1",
		Params: map[string]any{"from": one.From, "to": one.To},
	})
	if err != nil {
		return err
	}
	if len(there.Values) == 0 {
		u.left = append(u.left, one.ID)
		return nil
	}
	u.writer.Stamp().On(e.Properties)
	e.Properties[catalog.CreatedIn] = u.journal.Created(e.Element)
	_, err = u.tx.Query(ctx, element.CreateEdges(e.Kind, []element.Edge{e}))
	return err
}
