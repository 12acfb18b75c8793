package ingest

import (
	"context"
	"errors"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// errAgain undoes a transaction that wrote a part of what was refused later.
var errAgain = errors.New("again without what was refused")

// attempt writes units inside one transaction: nodes before relationships. What is refused
// is noted in the units.
type attempt struct {
	writer *record.Writer
	tx     *neo.Tx
	units  []*unit
	// made names the entities of which the file in hand makes nodes.
	made map[string]bool
	// fresh are the ids of the nodes that this attempt made.
	fresh map[string]bool
	// dry tells that the transaction is undone whatever comes of it: which rows name what must
	// not be recorded is then not told, or many could be asked for at no cost.
	dry bool
	// untouched tells that the graph holds nothing but what this attempt makes.
	untouched bool
}

// spot is one node or link of a unit.
type spot struct {
	u *unit
	i int
}

// run fails with errAgain when something was written that must not stay: the transaction
// has to be undone, and the units tried again, now without what spoilt it.
func (a *attempt) run(ctx context.Context) error {
	a.fresh = map[string]bool{}
	for _, u := range a.units {
		u.reset()
	}
	open, err := a.firstLook(ctx)
	if err != nil {
		return err
	}
	a.refuseHopeless(open)
	if err := a.nodes(ctx); err != nil {
		return err
	}
	if open, err = a.lookAgain(ctx, open); err != nil {
		return err
	}
	a.joinNodes()
	if err := a.links(ctx, open); err != nil {
		return err
	}
	if a.spoilt() || a.barred() {
		return errAgain
	}
	return nil
}

// barred makes final that rows name what must not be recorded, which were taken in until here as
// if it had never been there. Those that are refused for something else keep that reason.
func (a *attempt) barred() bool {
	found := false
	for _, u := range a.units {
		for _, b := range u.barred {
			if !a.dry && u.live(b.entry) {
				b.entry.refuse(refusal{problems: b.problems})
				b.entry.final, found = true, true
			}
		}
	}
	return found
}

// spoilt makes final what was refused after a part of it had been written. A missing node
// is missing whatever else is taken out; another reason may owe to a row that goes itself,
// so such ones wait for their round.
func (a *attempt) spoilt() bool {
	var sure, others []*entry
	for _, u := range a.units {
		for _, e := range u.dirty() {
			if e.refusal.missing {
				sure = append(sure, e)
			} else {
				others = append(others, e)
			}
		}
	}
	if len(sure) == 0 {
		sure = others
	}
	for _, e := range sure {
		e.final = true
	}
	return len(sure) > 0
}
