package merge

import (
	"cmp"
	"slices"

	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// plan is what becomes of the relationships of a node that another stands for.
type plan struct {
	// moved lead from or to the other node from now on; they have their old ends here.
	moved []element.Edge
	// folded are the same as one that the other node has.
	folded []fold
	// aside have no slot: they join the two, or stand at an end where the other has its own.
	aside []element.Edge
}

// fold is a relationship, and the one that stands for it.
type fold struct{ gone, kept element.Edge }

// planLinks sorts the relationships of a node, theirs, by what becomes of them when another
// stands for it, which has those that are present. It is pure.
func planLinks(into, from string, present, theirs []element.Edge) plan {
	var p plan
	known, slots := element.NewSlots(present), element.NewSlots(present)
	theirs = slices.SortedFunc(slices.Values(theirs), func(a, b element.Edge) int { return cmp.Compare(a.ID, b.ID) })
	for _, e := range theirs {
		then := e.Moved(from, into)
		kept, same := known.Same(then)
		switch {
		case then.From == then.To && e.From != e.To:
			p.aside = append(p.aside, e)
		case same:
			p.folded = append(p.folded, fold{gone: e, kept: kept})
		case slots.Take(then):
			p.moved = append(p.moved, e)
		default:
			p.aside = append(p.aside, e)
		}
	}
	return p
}

// subjectOf is a relationship as claims are about it.
func subjectOf(e element.Edge) claim.Subject {
	return claim.Subject{ID: e.ID, Properties: e.Properties}
}
