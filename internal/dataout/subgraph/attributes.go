package subgraph

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// attribute is one kind of value in a graph file: a name and a type. Fields of one name and
// different types, as two entities may have, are two attributes.
type attribute struct {
	name string
	kind kind
}

// kind is how programs that read graphs take a value.
type kind int

const (
	textKind kind = iota
	wholeKind
	floatKind
	booleanKind
)

// String is the name of the type in GraphML and in GEXF.
func (k kind) String() string { return [...]string{"string", "long", "double", "boolean"}[k] }

// reserved are the names that each node or edge has anyway.
var reserved = map[string]bool{"id": true, "label": true, "name": true, "type": true, "source": true, "target": true, "key": true}

func attributeOf(f *catalog.Field) attribute {
	a := attribute{name: f.Name}
	if reserved[a.name] {
		a.name += "_"
	}
	switch {
	case f.List:
	case f.Kind == catalog.Int, f.Kind == catalog.Yuan:
		a.kind = wholeKind
	case f.Kind == catalog.Float:
		a.kind = floatKind
	case f.Kind == catalog.Boolean:
		a.kind = booleanKind
	}
	return a
}

// attributes numbers attributes in the order in which they are first met.
type attributes struct {
	list []attribute
	at   map[attribute]int
}

func (as *attributes) add(a attribute) {
	if _, known := as.at[a]; known {
		return
	}
	if as.at == nil {
		as.at = map[attribute]int{}
	}
	as.at[a] = len(as.list)
	as.list = append(as.list, a)
}

// The attributes that all nodes or all edges have.
var (
	nameAttribute  = attribute{name: "name"}
	labelAttribute = attribute{name: "label"}
	typeAttribute  = attribute{name: "type"}
)

func attributesOf(first []attribute, values func(yield func([]Value))) attributes {
	var as attributes
	for _, a := range first {
		as.add(a)
	}
	values(func(list []Value) {
		for _, v := range list {
			as.add(attributeOf(v.Field))
		}
	})
	return as
}

func (g *Graph) nodeAttributes(first ...attribute) attributes {
	return attributesOf(first, func(yield func([]Value)) {
		for _, n := range g.Nodes {
			yield(n.Values)
		}
	})
}

func (g *Graph) edgeAttributes(first ...attribute) attributes {
	return attributesOf(first, func(yield func([]Value)) {
		for _, e := range g.Edges {
			yield(e.Values)
		}
	})
}

// listText is a list as one text.
func listText(list []any) string {
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i], _ = item.(string)
	}
	return strings.Join(texts, "; ")
}
