package cypher_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// The oracle is filters and orders in plain Go. A condition holds or does
// not; a missing value satisfies isNull: true, ne and notIn only.

func (w *world) holds(e *catalog.Entity, n *element, filter map[string]any) bool {
	for key, v := range filter {
		if !w.condition(e, n, key, v) {
			return false
		}
	}
	return true
}

func (w *world) condition(e *catalog.Entity, n *element, key string, v any) bool {
	switch key {
	case "and":
		return !slices.ContainsFunc(v.([]any), func(m any) bool { return !w.holds(e, n, m.(map[string]any)) })
	case "or":
		return slices.ContainsFunc(v.([]any), func(m any) bool { return w.holds(e, n, m.(map[string]any)) })
	case "not":
		return !w.holds(e, n, v.(map[string]any))
	case "isNull":
		return v == false
	case "within":
		return w.within(e.Tree(), n, v.(map[string]any)["id"])
	}
	conditions := v.(map[string]any)
	if f := e.Field(key); f != nil {
		return valueHolds(f, n.props[key], conditions)
	}
	rel := e.Relation(key)
	if rel.Many {
		return w.manyHolds(rel, w.far[n][rel], conditions)
	}
	conditions, links := maps.Clone(conditions), holding(rel, w.far[n][rel], conditions["asOf"])
	delete(conditions, "asOf")
	if len(links) > 0 {
		return w.holds(rel.Target, links[0].end, conditions)
	}
	return len(conditions) > 0 && missingHolds(conditions)
}

// within goes up a tree, which may run in a circle, from a node to the one with an id.
func (w *world) within(tree *catalog.Relation, n *element, id any) bool {
	for range len(w.nodes[tree.Owner]) {
		if n.id == id {
			return true
		}
		up := w.far[n][tree]
		if len(up) == 0 {
			return false
		}
		n = up[0].end
	}
	return false
}

// holding are the links that may hold at a date; all of them at none.
func holding(rel *catalog.Relation, links []link, on any) []link {
	return slices.DeleteFunc(slices.Clone(links), func(l link) bool { return !holdsAt(rel, l, on) })
}

// missingHolds is for a to-one relationship that leads nowhere: only isNull: true holds of
// nothing, and what the connectives make of that. No condition wants that there is one.
func missingHolds(filter map[string]any) bool {
	fits := func(m any) bool { return missingHolds(m.(map[string]any)) }
	says := false
	for key, v := range filter {
		ok, empty := false, false
		switch key {
		case "and":
			ok = !slices.ContainsFunc(v.([]any), func(m any) bool { return !fits(m) })
			empty = len(v.([]any)) == 0
		case "or":
			ok = slices.ContainsFunc(v.([]any), fits)
		case "not":
			ok = !fits(v)
		case "isNull":
			ok = v == true
		}
		if !ok {
			return false
		}
		says = says || !empty
	}
	return says
}

func (w *world) manyHolds(rel *catalog.Relation, links []link, conditions map[string]any) bool {
	links = holding(rel, links, conditions["asOf"])
	for key, v := range conditions {
		fits := func(l link) bool { return w.linkHolds(rel, l, v.(map[string]any)) }
		var ok bool
		switch key {
		case "some":
			ok = slices.ContainsFunc(links, fits)
		case "none":
			ok = !slices.ContainsFunc(links, fits)
		case "all":
			ok = !slices.ContainsFunc(links, func(l link) bool { return !fits(l) })
		case "count":
			ok = valueHolds(&catalog.Field{Kind: catalog.Int}, int64(len(links)), v.(map[string]any))
		case "countOf":
			ok = w.countsHold(rel, links, v.(map[string]any))
		case "asOf":
			ok = true
		}
		if !ok {
			return false
		}
	}
	return true
}

func (w *world) countsHold(rel *catalog.Relation, links []link, of map[string]any) bool {
	where, _ := of["where"].(map[string]any)
	edges, ends := 0, map[*element]bool{}
	for _, l := range links {
		if w.linkHolds(rel, l, where) {
			edges++
			ends[l.end] = true
		}
	}
	number := &catalog.Field{Kind: catalog.Int}
	for name, n := range map[string]int{"nodes": len(ends), "edges": edges} {
		if conditions, given := of[name].(map[string]any); given && !valueHolds(number, int64(n), conditions) {
			return false
		}
	}
	return true
}

