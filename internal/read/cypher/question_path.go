package cypher

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Path is a path that a question found.
type Path struct{ name string }

// Path finds a shortest path between two nodes over relationships of the given kinds, in
// either direction, of at most so many steps. Every node on it is within the scope.
func (q *Question) Path(from, to Node, kinds []*catalog.Edge, steps int) Path {
	if len(kinds) == 0 || steps < 1 {
		q.fail("a path has at least one step over at least one kind of relationship")
	}
	p := Path{q.t.fresh("p")}
	walk := walked{path: p.name, from: from.name, to: to.name, steps: steps}
	for _, k := range kinds {
		if !slices.Contains(walk.types, k.Type) {
			walk.types = append(walk.types, k.Type)
		}
	}
	x := q.t.fresh("n")
	if within := q.within(x, kinds); len(within) > 0 {
		walk.where = []expr{each{x, fn{"nodes", []expr{name(p.name)}}, and(within)}}
	}
	q.body = append(q.body, walk)
	return p
}

// within are the conditions of the scope on a node of any of the entities that relationships
// of the kinds join.
func (q *Question) within(n string, kinds []*catalog.Edge) []expr {
	var entities []*catalog.Entity
	for _, k := range kinds {
		for _, e := range []*catalog.Entity{k.From, k.To} {
			if !slices.Contains(entities, e) {
				entities = append(entities, e)
			}
		}
	}
	var conditions []expr
	for _, e := range entities {
		if on := q.scope.On(e); on != nil {
			conditions = append(conditions, or{not{hasLabel{n, e.Name}}, and(q.t.conjuncts(on, n))})
		}
	}
	return conditions
}

// PathNodes are the ids of the nodes on a path, in order.
func (q *Question) PathNodes(p Path) Expression {
	x := q.t.fresh("n")
	return Expression{mapped{x, fn{"nodes", []expr{name(p.name)}}, prop{x, "id"}}}
}

// PathEdges are the relationships on a path, in order: of each its id, its type, and the ids
// of the nodes that it leads from and to.
func (q *Question) PathEdges(p Path) Expression {
	x := q.t.fresh("r")
	end := func(function string) expr { return propOf{fn{function, []expr{name(x)}}, "id"} }
	row := list{prop{x, "id"}, fn{"type", []expr{name(x)}}, end("startNode"), end("endNode")}
	return Expression{mapped{x, fn{"relationships", []expr{name(p.name)}}, row}}
}
