package record

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// moveBack gives the other node its relationships back, as far as they are still there.
func (u *unmerging) moveBack(ctx context.Context) error {
	into, from := u.merge.Into, u.merge.From
	byKind := map[*catalog.Edge][]any{}
	var elsewhere []any
	for _, m := range u.detail.Moved {
		e := u.links[m.ID]
		if e == nil {
			elsewhere = append(elsewhere, m.ID)
			continue
		}
		then := &edge{from: e.from, to: e.to}
		if m.From == from {
			then.from = from
		}
		if m.To == from {
			then.to = from
		}
		byKind[e.kind] = append(byKind[e.kind], []any{m.ID, then.from, then.to})
		u.j.movedEdge(e, then.from, then.to)
		delete(u.links, m.ID)
	}
	if err := u.moveAll(ctx, u.tx, byKind); err != nil || len(elsewhere) == 0 {
		return err
	}
	// Those that are not there may be aside with their far end.
	_, err := u.tx.Run(ctx, moveAsides(u.entity, into, from, elsewhere))
	return err
}

// spread moves what was recorded since the merge to the other node where it is to land there,
// and gives both what stood alone at their ends.
func (u *unmerging) spread(ctx context.Context) error {
	links, err := u.AllLinks(ctx, u.tx, u.entity, u.merge.From)
	if err != nil {
		return err
	}
	room := newRoom(links)
	byKind := map[*catalog.Edge][]any{}
	for _, id := range slices.Sorted(maps.Keys(u.made)) {
		e := u.links[id]
		if e == nil {
			continue
		}
		lands := u.side[u.made[id].key()+"/"]
		if e.aloneAt(u.merge.Into) {
			if err := u.replace(ctx, e, lands, links); err != nil {
				return err
			}
		}
		then := e.shifted(u.merge.Into, u.merge.From)
		switch {
		case lands == SideInto:
			continue
		case !then.aloneAt(u.merge.From) && !room.take(then):
			return fault.New(fault.Conflict, "%s cannot land on %s, which has the same relationship already", id, u.merge.From)
		}
		byKind[e.kind] = append(byKind[e.kind], []any{id, then.from, then.to})
		u.j.movedEdge(e, then.from, then.to)
	}
	return u.moveAll(ctx, u.tx, byKind)
}

// replace settles what stands alone at the ends of both nodes, where one recorded since the
// merge took its place: on the side where the new one lands it stays replaced, on the other
// what was there before is there again.
func (u *unmerging) replace(ctx context.Context, made *edge, lands Side, links []Link) error {
	owner := u.merge.Into
	if lands == SideInto {
		owner = u.merge.From
	}
	for _, one := range u.detail.Ones {
		if one.Type == made.kind.Type && u.links[one.ID] == nil && one.at(owner) && made.kind == u.cat.Edge(one.Type, u.cat.EntityOfID(one.From), u.cat.EntityOfID(one.To)) {
			if err := u.revive(ctx, one); err != nil {
				return err
			}
		}
	}
	if lands == SideInto {
		return nil
	}
	for _, l := range links {
		if l.edge.kind == made.kind && l.edge.aloneAt(u.merge.From) {
			return u.drop(ctx, l.edge, true)
		}
	}
	return nil
}

// at tells that the node is an end.
func (e endsOf) at(id string) bool { return e.From == id || e.To == id }
