package record

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// UpsertEdges writes rows of one relationship type inside tx; the rows may join different
// pairs of entities. The outcome of each row is what it would be if the rows were written
// one by one. A relationship is told apart by its ends and its key properties; a new one
// at a to-one end takes the place of the old. An error means that nothing of the
// transaction may be kept; a bad row is no error but a rejected outcome.
func (w *Writer) UpsertEdges(ctx context.Context, tx *neo.Tx, typ string, rows []EdgeRow) ([]Outcome, error) {
	if anyKind(w.cat, typ, nil) == nil {
		return nil, fault.New(fault.BadUserInput, "there is no relationship type %s", show(typ))
	}
	prepared := make([]placed, len(rows))
	pairs := newPairs()
	for i, row := range rows {
		prepared[i] = w.prepareEdge(typ, row, pairs, i)
	}
	stamp := w.Stamp()
	b := newEdgeBatch(func() string { return w.ids.New(catalog.EdgePrefix) }, w.Claims(stamp), stamp)
	if err := b.load(ctx, tx, w.cat, typ, pairs, prepared); err != nil {
		return nil, err
	}
	if err := loadClaims(ctx, tx, b.claims, b.contested()); err != nil {
		return nil, err
	}
	checked := make([]Checked, len(rows))
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
		find := func(r Ref) string { return sources[r] }
		ids := p.resolveSources(find)
		p.resolveClaims(find)
		outcomes[i] = b.apply(*p, ids)
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

// prepareEdge checks a row and notes the pair of its ends for the lookup.
func (w *Writer) prepareEdge(typ string, row EdgeRow, pairs *pairs, i int) placed {
	p := placed{row: row}
	from, errFrom := row.From.normalize(w.cat)
	to, errTo := row.To.normalize(w.cat)
	if errFrom == nil && errTo == nil {
		p.kind = w.cat.Edge(typ, entityOf(w.cat, from), entityOf(w.cat, to))
		if p.kind == nil {
			errFrom = fmt.Errorf("%s does not lead from a %s to a %s; it leads %s", typ, entityOf(w.cat, from).Name, entityOf(w.cat, to).Name, edgeKinds(w.cat, typ))
		}
	}
	p.Checked = CheckEdge(w.cat, anyKind(w.cat, typ, p.kind), row.Values)
	p.Problems = append(slices.Clone(row.Problems), p.Problems...)
	if errFrom != nil && !p.has("from") {
		p.problem("from", "%s", errFrom)
	}
	if errTo != nil && !p.has("to") {
		p.problem("to", "%s", errTo)
	}
	if row.ID != "" && !id.Valid(row.ID, catalog.EdgePrefix) {
		p.problem("id", "%s is not an id of a relationship, such as %s_…; leave it out to have one made", show(row.ID), catalog.EdgePrefix)
	}
	p.moment(row.RecordedAt)
	p.validity(validity{row.Confidence, row.ValidFrom, row.ValidTo, row.Drop})
	w.normalizeSources(&p.Checked, row.Sources)
	if p.kind != nil {
		w.checkClaims(&p.Checked, p.kind.ValueFields(), row.Claims)
		p.restored(p.kind.ValueFields(), row.CreatedIn, row.Contested)
		p.from, p.to = row.newPair(p.kind)
		if p.from == "" {
			pairs.add(p.kind, from, to, i)
		}
	}
	return p
}

// newPair returns the ends of a row that no stored relationship can be the same as, nor be
// replaced by, since what it would hang on is new; else nothing.
func (r *EdgeRow) newPair(kind *catalog.Edge) (from, to string) {
	named := r.From.ID != "" && r.To.ID != ""
	if !named || !r.FromNew && !r.ToNew || kind.FromOne && !r.FromNew || kind.ToOne && !r.ToNew {
		return "", ""
	}
	return r.From.ID, r.To.ID
}

// anyKind returns kind, or when a row's ends do not tell it some kind of the type, so that
// the rest of the row is checked all the same.
func anyKind(cat *catalog.Catalog, typ string, kind *catalog.Edge) *catalog.Edge {
	for _, e := range cat.Edges {
		if kind == nil && e.Type == typ {
			return e
		}
	}
	return kind
}

func edgeKinds(cat *catalog.Catalog, typ string) string {
	var list []string
	for _, e := range cat.Edges {
		if e.Type == typ {
			list = append(list, "from "+e.From.Name+" to "+e.To.Name)
		}
	}
	return strings.Join(list, ", or ")
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
