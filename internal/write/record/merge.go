package record

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
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
	*Writer
	tx  *neo.Tx
	ask MergeAsk
	id  string
	// into and from are the stored properties, locked.
	into, from map[string]any
	claims     *claim.Set
	j          *journal
	detail     mergeDetail
	plan       mergePlan
}

// Merge lets one node stand for another, which is put aside: it takes over values that it
// lacks and the other's sources, what they disagree about becomes statements, and the other's
// relationships lead from and to it. Both must be public and of the entity.
func (w *Writer) Merge(ctx context.Context, tx *neo.Tx, ask MergeAsk) (Merge, error) {
	m := &merging{tx: tx, ask: ask, id: w.ids.New(catalog.MergePrefix)}
	m.Writer = w.merging(m.id)
	m.claims, m.j = m.Writer.claims(m.stamp()), m.journal()
	for _, step := range []func(context.Context) error{m.hold, m.read, m.fold, m.move, m.unite} {
		if err := step(ctx); err != nil {
			return Merge{}, err
		}
	}
	if err := runAll(ctx, tx, m.claims.Statements()); err != nil {
		return Merge{}, err
	}
	merge, err := m.note(ctx)
	if err != nil {
		return Merge{}, err
	}
	m.withheldLast(tx, ask.Entity, merge.Into)
	return merge, m.j.write(ctx, tx)
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
	links, err := m.AllLinks(ctx, m.tx, e, m.ask.From)
	if err != nil {
		return err
	}
	if len(links) > maxMoved {
		return fault.New(fault.BadUserInput, "%s has %d relationships, at most %d are moved; merge the other way round", m.ask.From, len(links), maxMoved)
	}
	theirs := make([]*edge, len(links))
	for i, l := range links {
		theirs[i] = l.edge
	}
	own, err := m.like(ctx, theirs)
	if err != nil {
		return err
	}
	m.plan = planLinks(m.ask.Into, m.ask.From, own, theirs)
	elements := []string{m.ask.Into, m.ask.From}
	for _, f := range m.plan.folded {
		elements = append(elements, f.gone.id(), f.kept.id())
	}
	m.ones(own)
	return loadClaims(ctx, m.tx, m.claims, elements)
}

// like reads the relationships of the node that stays which the other's may be the same as, or
// cannot be beside.
func (m *merging) like(ctx context.Context, theirs []*edge) ([]*edge, error) {
	var others distinct
	for _, e := range theirs {
		others.add(e.from, e.from)
		others.add(e.to, e.to)
	}
	rows, err := m.tx.Run(ctx, edgesLike(m.ask.Entity.Name, m.ask.Into, others.values, m.oneTypes()))
	if err != nil {
		return nil, err
	}
	// What joins the two goes aside, and is in nobody's way.
	return slices.DeleteFunc(m.readEdges(rows), func(e *edge) bool { return e.from == m.ask.From || e.to == m.ask.From }), nil
}

// oneTypes are the types of relationships of which the entity has only one at its end.
func (m *merging) oneTypes() []any {
	var types distinct
	for _, kind := range m.cat.Edges {
		if kind.Alone(m.ask.Entity) {
			types.add(kind.Type, kind.Type)
		}
	}
	return types.values
}

// readEdges reads rows of edgeColumns; what is declared no longer is passed over.
func (w *Writer) readEdges(rows [][]any) []*edge {
	var edges []*edge
	for _, row := range rows {
		e := &edge{from: property.Text(row[1]), to: property.Text(row[2])}
		e.stored, _ = row[3].(map[string]any)
		e.current = e.stored
		e.kind = w.cat.Edge(property.Text(row[0]), w.cat.EntityOfID(e.from), w.cat.EntityOfID(e.to))
		if e.kind != nil {
			edges = append(edges, e)
		}
	}
	return edges
}

// ones keeps the relationships that either node has alone at its end: which of them the merged
// node shows, an edit may change.
func (m *merging) ones(own []*edge) {
	for _, e := range slices.Concat(own, m.plan.moved) {
		if e.aloneAt(m.ask.Into) || e.aloneAt(m.ask.From) {
			m.detail.Ones = append(m.detail.Ones, oneDetail{e.ends(), e.stored})
		}
	}
}

// aloneAt tells that the node at an end of the relationship has no other of its kind there.
func (e *edge) aloneAt(id string) bool {
	return e.kind.FromOne && e.from == id || e.kind.ToOne && e.to == id
}

func (e *edge) ends() endsOf { return endsOf{e.id(), e.kind.Type, e.from, e.to} }
