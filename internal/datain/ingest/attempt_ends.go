package ingest

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// openEnd is an end of a link whose node is not found.
type openEnd struct {
	spot
	side int // 0 from, 1 to
	hit  record.Hit
}

var sides = [2]string{"from", "to"}

func (o openEnd) link() *mapping.Link { return &o.u.interpretation.Links[o.i] }

func (o openEnd) ref() input.Ref {
	if o.side == 0 {
		return o.link().From.Ref
	}
	return o.link().To.Ref
}

// problem says in the file's words why the end is not found.
func (o openEnd) problem() input.Problem {
	reason := o.hit.Problem
	if o.hit.Missing {
		reason += "; import it first"
	}
	return input.Problem{Field: sides[o.side], Reason: reason}
}

// ends lists the ends that are given by a reference.
func (a *attempt) ends() []openEnd {
	var list []openEnd
	for _, u := range a.units {
		for i := range u.interpretation.Links {
			if !u.live(u.linkEntry[i]) {
				continue
			}
			l := &u.interpretation.Links[i]
			for side, end := range [2]mapping.End{l.From, l.To} {
				if end.Node < 0 && (end.Ref != input.Ref{}) {
					list = append(list, openEnd{spot: spot{u, i}, side: side})
				}
			}
		}
	}
	return list
}

// firstLook resolves all ends, before the attempt makes anything.
func (a *attempt) firstLook(ctx context.Context) ([]openEnd, error) {
	ends := a.ends()
	if !a.untouched {
		return a.resolve(ctx, ends)
	}
	for i, hit := range a.writer.Absent(refsOf(ends)) {
		ends[i].hit = hit
	}
	return ends, nil
}

func refsOf(ends []openEnd) []input.Ref {
	refs := make([]input.Ref, len(ends))
	for i, o := range ends {
		refs[i] = o.ref()
	}
	return refs
}

// resolve looks for the nodes of ends, notes those it finds and returns the others. What the
// attempt made itself is there.
func (a *attempt) resolve(ctx context.Context, ends []openEnd) ([]openEnd, error) {
	ends = slices.DeleteFunc(ends, func(o openEnd) bool {
		if a.fresh[o.ref().ID] {
			o.u.ends[o.i][o.side] = o.ref().ID
		}
		return a.fresh[o.ref().ID]
	})
	if len(ends) == 0 {
		return nil, nil
	}
	hits, err := a.writer.Resolve(ctx, a.tx, refsOf(ends))
	if err != nil {
		return nil, err
	}
	var open []openEnd
	for i, o := range ends {
		if hits[i].ID == "" {
			o.hit = hits[i]
			open = append(open, o)
			continue
		}
		o.u.ends[o.i][o.side] = hits[i].ID
	}
	return open, nil
}

// refuseHopeless refuses what would write nodes and then fail for an end that no row of the
// batch makes, so that the transaction need not be undone for it.
func (a *attempt) refuseHopeless(open []openEnd) {
	_, made := a.byEntity()
	for _, o := range open {
		mayCome := o.hit.Missing && made[o.hit.Entity.Name] != nil
		if mayCome || o.link().Unknown == mapping.Skip || len(o.u.interpretation.Nodes) == 0 {
			continue
		}
		l := o.link()
		o.u.linkEntry[o.i].refuse(refusal{
			problems: problemsOf([]input.Problem{o.problem()}, l.Columns, l.Values, linkGiven(l)),
			missing:  a.mayCome(o.hit),
		})
	}
}

// mayCome tells that a row further down in the file may make what is missing.
func (a *attempt) mayCome(hit record.Hit) bool { return hit.Missing && a.made[hit.Entity.Name] }

// lookAgain looks for the missing ends that the batch's own nodes may have made meanwhile,
// and returns all that are still open.
func (a *attempt) lookAgain(ctx context.Context, open []openEnd) ([]openEnd, error) {
	_, made := a.byEntity()
	var again, rest []openEnd
	for _, o := range open {
		switch {
		case !o.u.live(o.u.linkEntry[o.i]):
		case o.hit.Missing && made[o.hit.Entity.Name] != nil:
			again = append(again, o)
		default:
			rest = append(rest, o)
		}
	}
	again, err := a.resolve(ctx, again)
	return append(rest, again...), err
}

// joinNodes takes over the ids of the row's own nodes as ends.
func (a *attempt) joinNodes() {
	for _, u := range a.units {
		for i := range u.interpretation.Links {
			l := &u.interpretation.Links[i]
			for side, end := range [2]mapping.End{l.From, l.To} {
				if end.Node >= 0 {
					u.ends[i][side] = u.ids[end.Node]
				}
			}
		}
	}
}

// madeBy notes the entities of which rows make nodes.
func madeBy(units []*unit, made map[string]bool) {
	for _, u := range units {
		for i := range u.interpretation.Nodes {
			made[u.interpretation.Nodes[i].Entity.Name] = true
		}
	}
}
