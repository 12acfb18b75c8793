package merge

import (
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// assign finds the side of every edit since the merge. It is pure.
func (u *unmerging) assign() {
	u.side = map[string]Side{}
	for _, e := range u.edits[u.merge.Into] {
		for _, v := range e.values {
			u.land(e, v.field, u.sides.of(e.key(), v.field, "", SideInto))
		}
	}
	fixed := map[string]Side{}
	for _, m := range u.detail.Moved {
		fixed[m.ID] = SideFrom
	}
	folded := map[string]bool{}
	for _, f := range u.detail.Folded {
		folded[f.Kept.ID] = true
	}
	for _, one := range u.detail.Ones {
		if fixed[one.ID] == "" && !folded[one.ID] {
			fixed[one.ID] = SideInto
		}
	}
	for _, of := range slices.Sorted(maps.Keys(u.edits)) {
		for _, e := range u.edits[of] {
			switch {
			case folded[of]:
				u.landAll(e, u.sides.of(e.key(), "", of, SideInto))
			case fixed[of] != "":
				u.landAll(e, u.sides.fixed(e.key(), of, fixed[of]))
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(u.made)) {
		e := u.made[id]
		u.land(e, "", u.sides.of(e.key(), "", id, SideInto))
	}
}

// landAll notes the side of a whole change of a relationship.
func (u *unmerging) landAll(e laterEdit, side Side) {
	if e.kind == journal.ChangeDelete {
		u.land(e, "", side)
		return
	}
	for _, v := range e.values {
		u.land(e, v.field, side)
	}
}

func (u *unmerging) land(e laterEdit, field string, side Side) {
	u.side[e.key()+"/"+field] = side
	u.landed = append(u.landed, Landed{Change: e.key(), Of: e.of, Field: field, Side: side})
}

// on tells which edits of a field land on a side.
func (u *unmerging) on(side Side) func(laterEdit, string) bool {
	return func(e laterEdit, field string) bool { return u.side[e.key()+"/"+field] == side }
}

// toFrom tells that some edit of a field of an element lands on the side of the other node.
func (u *unmerging) toFrom(of string) func(field string) bool {
	return func(field string) bool {
		return slices.ContainsFunc(u.edits[of], func(e laterEdit) bool { return u.side[e.key()+"/"+field] == SideFrom })
	}
}

// removed is the side on which the removal of a relationship lands, empty when it is there.
func (u *unmerging) removed(id string) Side {
	if _, there := u.links[id]; there {
		return ""
	}
	for _, e := range slices.Backward(u.edits[id]) {
		if e.kind == journal.ChangeDelete {
			return u.side[e.key()+"/"]
		}
	}
	return SideInto
}
