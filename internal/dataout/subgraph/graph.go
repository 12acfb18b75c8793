package subgraph

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Graph is a part of the graph.
type Graph struct {
	Nodes []*Node
	Edges []*Edge
	// Truncated tells that there is more than the limit let in.
	Truncated bool
}

// Node is an entity.
type Node struct {
	ID, Type, Name string
	// Values are those of its fields that have one, in the order of the schema.
	Values []Value
}

// Edge is a relationship.
type Edge struct {
	ID, Type, From, To string
	Values             []Value
}

// Value is that of one field: a string, a json.Number, a bool or a list of texts.
type Value struct {
	Field *catalog.Field
	Value any
}

// building is a graph in the making: nodes stay in the order in which they were found.
type building struct {
	limit, edgeLimit int
	order            []string
	known            map[string]bool
	edges            map[string]*Edge
	truncated        bool
}

func newBuilding(limit int) *building {
	return &building{limit: limit, edgeLimit: limit * edgesPerNode, known: map[string]bool{}, edges: map[string]*Edge{}}
}

// add takes in an entity and tells whether it is new.
func (b *building) add(id string) bool {
	if b.known[id] {
		return false
	}
	if len(b.order) == b.limit {
		b.truncated = true
		return false
	}
	b.known[id] = true
	b.order = append(b.order, id)
	return true
}

// join takes in a relationship.
func (b *building) join(e *Edge) {
	switch {
	case b.edges[e.ID] != nil:
	case len(b.edges) == b.edgeLimit:
		b.truncated = true
	default:
		b.edges[e.ID] = e
	}
}

// full tells that no more entities can come.
func (b *building) full() bool { return b.truncated && len(b.order) == b.limit }

// between are the relationships of which both ends are there, by id.
func (b *building) between() []*Edge {
	var list []*Edge
	for _, e := range b.edges {
		if b.known[e.From] && b.known[e.To] {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(x, y *Edge) int {
		if x.ID < y.ID {
			return -1
		}
		return 1 // no two have the same
	})
	return list
}
