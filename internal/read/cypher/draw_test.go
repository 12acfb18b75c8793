package cypher_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// drawn draws parts of requests that the served schema allows.
type drawn struct {
	*rapid.T
	cat *catalog.Catalog
}

func (d drawn) upTo(n int, label string) int { return rapid.IntRange(0, n).Draw(d.T, label) }

func (d drawn) chance(percent int, label string) bool {
	return rapid.IntRange(0, 99).Draw(d.T, label) < percent
}

func from[T any](d drawn, list []T, label string) T { return rapid.SampledFrom(list).Draw(d.T, label) }

// filter draws conditions on an entity; depth bounds the nesting.
func (d drawn) filter(e *catalog.Entity, depth int) map[string]any {
	filter := map[string]any{}
	for range 1 + d.upTo(1, "conditions") {
		switch d.upTo(6, "kind") {
		case 0, 1:
			if f := from(d, e.Fields, "field"); f.Format == "" {
				filter[f.Name] = d.conditions(f)
			}
		case 2, 3:
			if depth > 0 && len(e.Relations) > 0 {
				rel := from(d, e.Relations, "relation")
				filter[rel.Name] = d.relation(rel, depth-1)
			}
		case 4:
			if depth > 0 {
				d.connective(filter, e, depth)
			}
		case 6:
			if e.Tree() != nil {
				filter["within"] = d.within(e)
			}
		case 5:
			if depth > 0 && d.chance(30, "entity null") {
				filter["isNull"] = d.chance(50, "null")
			}
		}
	}
	return filter
}

// within names a node of a tree, or none.
func (d drawn) within(e *catalog.Entity) map[string]any {
	return map[string]any{"id": fmt.Sprintf("%s_%05d", e.Prefix, d.upTo(15, "top"))}
}

func (d drawn) connective(filter map[string]any, e *catalog.Entity, depth int) {
	switch name := from(d, []string{"and", "or", "not"}, "connective"); name {
	case "not":
		filter[name] = d.filter(e, depth-1)
	default:
		list := []any{}
		for range d.upTo(3, "elements") {
			list = append(list, d.filter(e, depth-1))
		}
		filter[name] = list
	}
}

func (d drawn) relation(rel *catalog.Relation, depth int) map[string]any {
	if !rel.Many {
		filter := d.filter(rel.Target, depth)
		if d.chance(30, "missing far end") {
			filter["isNull"] = d.chance(50, "null")
		}
		return d.dated(filter)
	}
	return d.dated(d.relationships(rel, depth))
}

// dated adds a date to conditions on relationships, or does not.
func (d drawn) dated(conditions map[string]any) map[string]any {
	if on := d.asOf(); on != nil {
		conditions["asOf"] = on
	}
	return conditions
}

func (d drawn) relationships(rel *catalog.Relation, depth int) map[string]any {
	number := &catalog.Field{Kind: catalog.Int, NonNull: true}
	switch quantifier := from(d, []string{"some", "none", "all", "count", "countOf"}, "quantifier"); quantifier {
	case "count":
		return map[string]any{"count": d.conditions(number)}
	case "countOf":
		of := map[string]any{from(d, []string{"nodes", "edges"}, "counted"): d.conditions(number)}
		if d.chance(60, "which") {
			of["where"] = d.edgeFilter(rel, depth)
		}
		return map[string]any{"countOf": of}
	default:
		return map[string]any{quantifier: d.edgeFilter(rel, depth)}
	}
}

func (d drawn) edgeFilter(rel *catalog.Relation, depth int) map[string]any {
	filter := map[string]any{}
	if d.chance(60, "node") {
		filter["node"] = d.filter(rel.Target, depth)
	}
	if rel.Properties != nil && d.chance(50, "edge") {
		f := from(d, rel.Properties.Fields, "property")
		filter["edge"] = map[string]any{f.Name: d.conditions(f)}
	}
	return filter
}

