package merge

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/aside"
)

// moveBack gives the other node its relationships back, as far as they are still there.
func (u *unmerging) moveBack(ctx context.Context) error {
	into, from := u.merge.Into, u.merge.From
	byKind := map[*catalog.Edge][]any{}
	var elsewhere []string
	for _, m := range u.detail.Moved {
		e, there := u.links[m.ID]
		if !there {
			elsewhere = append(elsewhere, m.ID)
			continue
		}
		then := e
		if m.From == from {
			then.From = from
		}
		if m.To == from {
			then.To = from
		}
		byKind[e.Kind] = append(byKind[e.Kind], []any{m.ID, then.From, then.To})
		u.journal.Moved(e.Element, then.From, then.To)
		delete(u.links, m.ID)
	}
	if err := moveAll(ctx, u.tx, u.cat, byKind); err != nil || len(elsewhere) == 0 {
		return err
	}
	// Those that are not there may be aside with their far end.
	return aside.MoveEdges(ctx, u.tx, u.entity, into, from, elsewhere)
}

// spread moves what was recorded since the merge to the other node where it is to land there,
// and gives both what stood alone at their ends.
func (u *unmerging) spread(ctx context.Context) error {
	links, err := element.EdgesOf(ctx, u.tx, u.cat, u.entity, u.merge.From)
	if err != nil {
		return err
	}
	slots := element.NewSlots(links)
	byKind := map[*catalog.Edge][]any{}
	for _, id := range slices.Sorted(maps.Keys(u.made)) {
		e, there := u.links[id]
		if !there {
			continue
		}
		lands := u.side[u.made[id].key()+"/"]
		if e.AloneAt(u.merge.Into) {
			if err := u.replace(ctx, e, lands, links); err != nil {
				return err
			}
		}
		then := e.Moved(u.merge.Into, u.merge.From)
		switch {
		case lands == SideInto:
			continue
		case !then.AloneAt(u.merge.From) && !slots.Take(then):
			return fault.New(fault.Conflict, "%s cannot land on %s, which has the same relationship already", id, u.merge.From)
		}
		byKind[e.Kind] = append(byKind[e.Kind], []any{id, then.From, then.To})
		u.journal.Moved(e.Element, then.From, then.To)
	}
	return moveAll(ctx, u.tx, u.cat, byKind)
}

// replace decides what stands alone at the ends of both nodes, where one recorded since the
// merge took its place: on the side where the new one lands it stays replaced, on the other
// what was there before is there again.
func (u *unmerging) replace(ctx context.Context, made element.Edge, lands Side, links []element.Edge) error {
	owner := u.merge.Into
	if lands == SideInto {
		owner = u.merge.From
	}
	for _, one := range u.detail.Ones {
		_, there := u.links[one.ID]
		if one.Type == made.Type && !there && one.at(owner) && made.Kind == u.cat.Edge(one.Type, u.cat.EntityOfID(one.From), u.cat.EntityOfID(one.To)) {
			if err := u.revive(ctx, one); err != nil {
				return err
			}
		}
	}
	if lands == SideInto {
		return nil
	}
	for _, e := range links {
		if e.Kind == made.Kind && e.AloneAt(u.merge.From) {
			return u.drop(ctx, e, true)
		}
	}
	return nil
}

// at tells that the node is an end.
func (e ends) at(id string) bool { return e.From == id || e.To == id }
