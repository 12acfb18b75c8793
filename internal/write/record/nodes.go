package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// UpsertNodes writes rows of one entity inside tx, with one reading statement for all of
// them, and writing statements only when something differs. The outcome of each row is
// what it would be if the rows were written one by one. An error means that nothing of
// the transaction may be kept; a bad row is no error but a rejected outcome.
func (w *Writer) UpsertNodes(ctx context.Context, tx *neo.Tx, e *catalog.Entity, rows []input.Node) ([]Outcome, error) {
	checked := make([]input.Checked, len(rows))
	for i, row := range rows {
		checked[i] = row.Check(w.cat, e)
	}
	stamp := w.Stamp()
	b := newNodeBatch(e, func() string { return w.ids.New(e.Prefix) }, w.Claims(stamp), stamp)
	b.findBy, b.veiled, b.policy, b.untouched = newFindBy(e, rows, checked), w.veiled, w.policy, w.untouched
	if !w.untouched.first(e.Name) {
		if err := b.load(ctx, tx, rows, checked); err != nil {
			return nil, err
		}
	}
	if err := loadClaims(ctx, tx, b.claims, b.contested()); err != nil {
		return nil, err
	}
	sources, err := w.lookupRefs(ctx, tx, sourcesOf(checked))
	if err != nil {
		return nil, err
	}
	outcomes := make([]Outcome, len(rows))
	for i, row := range rows {
		find := func(r input.Ref) string { return b.source(r, sources) }
		ids := checked[i].ResolveSources(find)
		claims := checked[i].ResolveClaims(find)
		outcomes[i] = b.apply(row, checked[i], ids, claims)
	}
	j := w.Journal()
	if err := b.write(ctx, tx, j); err != nil {
		return nil, err
	}
	w.withholdBatch(tx, b)
	if err := query.Each(ctx, tx, b.claims.Statements()...); err != nil {
		return nil, err
	}
	return outcomes, query.Each(ctx, tx, j.Statements()...)
}

// source finds a source in the database or among the rows before this one: a source
// may cite another of the same batch.
func (b *nodeBatch) source(r input.Ref, known map[input.Ref]string) string {
	if found := known[r]; found != "" || !b.entity.IsSource() {
		return found
	}
	n := b.byID[r.ID]
	if r.ID == "" {
		n = b.byValue[r.Field][r.Value]
	}
	if n == nil {
		return ""
	}
	return n.id
}

// load reads the nodes that the rows may be about or collide with, also those that stand for
// others by now.
func (b *nodeBatch) load(ctx context.Context, tx *neo.Tx, rows []input.Node, checked []input.Checked) error {
	if stmt, needed := b.loadStatement(rows, checked); needed {
		if err := b.read(ctx, tx, stmt); err != nil {
			return err
		}
	}
	return b.follow(ctx, tx, rows, checked)
}

func (b *nodeBatch) read(ctx context.Context, tx *neo.Tx, stmt query.Statement) error {
	found, err := query.Values[map[string]any](ctx, tx, stmt, "properties")
	for _, properties := range found {
		b.add(properties)
	}
	return err
}

// write makes and changes nodes. Unique values that one node gives up come first, since
// another may take them over.
func (b *nodeBatch) write(ctx context.Context, tx *neo.Tx, j *journal.Journal) error {
	if rows := b.released(); len(rows) > 0 {
		if err := b.change(ctx, tx, rows); err != nil {
			return err
		}
	}
	if rows := b.updated(j); len(rows) > 0 {
		if err := b.change(ctx, tx, rows); err != nil {
			return err
		}
	}
	return b.make(ctx, tx, b.created(j))
}

func (b *nodeBatch) make(ctx context.Context, tx *neo.Tx, rows []any) error {
	switch {
	case len(rows) == 0:
		return nil
	case b.untouched != nil:
		return b.untouched.nodes(ctx, tx, b.entity.Name, rows)
	}
	_, err := tx.Query(ctx, b.createStatement(rows))
	return err
}

func (b *nodeBatch) change(ctx context.Context, tx *neo.Tx, rows []any) error {
	return tx.Expect(ctx, b.updateStatement(rows), len(rows), "a node was removed while it was being changed")
}
