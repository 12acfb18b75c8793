package record

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// UpsertEdges writes rows of one relationship type inside tx; the rows may join different
// pairs of entities. The outcome of each row is what it would be if the rows were written
// one by one. A relationship is told apart by its ends and its key properties; a new one
// at a to-one end takes the place of the old. An error means that nothing of the
// transaction may be kept; a bad row is no error but a rejected outcome.
func (w *Writer) UpsertEdges(ctx context.Context, tx *neo.Tx, typ string, rows []input.Edge) ([]Outcome, error) {
	if !slices.Contains(w.cat.EdgeTypes(), typ) {
		return nil, fault.New(fault.BadUserInput, "there is no relationship type %s", fault.Shown(typ))
	}
	prepared := make([]placed, len(rows))
	pairs := newPairs()
	for i, row := range rows {
		prepared[i] = w.prepare(typ, row, pairs, i)
	}
	stamp := w.Stamp()
	b := newEdgeBatch(func() string { return w.ids.New(catalog.EdgePrefix) }, w.Claims(stamp), stamp)
	// Where all ends are new and there is none of the type, there is nothing to find.
	if !w.untouched.first(typ) || len(pairs.groups) > 0 {
		if err := b.load(ctx, tx, w.cat, typ, pairs, prepared); err != nil {
			return nil, err
		}
	}
	if err := loadClaims(ctx, tx, b.claims, b.contested()); err != nil {
		return nil, err
	}
	checked := make([]input.Checked, len(rows))
	for i := range prepared {
		checked[i] = prepared[i].Checked
	}
	sources, err := w.lookupRefs(ctx, tx, sourcesOf(checked))
	if err != nil {
		return nil, err
	}
	outcomes := make([]Outcome, len(rows))
	for i := range prepared {
		p := &prepared[i]
		find := func(r input.Ref) string { return sources[r] }
		ids := p.ResolveSources(find)
		outcomes[i] = b.apply(*p, ids, p.ResolveClaims(find))
	}
	j := w.Journal()
	if err := b.write(ctx, tx, typ, j, w.untouched); err != nil {
		return nil, err
	}
	if err := query.Each(ctx, tx, b.claims.Statements()...); err != nil {
		return nil, err
	}
	return outcomes, query.Each(ctx, tx, j.Statements()...)
}

// prepare checks a row and notes the pair of its ends for the lookup.
func (w *Writer) prepare(typ string, row input.Edge, pairs *pairs, i int) placed {
	row.ID = catalog.RelationshipID(row.ID)
	p := placed{CheckedEdge: row.Check(w.cat, typ), row: row}
	if p.Kind == nil {
		return p
	}
	if p.from, p.to = newPair(row, p.Kind); p.from == "" {
		pairs.add(p.Kind, p.From, p.To, i)
	}
	return p
}

// newPair returns the ends of a row that no stored relationship can be the same as, nor be
// replaced by, since what it would hang on is new; else nothing.
func newPair(r input.Edge, kind *catalog.Edge) (from, to string) {
	named := r.From.ID != "" && r.To.ID != ""
	if !named || !r.FromNew && !r.ToNew || kind.FromOne && !r.FromNew || kind.ToOne && !r.ToNew {
		return "", ""
	}
	return r.From.ID, r.To.ID
}
