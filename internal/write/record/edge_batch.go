package record

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// edgeBatch holds the relationships of one type that a batch is about as they will be
// after its rows so far. It is pure.
type edgeBatch struct {
	byIdentity map[identity]*edge
	byID       map[string]*edge
	// byFrom and byTo find the relationship at a to-one end.
	byFrom, byTo map[end]*edge
	order        []*edge
	// tree is what nodes lie in, of a type that forms one.
	tree tree
	// redirects are where ends and ids of rows lead for which nothing public was found.
	redirects redirects
	newID     func() string
	claims    *claim.Set
	stamp     property.Stamp
}

// identity tells relationships of one type apart.
type identity struct{ from, to, key string }

// end is a node that has at most one relationship of a declared kind.
type end struct {
	kind *catalog.Edge
	id   string
}

// edge is one relationship of a batch.
type edge struct {
	kind     *catalog.Edge
	from, to string
	// stored is what the database holds, nil for a relationship to be made.
	stored  map[string]any
	current map[string]any
	removed bool
}

func newEdgeBatch(newID func() string, claims *claim.Set, stamp property.Stamp) *edgeBatch {
	return &edgeBatch{
		byIdentity: map[identity]*edge{}, byID: map[string]*edge{},
		byFrom: map[end]*edge{}, byTo: map[end]*edge{}, tree: tree{}, newID: newID, claims: claims, stamp: stamp,
	}
}

// add takes in a relationship that the database holds.
func (b *edgeBatch) add(stored element.Edge) {
	if b.byID[stored.ID] != nil {
		return
	}
	e := &edge{kind: stored.Kind, from: stored.From, to: stored.To, stored: stored.Properties, current: property.Clone(stored.Properties)}
	b.order = append(b.order, e)
	b.index(e)
}

// element is the relationship as the database holds it.
func (e *edge) element() element.Element {
	return element.Element{ID: e.id(), Type: e.kind.Type, From: e.from, To: e.to, Fields: e.kind.Fields(), Properties: e.stored}
}

// made is the relationship as it is to be made.
func (e *edge) made() element.Edge {
	return element.Edge{Element: element.Element{From: e.from, To: e.to, Properties: e.current}, Kind: e.kind}
}

func (e *edge) id() string { return property.Text(e.current["id"]) }

func (e *edge) identity() identity {
	return identity{e.from, e.to, property.Text(e.current[catalog.EdgeKey])}
}

func (b *edgeBatch) index(e *edge) {
	b.tree.put(e)
	b.byID[e.id()] = e
	b.byIdentity[e.identity()] = e
	if e.kind.FromOne {
		b.byFrom[end{e.kind, e.from}] = e
	}
	if e.kind.ToOne {
		b.byTo[end{e.kind, e.to}] = e
	}
}

func (b *edgeBatch) remove(e *edge) {
	e.removed = true
	b.tree.cut(e)
	delete(b.byID, e.id())
	delete(b.byIdentity, e.identity())
	if at := (end{e.kind, e.from}); b.byFrom[at] == e {
		delete(b.byFrom, at)
	}
	if at := (end{e.kind, e.to}); b.byTo[at] == e {
		delete(b.byTo, at)
	}
}
