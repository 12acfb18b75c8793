package merge

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
	"github.com/clustergraph/clustergraph/internal/write/journal"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// MergeAsk says which node is to stand for which other from now on, and why.
type MergeAsk struct {
	Entity     *catalog.Entity
	Into, From string
	Evidence   string
	// Sources are ids of those of the evidence.
	Sources []string
}

// maxMoved bounds the relationships that a merge or its undoing moves.
const maxMoved = 5_000

// merging is one merge while it is done.
type merging struct {
	writer *record.Writer
	cat    *catalog.Catalog
	tx     *neo.Tx
	ask    MergeAsk
	id     string
	// into and from are the stored properties, locked.
	into, from map[string]any
	claims     *claim.Set
	j          *journal.Journal
	detail     mergeDetail
	plan       mergePlan
}

// MergeNodes lets one node stand for another, which is put aside: it takes over values that it
// lacks and the other's sources, what they disagree about becomes statements, and the other's
// relationships lead from and to it. Both must be public and of the entity.
func MergeNodes(ctx context.Context, w *record.Writer, tx *neo.Tx, ask MergeAsk) (Merge, error) {
	m := &merging{cat: w.Catalog(), tx: tx, ask: ask, id: w.NewID(catalog.MergePrefix)}
	m.writer = w.Merging(m.id)
	m.claims, m.j = m.writer.Claims(m.writer.Stamp()), m.writer.Journal()
	for _, step := range []func(context.Context) error{m.hold, m.read, m.fold, m.move, m.unite} {
		if err := step(ctx); err != nil {
			return Merge{}, err
		}
	}
	if err := query.Each(ctx, tx, m.claims.Statements()...); err != nil {
		return Merge{}, err
	}
	merge, err := m.keep(ctx)
	if err != nil {
		return Merge{}, err
	}
	m.writer.WithholdLast(tx, ask.Entity, merge.Into)
	return merge, query.Each(ctx, tx, m.j.Statements()...)
}

// hold locks both nodes in the order of their ids, so that two merges at once do not wait for
// each other.
func (m *merging) hold(ctx context.Context) error {
	e := m.ask.Entity
	ids := []string{m.ask.Into, m.ask.From}
	slices.Sort(ids)
	for _, id := range ids {
		held, err := element.Hold(ctx, m.tx, e, e.Field("id"), id)
		switch {
		case err != nil:
			return err
		case held == nil:
			return element.NoSuch(e, id)
		case id == m.ask.Into:
			m.into = held
		default:
			m.from = held
		}
	}
	return nil
}

// read finds the relationships of both and plans what becomes of them, and reads what is said.
func (m *merging) read(ctx context.Context) error {
	e := m.ask.Entity
	if _, err := m.tx.Run(ctx, lockFar(e.Name, m.ask.From)); err != nil {
		return err
	}
	theirs, err := element.EdgesOf(ctx, m.tx, m.cat, e, m.ask.From)
	if err != nil {
		return err
	}
	if len(theirs) > maxMoved {
		return fault.New(fault.BadUserInput, "%s has %d relationships, at most %d are moved; merge the other way round", m.ask.From, len(theirs), maxMoved)
	}
	like, err := m.like(ctx, theirs)
	if err != nil {
		return err
	}
	m.plan = planLinks(m.ask.Into, m.ask.From, like, theirs)
	elements := []string{m.ask.Into, m.ask.From}
	for _, f := range m.plan.folded {
		elements = append(elements, f.gone.ID, f.kept.ID)
	}
	m.ones(like)
	rows, err := m.tx.Query(ctx, claim.About(elements))
	if err != nil {
		return err
	}
	return m.claims.Add(rows)
}

// like reads the relationships of the node that stays which the other's may be the same as, or
// cannot be beside.
func (m *merging) like(ctx context.Context, theirs []element.Edge) ([]element.Edge, error) {
	var others []string
	for _, e := range theirs {
		others = append(others, e.From, e.To)
	}
	slices.Sort(others)
	rows, err := m.tx.Query(ctx, edgesLike(m.ask.Entity.Name, m.ask.Into, slices.Compact(others), m.oneTypes()))
	if err != nil {
		return nil, err
	}
	found, err := element.DecodeEdges(m.cat, rows)
	// What joins the two goes aside, and is in nobody's way.
	return slices.DeleteFunc(found, func(e element.Edge) bool { return e.From == m.ask.From || e.To == m.ask.From }), err
}

// oneTypes are the types of relationships of which the entity has only one at its end.
func (m *merging) oneTypes() []string {
	var types []string
	for _, kind := range m.cat.Edges {
		if kind.Alone(m.ask.Entity) {
			types = append(types, kind.Type)
		}
	}
	return slices.Compact(types)
}

// ones keeps the relationships that either node has alone at its end: which of them the merged
// node shows, an edit may change.
func (m *merging) ones(like []element.Edge) {
	for _, e := range slices.Concat(like, m.plan.moved) {
		if e.AloneAt(m.ask.Into) || e.AloneAt(m.ask.From) {
			m.detail.Ones = append(m.detail.Ones, oneDetail{endsOfEdge(e), e.Properties})
		}
	}
}

func endsOfEdge(e element.Edge) endsOf { return endsOf{e.ID, e.Type, e.From, e.To} }
