package record

import (
	"cmp"
	"slices"

	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// mergePlan is what becomes of the relationships of a node that another stands for.
type mergePlan struct {
	// moved lead from or to the other node from now on; they have their old ends here.
	moved []*edge
	// folded are the same as one that the other node has.
	folded []fold
	// aside have no place: they join the two, or stand at an end where the other has its own.
	aside []*edge
}

// fold is a relationship, and the one that stands for it.
type fold struct{ gone, kept *edge }

// planLinks sorts the relationships of a node, theirs, by what becomes of them when another
// stands for it, which has own. It is pure.
func planLinks(into, from string, own, theirs []*edge) mergePlan {
	var p mergePlan
	known := map[slot]*edge{}
	room := &room{known: map[slot]bool{}, byFrom: map[end]bool{}, byTo: map[end]bool{}}
	for _, e := range own {
		known[slot{e.kind, e.identity()}] = e
		room.add(e)
	}
	theirs = slices.SortedFunc(slices.Values(theirs), func(a, b *edge) int { return cmp.Compare(a.id(), b.id()) })
	for _, e := range theirs {
		then := e.shifted(from, into)
		kept := known[slot{e.kind, then.identity()}]
		switch {
		case then.from == then.to && e.from != e.to:
			p.aside = append(p.aside, e)
		case kept != nil:
			p.folded = append(p.folded, fold{gone: e, kept: kept})
		case room.take(then):
			p.moved = append(p.moved, e)
		default:
			p.aside = append(p.aside, e)
		}
	}
	return p
}

// shifted is the relationship with another node at the ends where one is.
func (e *edge) shifted(from, to string) *edge {
	out := *e
	if out.from == from {
		out.from = to
	}
	if out.to == from {
		out.to = to
	}
	return &out
}

// subject is the relationship as claims are about it.
func (e *edge) subject() claim.Subject { return claim.Subject{ID: e.id(), Properties: e.stored} }
