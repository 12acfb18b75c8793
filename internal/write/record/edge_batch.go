package record

import (
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
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
	// led are where ends and ids of rows lead for which nothing public was found.
	led    led
	newID  func() string
	claims *claim.Set
	stamp  property.Stamp
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
		byFrom: map[end]*edge{}, byTo: map[end]*edge{}, newID: newID, claims: claims, stamp: stamp,
	}
}

// add takes in a relationship that the database holds.
func (b *edgeBatch) add(kind *catalog.Edge, from, to string, stored map[string]any) {
	if b.byID[property.Text(stored["id"])] != nil {
		return
	}
	e := &edge{kind: kind, from: from, to: to, stored: stored, current: property.Clone(stored)}
	b.order = append(b.order, e)
	b.index(e)
}

func (e *edge) id() string { return property.Text(e.current["id"]) }

func (e *edge) identity() identity {
	return identity{e.from, e.to, property.Text(e.current[catalog.EdgeKey])}
}

func (b *edgeBatch) index(e *edge) {
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
	delete(b.byID, e.id())
	delete(b.byIdentity, e.identity())
	if at := (end{e.kind, e.from}); b.byFrom[at] == e {
		delete(b.byFrom, at)
	}
	if at := (end{e.kind, e.to}); b.byTo[at] == e {
		delete(b.byTo, at)
	}
}

// keyOf joins the values of the key properties; a missing one counts as empty.
func keyOf(kind *catalog.Edge, properties map[string]any) string {
	if kind.Properties == nil || len(kind.Properties.Key) == 0 {
		return ""
	}
	parts := make([]string, len(kind.Properties.Key))
	for i, f := range kind.Properties.Key {
		if v := properties[f.Name]; v != nil {
			parts[i] = fmt.Sprint(v)
		}
	}
	return strings.Join(parts, keySeparator)
}
