package record

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
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
	stamp := w.stamp()
	b := newEdgeBatch(func() string { return w.ids.New(catalog.EdgePrefix) }, w.claims(stamp), stamp)
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
	j := w.journal()
	if err := b.write(ctx, tx, typ, j); err != nil {
		return nil, err
	}
	if err := runAll(ctx, tx, b.claims.Statements()); err != nil {
		return nil, err
	}
	return outcomes, j.write(ctx, tx)
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
		found, err := tx.Run(ctx, g.statement())
		if err != nil {
			return nil, err
		}
		for _, row := range found {
			at, _ := row[0].(int64)
			one := gap{g, at, property.Text(row[1]), property.Text(row[2])}
			if one.from == "" || one.to == "" {
				gaps = append(gaps, one)
				continue
			}
			b.loadPair(one, row, prepared)
		}
	}
	return gaps, nil
}

// loadByID finds relationships of a type by their ids.
func (b *edgeBatch) loadByID(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, typ string, ids []any) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := tx.Run(ctx, edgesByID(typ, ids))
	if err != nil {
		return err
	}
	for _, row := range found {
		// The ends need not be those that a row says: the apply step tells the difference.
		from, to := property.Text(row[0]), property.Text(row[1])
		properties, _ := row[2].(map[string]any)
		if kind := cat.Edge(typ, cat.EntityOfID(from), cat.EntityOfID(to)); kind != nil {
			b.add(kind, from, to, properties)
		}
	}
	return nil
}

// loadPair takes in what was found between two ends.
func (b *edgeBatch) loadPair(found gap, row []any, prepared []placed) {
	for _, i := range found.group.rows[found.at] {
		prepared[i].from, prepared[i].to = found.from, found.to
	}
	for _, item := range listOf(row[3]) {
		if r := listOf(item); len(r) == 3 {
			properties, _ := r[2].(map[string]any)
			b.add(found.group.kind, property.Text(r[0]), property.Text(r[1]), properties)
		}
	}
}

func listOf(v any) []any {
	list, _ := v.([]any)
	return list
}

// write removes, changes and makes relationships, in this order.
func (b *edgeBatch) write(ctx context.Context, tx *neo.Tx, typ string, j *journal) error {
	plan := b.plan(j)
	if len(plan.removed) > 0 {
		if _, err := tx.Run(ctx, removeEdges(typ, plan.removed)); err != nil {
			return err
		}
	}
	if len(plan.changed) > 0 {
		result, err := tx.Run(ctx, changeEdges(typ, plan.changed))
		if err != nil {
			return err
		}
		if n, _ := result[0][0].(int64); int(n) != len(plan.changed) {
			return fault.Wrap(fault.Conflict, neo.ErrVanished, "a relationship was removed while it was being changed; try again")
		}
	}
	for _, kind := range plan.kinds {
		made, err := tx.Run(ctx, createEdges(kind, plan.created[kind]))
		if err != nil {
			return err
		}
		if n, _ := made[0][0].(int64); int(n) != len(plan.created[kind]) {
			return fault.Wrap(fault.Conflict, neo.ErrVanished, "an end of a relationship was removed while it was being made; try again")
		}
	}
	return nil
}
