package merge

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Distinct is that two nodes are not the same.
type Distinct = alias.Distinct

// declareDistinct records that two nodes are not the same; both must be public. CONFLICT tells
// that it is recorded already.
func declareDistinct(ctx context.Context, work record.Work, e *catalog.Entity, a, b, reason string) (Distinct, error) {
	if _, err := holdBoth(ctx, work.Tx, e, a, b); err != nil {
		return Distinct{}, err
	}
	held, err := distinctOf(ctx, work.Tx, a, b)
	if err != nil {
		return Distinct{}, err
	}
	if held != nil {
		return Distinct{}, fault.New(fault.Conflict, "it is recorded already, as %s: %s", held.ID, held.Reason)
	}
	st := work.Writer.Stamp()
	d, _, err := query.One[Distinct](ctx, work.Tx, query.Statement{
		Text: "CREATE (d:" + catalog.DistinctLabel + ") SET d = $row RETURN " + alias.DistinctColumns,
		Params: map[string]any{"row": map[string]any{
			"id": work.Writer.NewID(catalog.DistinctPrefix), "type": e.Name, "a": a, "b": b, "pair": alias.Pair(a, b), "reason": reason, "at": st.At, "by": st.By,
		}},
	})
	if err != nil {
		return Distinct{}, err
	}
	return d, noteDistinct(ctx, work, e, a, b, true)
}

// withdrawDistinct takes back that two nodes are not the same. NOT_FOUND tells that nothing
// says so.
func withdrawDistinct(ctx context.Context, work record.Work, e *catalog.Entity, a, b string) (Distinct, error) {
	if _, err := holdBoth(ctx, work.Tx, e, a, b); err != nil {
		return Distinct{}, err
	}
	held, err := distinctOf(ctx, work.Tx, a, b)
	if err != nil {
		return Distinct{}, err
	}
	if held == nil {
		return Distinct{}, fault.New(fault.NotFound, "nothing says that %s and %s are not the same", a, b)
	}
	st := work.Writer.Stamp()
	d, _, err := query.One[Distinct](ctx, work.Tx, query.Statement{
		Text:   "MATCH (d:" + catalog.DistinctLabel + " {id: $id}) SET d.pair = null, d.withdrawnAt = $at, d.withdrawnBy = $by RETURN " + alias.DistinctColumns,
		Params: map[string]any{"id": held.ID, "at": st.At, "by": st.By},
	})
	if err != nil {
		return Distinct{}, err
	}
	return d, noteDistinct(ctx, work, e, a, b, false)
}

// distinctField is the name under which changes tell of what a node is not.
const distinctField = "distinctFrom"

// noteDistinct notes in the histories of both nodes that they are not the same, or no longer so.
func noteDistinct(ctx context.Context, work record.Work, e *catalog.Entity, a, b string, holds bool) error {
	j := work.Writer.Journal()
	for _, ends := range [][]string{{a, b}, {b, a}} {
		before, after := map[string]any{distinctField: nil}, map[string]any{distinctField: ends[1]}
		if !holds {
			before, after = after, before
		}
		j.Noted(element.Element{ID: ends[0], Type: e.Name}, before, after)
	}
	return query.Each(ctx, work.Tx, j.Statements()...)
}

// distinctOf finds what says that two nodes are not the same: of themselves, or of any that
// they stand for. It is nil where nothing does.
func distinctOf(ctx context.Context, tx *neo.Tx, a, b string) (*Distinct, error) {
	of, err := alias.DistinctPairs(ctx, tx, []string{a, b})
	if err != nil {
		return nil, err
	}
	return of(a, b), nil
}