func (w *world) linkHolds(rel *catalog.Relation, l link, filter map[string]any) bool {
	if node, given := filter["node"]; given && !w.holds(rel.Target, l.end, node.(map[string]any)) {
		return false
	}
	edge, _ := filter["edge"].(map[string]any)
	for key, v := range edge {
		if !valueHolds(rel.Properties.Field(key), l.edge.props[key], v.(map[string]any)) {
			return false
		}
	}
	return true
}

func valueHolds(f *catalog.Field, stored any, conditions map[string]any) bool {
	for op, operand := range conditions {
		if !compareHolds(f, stored, op, operand) {
			return false
		}
	}
	return true
}

func compareHolds(f *catalog.Field, stored any, op string, operand any) bool {
	if part, is := operand.(string); is && f.Text() {
		stored, operand = canon.Value(stored), canon.Part(part)
	} else if f.Text() {
		stored, operand = canon.Value(stored), canon.Value(operand)
	}
	switch op {
	case "isNull":
		return (stored == nil) == operand.(bool)
	case "ne":
		return stored == nil || !compareHolds(f, stored, "eq", operand)
	case "notIn":
		return stored == nil || !compareHolds(f, stored, "in", operand)
	}
	if stored == nil {
		return false
	}
	switch op {
	case "eq":
		return compareValues(stored, operand) == 0
	case "in":
		return slices.ContainsFunc(operand.([]any), func(v any) bool { return compareValues(stored, v) == 0 })
	case "has":
		return slices.Contains(stored.([]any), operand)
	case "hasAny":
		return slices.ContainsFunc(operand.([]any), func(v any) bool { return slices.Contains(stored.([]any), v) })
	case "contains":
		return strings.Contains(stored.(string), operand.(string))
	case "startsWith":
		return strings.HasPrefix(stored.(string), operand.(string))
	case "endsWith":
		return strings.HasSuffix(stored.(string), operand.(string))
	}
	before, after := compareValues(stored, operand) < 0, compareValues(stored, operand) > 0
	if f.Kind == catalog.Date {
		before, after = intervals(stored.(string), operand.(string))
	}
	switch op {
	case "lt":
		return before
	case "lte":
		return !after
	case "gt":
		return after
	}
	return !before
}

// intervals tells whether all days of one date lie before, or after, all of another.
func intervals(one, other string) (before, after bool) {
	a, _ := scalar.ParseDate(one)
	b, _ := scalar.ParseDate(other)
	return a.Last().Before(b.First()), a.First().After(b.Last())
}

func compareValues(a, b any) int {
	switch a := a.(type) {
	case int64:
		return cmp.Compare(float64(a), numberOf(b))
	case float64:
		return cmp.Compare(a, numberOf(b))
	case string:
		return strings.Compare(a, b.(string))
	case bool:
		if a == b.(bool) {
			return 0
		}
		return 1
	}
	return -1
}

func numberOf(v any) float64 {
	switch v := v.(type) {
	case int64:
		return float64(v)
	case int:
		return float64(v)
	}
	return v.(float64)
}

// orderKey is a key of an order: of the node, of the relationship, or a count.
type orderKey struct {
	name       string
	field      *catalog.Field
	degree     *catalog.Relation
	descending bool
}

// sorted sorts links (with no edge on pages of all entities) as the keys say; missing
// values come last, ties follow the last key.
func (w *world) sorted(links []link, edgeKeys, keys []orderKey) {
	slices.SortFunc(links, func(a, b link) int {
		down := false
		for _, k := range edgeKeys {
			down = k.descending
			if c := byKey(k.of(a.edge), k.of(b.edge), down); c != 0 {
				return c
			}
		}
		for _, k := range keys {
			down = k.descending
			if c := byKey(w.keyOf(k, a.end), w.keyOf(k, b.end), down); c != 0 {
				return c
			}
		}
		x, y := a.end.id, b.end.id
		if a.edge != nil {
			x, y = a.edge.id, b.edge.id
		}
		return byKey(x, y, down)
	})
}

func (w *world) keyOf(k orderKey, n *element) any {
	if k.degree != nil {
		return int64(len(w.far[n][k.degree]))
	}
	return k.of(n)
}

// of is what an order by a field goes by: the value, the place of one of an enumeration, or the
// pinyin.
func (k orderKey) of(e *element) any {
	v := e.props[k.field.Name]
	if v != nil && k.field.Kind == catalog.Enum {
		return int64(slices.Index(k.field.Values, text(v)))
	}
	if v != nil && k.field.Pinyin {
		return e.props[k.field.SortProperty()]
	}
	return v
}

func byKey(a, b any, descending bool) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	case descending:
		return compareValues(b, a)
	}
	return compareValues(a, b)
}
