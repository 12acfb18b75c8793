package record

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/journal"
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
	if err := b.load(ctx, tx, w.cat, typ, pairs, prepared); err != nil {
		return nil, err
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
	if err := b.write(ctx, tx, typ, j); err != nil {
		return nil, err
	}
	if err := query.Each(ctx, tx, b.claims.Statements()...); err != nil {
		return nil, err
	}
	return outcomes, query.Each(ctx, tx, j.Statements()...)
}

// prepare checks a row and notes the pair of its ends for the lookup.
func (w *Writer) prepare(typ string, row input.Edge, pairs *pairs, i int) placed {
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

// load finds the ends of the rows and the relationships that the rows may mean.
func (b *edgeBatch) load(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, typ string, pairs *pairs, prepared []placed) error {
	gaps, err := b.loadPairs(ctx, tx, pairs, prepared)
	if err != nil {
		return err
	}
	if err := b.loadByID(ctx, tx, cat, typ, edgeIDs(prepared)); err != nil {
		return err
	}
	return b.follow(ctx, tx, cat, typ, gaps, prepared)
}

// loadPairs finds the ends of pairs and what joins them; gaps are the pairs without an end.
func (b *edgeBatch) loadPairs(ctx context.Context, tx *neo.Tx, pairs *pairs, prepared []placed) (gaps []gap, err error) {
	for _, g := range pairs.groups {
		rows, err := tx.Query(ctx, g.statement())
		if err != nil {
			return nil, err
		}
		found, err := query.Scan[pairFound](rows)
		if err != nil {
			return nil, err
		}
		for _, one := range found {
			if one.From == "" || one.To == "" {
				gaps = append(gaps, gap{g, one.At, one.From, one.To})
				continue
			}
			b.loadPair(g, one, prepared)
		}
	}
	return gaps, nil
}

// loadByID finds relationships of a type by their ids. The ends need not be those that a row
// says: the apply step tells the difference.
func (b *edgeBatch) loadByID(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, typ string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := element.FindEdges(ctx, tx, cat, typ, ids)
	for _, e := range found {
		b.add(e)
	}
	return err
}

// loadPair takes in what was found between two ends.
func (b *edgeBatch) loadPair(g *pairGroup, found pairFound, prepared []placed) {
	for _, i := range g.rows[found.At] {
		prepared[i].from, prepared[i].to = found.From, found.To
	}
	for _, item := range found.Edges {
		if r, _ := item.([]any); len(r) == 3 {
			e := element.Element{From: property.Text(r[0]), To: property.Text(r[1])}
			e.Properties, _ = r[2].(map[string]any)
			e.ID = property.Text(e.Properties["id"])
			b.add(element.Edge{Element: e, Kind: g.kind})
		}
	}
}

// write removes, changes and makes relationships, in this order.
func (b *edgeBatch) write(ctx context.Context, tx *neo.Tx, typ string, j *journal.Journal) error {
	plan := b.plan(j)
	if len(plan.removed) > 0 {
		if _, err := tx.Query(ctx, element.DeleteEdges(typ, plan.removed)); err != nil {
			return err
		}
	}
	if len(plan.changed) > 0 {
		if err := tx.Expect(ctx, element.ChangeEdges(typ, plan.changed), len(plan.changed), "a relationship was removed while it was being changed"); err != nil {
			return err
		}
	}
	for _, kind := range plan.kinds {
		made := plan.created[kind]
		if err := tx.Expect(ctx, element.CreateEdges(kind, made), len(made), "an end of a relationship was removed while it was being made"); err != nil {
			return err
		}
	}
	return nil
}
