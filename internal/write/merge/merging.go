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

// maxMoved bounds the relationships that a merge or its undoing moves.
const maxMoved = 5_000

// merging is one merge while it is done.
type merging struct {
	writer *record.Writer
	cat    *catalog.Catalog
	tx     *neo.Tx
	id     string
	entity *catalog.Entity
	// request names both nodes as they are stored.
	request Request
	// into and from are the stored properties, locked.
	into, from map[string]any
	claims     *claim.Set
	journal    *journal.Journal
	detail     detail
	plan       plan
}

// mergeNodes lets one node stand for another, which is put aside: it takes over values that it
// lacks and the other's sources, what they disagree about becomes claims, and the other's
// relationships lead from and to it. Both must be public and of the entity.
func mergeNodes(ctx context.Context, work record.Work, e *catalog.Entity, request Request) (Merge, error) {
	m := &merging{cat: work.Writer.Catalog(), tx: work.Tx, id: work.Writer.NewID(catalog.MergePrefix), entity: e, request: request}
	m.writer = work.Writer.Merging(m.id)
	m.claims, m.journal = m.writer.Claims(m.writer.Stamp()), m.writer.Journal()
	for _, step := range []func(context.Context) error{m.hold, m.read, m.fold, m.move, m.unite} {
		if err := step(ctx); err != nil {
			return Merge{}, err
		}
	}
	if err := query.Each(ctx, m.tx, m.claims.Statements()...); err != nil {
		return Merge{}, err
	}
	done, err := m.keep(ctx)
	if err != nil {
		return Merge{}, err
	}
	m.writer.WithholdLast(m.tx, e, done.Into)
	return done, query.Each(ctx, m.tx, m.journal.Statements()...)
}

// hold locks both nodes.
func (m *merging) hold(ctx context.Context) error {
	held, err := holdBoth(ctx, m.tx, m.entity, m.request.Into, m.request.From)
	m.into, m.from = held[m.request.Into], held[m.request.From]
	return err
}

// holdBoth locks two public nodes in the order of their ids, so that two requests about the same
// ones do not wait for each other, and returns their properties by id.
func holdBoth(ctx context.Context, tx *neo.Tx, e *catalog.Entity, a, b string) (map[string]map[string]any, error) {
	held := map[string]map[string]any{}
	for _, id := range []string{min(a, b), max(a, b)} {
		properties, err := element.Hold(ctx, tx, e, e.Field("id"), id)
		if err != nil {
			return nil, err
		}
		if properties == nil {
			return nil, fault.NoSuch(e.Name, id)
		}
		held[id] = properties
	}
	return held, nil
}

// read finds the relationships of both and plans what becomes of them, and reads the claims.
func (m *merging) read(ctx context.Context) error {
	e := m.entity
	if _, err := m.tx.Query(ctx, lockFar(e.Name, m.request.From)); err != nil {
		return err
	}
	theirs, err := element.EdgesOf(ctx, m.tx, m.cat, e, m.request.From)
	if err != nil {
		return err
	}
	if len(theirs) > maxMoved {
		return fault.New(fault.BadUserInput, "%s has %d relationships, at most %d are moved; merge the other way round", m.request.From, len(theirs), maxMoved)
	}
	like, err := m.like(ctx, theirs)
	if err != nil {
		return err
	}
	m.plan = planLinks(m.request.Into, m.request.From, like, theirs)
	elements := []string{m.request.Into, m.request.From}
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
	rows, err := m.tx.Query(ctx, edgesLike(m.entity.Name, m.request.Into, slices.Compact(others), m.oneTypes()))
	if err != nil {
		return nil, err
	}
	found, err := element.DecodeEdges(m.cat, rows)
	// What joins the two goes aside, and is in nobody's way.
	return slices.DeleteFunc(found, func(e element.Edge) bool { return e.From == m.request.From || e.To == m.request.From }), err
}

// oneTypes are the types of relationships of which the entity has only one at its end.
func (m *merging) oneTypes() []string {
	var types []string
	for _, kind := range m.cat.Edges {
		if kind.Alone(m.entity) {
			types = append(types, kind.Type)
		}
	}
	return slices.Compact(types)
}

// ones keeps the relationships that either node has alone at its end: which of them the merged
// node shows, an edit may change.
func (m *merging) ones(like []element.Edge) {
	for _, e := range slices.Concat(like, m.plan.moved) {
		if e.AloneAt(m.request.Into) || e.AloneAt(m.request.From) {
			m.detail.Ones = append(m.detail.Ones, oneDetail{endsOf(e), e.Properties})
		}
	}
}

func endsOf(e element.Edge) ends { return ends{e.ID, e.Type, e.From, e.To} }
