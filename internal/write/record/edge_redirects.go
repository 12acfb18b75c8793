package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// gap is a pair of a batch of which an end leads to no public node.
type gap struct {
	group    *pairGroup
	at       int64
	from, to string
}

// follow finds where ends and ids of the rows lead for which nothing public was found, and
// loads what stands for them.
func (b *edgeBatch) follow(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, typ string, gaps []gap, prepared []placed) error {
	var keys distinct[string]
	for _, g := range gaps {
		for _, r := range g.missing() {
			keys.add(aliasOf(r), aliasOf(r))
		}
	}
	for _, p := range prepared {
		if p.row.ID != "" && p.Kind != nil && b.byID[p.row.ID] == nil {
			keys.add(p.row.ID, p.row.ID)
		}
	}
	var err error
	if b.redirects, err = alias.Redirects(ctx, tx, keys.values); err != nil {
		return err
	}
	if err := b.fill(ctx, tx, gaps, prepared); err != nil || len(b.redirects) == 0 {
		return err
	}
	return b.loadByID(ctx, tx, cat, typ, alias.Targets(b.redirects))
}

func (g gap) missing() []input.Ref {
	var refs []input.Ref
	if g.from == "" {
		refs = append(refs, g.group.refs[g.at].from)
	}
	if g.to == "" {
		refs = append(refs, g.group.refs[g.at].to)
	}
	return refs
}

// fill looks once more for the pairs with a gap, now by what stands for the missing ends. An
// end that nothing stands for is the problem of its rows.
func (b *edgeBatch) fill(ctx context.Context, tx *neo.Tx, gaps []gap, prepared []placed) error {
	again := newPairs()
	for _, g := range gaps {
		refs := g.group.refs[g.at]
		for _, i := range g.group.rows[g.at] {
			p := &prepared[i]
			from, hasFrom := b.stand(refs.from, g.from, "from", p)
			to, hasTo := b.stand(refs.to, g.to, "to", p)
			switch {
			case !hasFrom || !hasTo:
			case from.ID == to.ID:
				p.Refuse("", "both of its ends are %s by now, so that it leads nowhere", from.ID)
			default:
				again.add(p.Kind, from, to, i)
			}
		}
	}
	left, err := b.loadPairs(ctx, tx, again, prepared)
	for _, g := range left {
		for _, i := range g.group.rows[g.at] {
			prepared[i].Refuse("", "an end of it was removed; read the graph again")
		}
	}
	return err
}

// stand returns the reference to the node at an end, or to what stands for it.
func (b *edgeBatch) stand(r input.Ref, found, field string, p *placed) (input.Ref, bool) {
	if found != "" {
		return input.Ref{ID: found}, true
	}
	to, is := b.redirects[aliasOf(r)]
	if !is || to.Into == "" { // what is withheld or erased is as one that was never there
		p.Refuse(field, "there is no %s; import it first", r)
	}
	return input.Ref{ID: to.Into}, to.Into != ""
}

// through returns the relationship that the id of a row leads to, or what that was folded
// into. One that a merge has set aside is the row's problem.
func (b *edgeBatch) through(p *placed) *edge {
	if e := b.byID[p.row.ID]; e != nil {
		return e
	}
	to, is := b.redirects[p.row.ID]
	if !is {
		return nil
	}
	e := b.byID[to.Into]
	if e == nil {
		p.Refuse("id", "%s was set aside when its ends were merged; leave the row out", p.row.ID)
	}
	return e
}
