package record

import (
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// nodeBatch holds the nodes that a batch is about as they will be after its rows so far,
// so that rows of one batch see each other exactly as they would one by one. It is pure.
type nodeBatch struct {
	entity *catalog.Entity
	// unique are the fields whose values no two nodes share, most trusted first.
	unique  []*catalog.Field
	byID    map[string]*node
	byValue map[string]map[any]*node
	byKey   map[string][]*node
	findBy
	// redirects are where ids and keys lead that no public node has.
	redirects redirects
	order     []*node
	newID     func() string
	claims    *claim.Set
	stamp     property.Stamp
	// veiled tells that what must not be recorded is written, and told by outcomes.
	veiled bool
	// policy says which values must not be compared.
	policy privacy.Policy
	// untouched makes nodes of a graph that holds nothing else; nil in any other.
	untouched *untouched
}

// node is one node of a batch.
type node struct {
	id string
	// stored is what the database holds, nil for a node to be made.
	stored map[string]any
	// current is stored with the rows so far applied.
	current map[string]any
	// changes counts the rows that changed it.
	changes int64
	// touched are fields that a row gave which must not be compared.
	touched []string
	// barred say that it must not be recorded.
	barred []input.Problem
}

func newNodeBatch(e *catalog.Entity, newID func() string, claims *claim.Set, stamp property.Stamp) *nodeBatch {
	b := &nodeBatch{
		entity: e, unique: e.UniqueFields(), newID: newID, claims: claims, stamp: stamp,
		byID: map[string]*node{}, byValue: map[string]map[any]*node{}, byKey: map[string][]*node{},
	}
	for _, f := range b.unique {
		b.byValue[f.Name] = map[any]*node{}
	}
	return b
}

// element is a node of the batch as the database holds it.
func (b *nodeBatch) element(n *node) element.Element {
	return element.Element{ID: n.id, Type: b.entity.Name, Fields: b.entity.Fields, Properties: n.stored}
}

// add takes in a node that the database holds.
func (b *nodeBatch) add(stored map[string]any) {
	id := property.Text(stored["id"])
	if b.byID[id] != nil {
		return
	}
	n := &node{id: id, stored: stored, current: property.Clone(stored)}
	b.order = append(b.order, n)
	b.index(n)
}

func (b *nodeBatch) index(n *node) {
	b.byID[n.id] = n
	for _, f := range b.unique {
		if v := n.current[f.KeyProperty()]; v != nil {
			b.byValue[f.Name][v] = n
		}
	}
	for i, key := range b.entity.CompositeKeys() {
		if k, ok := compositeKey(i, key, n.current); ok {
			b.byKey[k] = append(b.byKey[k], n)
		}
	}
	b.findBy.index(n)
}

// unindex forgets where n was found; index puts it back with its new values.
func (b *nodeBatch) unindex(n *node) {
	for _, f := range b.unique {
		if v := n.current[f.KeyProperty()]; v != nil && b.byValue[f.Name][v] == n {
			delete(b.byValue[f.Name], v)
		}
	}
	for i, key := range b.entity.CompositeKeys() {
		k, ok := compositeKey(i, key, n.current)
		if !ok {
			continue
		}
		b.byKey[k] = without(b.byKey[k], n)
	}
	b.findBy.unindex(n)
}

// compositeKey joins the values of the i-th composite key; false when one is missing.
func compositeKey(i int, key []*catalog.Field, properties map[string]any) (string, bool) {
	joined := fmt.Sprint(i)
	for _, f := range key {
		v := properties[f.KeyProperty()]
		if v == nil {
			return "", false
		}
		joined += element.KeySeparator + fmt.Sprint(v)
	}
	return joined, true
}
