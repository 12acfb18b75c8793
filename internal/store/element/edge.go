package element

import (
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Edge is a relationship of a kind that is declared.
type Edge struct {
	Element
	Kind *catalog.Edge
}

// EdgeOf returns a relationship with its kind; false for one that is declared no longer.
func EdgeOf(cat *catalog.Catalog, e Element) (Edge, bool) {
	kind := kindOf(cat, e)
	if kind == nil {
		return Edge{Element: e}, false
	}
	e.Fields = kind.Fields()
	return Edge{Element: e, Kind: kind}, true
}

// DecodeEdges reads relationships with the columns type, from, to and properties. What is
// declared no longer is passed over.
func DecodeEdges(cat *catalog.Catalog, rows query.Rows) ([]Edge, error) {
	list, err := decode(cat, rows)
	var edges []Edge
	for _, e := range list {
		if edge, declared := EdgeOf(cat, e); declared {
			edges = append(edges, edge)
		}
	}
	return edges, err
}

// Other is the end that is not the given one; of what leads from a node to itself it is the same.
func (e Edge) Other(end string) string {
	if e.From == end {
		return e.To
	}
	return e.From
}

// AloneAt tells that the node at an end of the relationship has no other of its kind there.
func (e Edge) AloneAt(id string) bool {
	return e.Kind.FromOne && e.From == id || e.Kind.ToOne && e.To == id
}

// Moved is the relationship with another node at the ends where one is.
func (e Edge) Moved(from, to string) Edge {
	if e.From == from {
		e.From = to
	}
	if e.To == from {
		e.To = to
	}
	return e
}

// KeySeparator stands between the values of a key of several fields; texts cannot hold it.
const KeySeparator = "\x1f"

// KeyOf joins the canonical values by which a relationship is told apart from others with the same ends;
// a missing one counts as empty.
func KeyOf(kind *catalog.Edge, properties map[string]any) string {
	if kind.Properties == nil || len(kind.Properties.Key) == 0 {
		return ""
	}
	parts := make([]string, len(kind.Properties.Key))
	for i, f := range kind.Properties.Key {
		if v := properties[f.Name]; v != nil {
			parts[i] = fmt.Sprint(canon.Value(v))
		}
	}
	return strings.Join(parts, KeySeparator)
}

// key is the stored one.
func (e Edge) key() string { return property.Text(e.Properties[catalog.EdgeKey]) }