// operators are the keys of the filters on a kind of value.
func operators(f *catalog.Field) []string {
	switch {
	case f.List:
		return []string{"has", "hasAny", "isNull"}
	case f.Kind == catalog.String:
		return []string{"eq", "ne", "in", "notIn", "contains", "startsWith", "endsWith", "isNull"}
	case f.Kind == catalog.ID:
		return []string{"eq", "in", "notIn"}
	case f.Kind == catalog.Enum:
		return []string{"eq", "ne", "in", "notIn", "isNull"}
	case f.Kind == catalog.Boolean:
		return []string{"eq", "isNull"}
	case f.Kind == catalog.DateTime:
		return []string{"eq", "lt", "lte", "gt", "gte"}
	case f.Kind == catalog.Int:
		return []string{"eq", "ne", "in", "lt", "lte", "gt", "gte", "isNull"}
	}
	return []string{"eq", "ne", "lt", "lte", "gt", "gte", "isNull"}
}

func (d drawn) conditions(f *catalog.Field) map[string]any {
	conditions := map[string]any{}
	for range 1 + d.upTo(1, "operators") {
		op := from(d, operators(f), "operator")
		switch op {
		case "isNull":
			conditions[op] = d.chance(50, "null")
		case "in", "notIn", "hasAny":
			list := []any{}
			for range d.upTo(3, "values") {
				list = append(list, d.operand(f))
			}
			conditions[op] = list
		default:
			conditions[op] = d.operand(f)
		}
	}
	return conditions
}

func (d drawn) operand(f *catalog.Field) any {
	switch f.Kind {
	case catalog.Int, catalog.Yuan:
		return int64(d.upTo(5, "number"))
	case catalog.Float:
		return float64(d.upTo(8, "halves")) / 2
	case catalog.Boolean:
		return d.chance(50, "boolean")
	case catalog.Date:
		return from(d, append([]string{"2018", "2020-02-29", "2020-03"}, dates...), "date")
	case catalog.DateTime:
		return fmt.Sprintf("2024-01-0%dT00:00:00.000Z", 1+d.upTo(8, "day"))
	case catalog.Enum:
		return from(d, d.cat.Enums[f.Enum], "enum")
	case catalog.ID:
		return fmt.Sprintf("%s_%05d", from(d, d.cat.Entities, "of").Prefix, d.upTo(9, "id"))
	}
	text := from(d, texts, "text")
	if f.Unique {
		return fmt.Sprintf("%s %d", text, d.upTo(9, "unique"))
	}
	return text
}

// order draws the keys of an order on an entity and the argument that requests it.
func (d drawn) order(e *catalog.Entity) (keys []orderKey, argument []any) {
	var choices []orderKey
	for _, f := range e.Fields {
		if f.Sortable() {
			choices = append(choices, orderKey{name: f.Name, field: f})
		}
	}
	for _, rel := range e.Relations {
		if rel.Many {
			choices = append(choices, orderKey{name: rel.Name + "Count", degree: rel})
		}
	}
	return d.keys(choices)
}

// edgeOrder draws keys among the properties of a relationship.
func (d drawn) edgeOrder(rel *catalog.Relation) (keys []orderKey, argument []any) {
	var choices []orderKey
	if rel.Properties != nil {
		for _, f := range rel.Properties.Fields {
			choices = append(choices, orderKey{name: f.Name, field: f})
		}
	}
	return d.keys(choices)
}

func (d drawn) keys(choices []orderKey) (keys []orderKey, argument []any) {
	argument = []any{}
	for range d.upTo(min(2, len(choices)), "order keys") {
		i := d.upTo(len(choices)-1, "key")
		key := choices[i]
		choices = slices.Delete(slices.Clone(choices), i, i+1)
		key.descending = d.chance(50, "descending")
		direction := "ASC"
		if key.descending {
			direction = "DESC"
		}
		keys = append(keys, key)
		argument = append(argument, map[string]any{key.name: direction})
	}
	return keys, argument
}
