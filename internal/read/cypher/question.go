package cypher

import (
	"errors"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Question is a statement that is built by hand, for what the compiler does not answer. It
// matches only what the catalog declares, puts the scope on every node that it matches, far
// ends, counts and paths included, carries all values as parameters and names its columns.
//
// Clauses follow in the order of the calls, as in Cypher. What is wrong with a call, such as a
// relationship that does not begin at the node, is an error when the question is printed. It is
// used by one goroutine.
type Question struct {
	t     *translator
	scope grant.Scope
	body  clauses
	final project
	errs  *[]error
}

// NewQuestion returns an empty question under a scope.
func NewQuestion(scope grant.Scope) *Question {
	return &Question{t: &translator{}, scope: scope, final: project{final: true}, errs: new([]error)}
}

// Node is a node that a question matched.
type Node struct {
	name   string
	entity *catalog.Entity
}

// Edge is a relationship that a question followed.
type Edge struct {
	name     string
	relation *catalog.Relation
}

// PrintQuestion returns the statement of a question; INTERNAL tells what is wrong with it.
func PrintQuestion(q *Question) (query.Statement, error) {
	if len(q.final.items) == 0 {
		q.fail("it returns nothing")
	}
	if len(*q.errs) > 0 {
		return query.Statement{}, fmt.Errorf("the question is wrong: %w", errors.Join(*q.errs...))
	}
	p := newPrinter()
	p.clauses(append(q.body[:len(q.body):len(q.body)], q.final))
	return p.statement(), nil
}

func (q *Question) fail(format string, args ...any) {
	*q.errs = append(*q.errs, fmt.Errorf(format, args...))
}

// sub is a question inside this one: it sees the same names.
func (q *Question) sub() *Question {
	return &Question{t: q.t, scope: q.scope, final: project{final: true}, errs: q.errs}
}

// Match matches the nodes of an entity.
func (q *Question) Match(e *catalog.Entity) Node {
	n := Node{q.t.fresh("n"), e}
	q.match(match{pattern: pattern{start: node{n.name, e.Name}}}, n)
	return n
}

// Each matches the nodes whose field has one of the values, a list, in a row a node and value.
func (q *Question) Each(e *catalog.Entity, f *catalog.Field, values any) Node {
	v := q.t.fresh("v")
	q.body = append(q.body, unwind{param{values}, v})
	n := q.Match(e)
	q.Where(Expression{binary{"=", prop{n.name, f.Name}, name(v)}})
	return n
}

// Alike matches the nodes whose name sounds like one of some sounds, a list without repetitions.
func (q *Question) Alike(e *catalog.Entity, f *catalog.Field, sounds any) Node {
	v := q.t.fresh("v")
	q.body = append(q.body, unwind{param{sounds}, v})
	n := Node{q.t.fresh("n"), e}
	sound := f.SoundProperty()
	q.match(match{
		pattern: pattern{start: node{n.name, e.Name}}, seek: []string{n.name, e.Name, sound},
		where: []expr{binary{"=", prop{n.name, sound}, name(v)}},
	}, n)
	return n
}

// Follow follows a relationship of a node to the far end, in a row each.
func (q *Question) Follow(from Node, r *catalog.Relation) (Node, Edge) {
	return q.follow(from, r, false)
}

// FollowOptional is Follow that keeps a row where there is none: the far end is null then.
func (q *Question) FollowOptional(from Node, r *catalog.Relation) (Node, Edge) {
	return q.follow(from, r, true)
}

func (q *Question) follow(from Node, r *catalog.Relation, optional bool) (Node, Edge) {
	if from.entity != r.Owner {
		q.fail("%s.%s does not begin at a %s", r.Owner.Name, r.Name, from.entity.Name)
	}
	to, e := Node{q.t.fresh("n"), r.Target}, Edge{q.t.fresh("r"), r}
	q.match(match{optional: optional, pattern: along(from.name, e.name, r, node{to.name, to.entity.Name})}, to)
	return to, e
}

// Back follows a relationship from its far end to its owner, in a row each.
func (q *Question) Back(from Node, r *catalog.Relation) (Node, Edge) {
	if from.entity != r.Target {
		q.fail("%s.%s does not end at a %s", r.Owner.Name, r.Name, from.entity.Name)
	}
	to, e := Node{q.t.fresh("n"), r.Owner}, Edge{q.t.fresh("r"), r}
	q.match(match{pattern: pattern{
		start: node{name: from.name}, steps: []step{{e.name, r.Type, !r.Out, node{to.name, to.entity.Name}}},
	}}, to)
	return to, e
}

// match adds a clause that matches a node, under the scope.
func (q *Question) match(m match, of Node) {
	m.where = append(m.where, q.t.conjuncts(q.scope.On(of.entity), of.name)...)
	q.body = append(q.body, m)
}

// Where adds conditions to what was matched last.
func (q *Question) Where(conditions ...Expression) {
	last := len(q.body) - 1
	m, isMatch := match{}, false
	if last >= 0 {
		m, isMatch = q.body[last].(match)
	}
	if !isMatch {
		q.fail("where stands behind nothing that was matched")
		return
	}
	for _, c := range conditions {
		m.where = append(m.where, c.e)
	}
	q.body[last] = m
}

// Seek has the node that was matched last sought in the index of a sortable field; the
// conditions must bound the field's order. While statistics are young the planner would rather
// read all of it.
func (q *Question) Seek(n Node, f *catalog.Field) {
	last := len(q.body) - 1
	m, isMatch := q.body[last].(match)
	if !isMatch || !f.Sortable() {
		q.fail("nothing can be sought by %s here", f.Name)
		return
	}
	m.seek = []string{n.name, n.entity.Name, f.SortProperty(), "id"}
	// The index holds the id too, and serves only what says that there is one.
	m.where = append(m.where, isNull{prop{n.name, "id"}, true})
	q.body[last] = m
}

// Is is a predicate on a node.
func (q *Question) Is(n Node, p predicate.Predicate) Expression {
	return Expression{and(q.t.conjuncts(p, n.name))}
}

// Holds is a predicate on a relationship.
func (q *Question) Holds(e Edge, p predicate.Predicate) Expression {
	return Expression{and(q.t.conjuncts(p, e.name))}
}
