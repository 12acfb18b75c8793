package cypher

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// Expression is a value or a condition in a question.
type Expression struct{ e expr }

// ID is the node's id.
func (n Node) ID() Expression { return Expression{prop{n.name, "id"}} }

// Value is a value of the node.
func (n Node) Value(f *catalog.Field) Expression { return Expression{prop{n.name, f.Name}} }

// SortKey is what pages ordered by the field are sorted by.
func (n Node) SortKey(f *catalog.Field) Expression {
	return Expression{prop{n.name, f.SortProperty()}}
}

// Sound is what a name of the node sounds like.
func (n Node) Sound(f *catalog.Field) Expression { return Expression{prop{n.name, f.SoundProperty()}} }

// Node is the node itself, to be counted or kept.
func (n Node) Node() Expression { return Expression{name(n.name)} }

// Field is the property of this name of the relationship, nil when there is none.
func (e Edge) Field(name string) *catalog.Field { return e.relation.Properties.Field(name) }

// ID is the relationship's id.
func (e Edge) ID() Expression { return Expression{prop{e.name, "id"}} }

// Value is a value of the relationship.
func (e Edge) Value(f *catalog.Field) Expression { return Expression{prop{e.name, f.Name}} }

// Sources are the ids of the sources that the relationship is known from.
func (e Edge) Sources() Expression { return Expression{prop{e.name, catalog.SourceIDs}} }

// Sources are the ids of the sources that the node is known from.
func (n Node) Sources() Expression { return Expression{prop{n.name, catalog.SourceIDs}} }

// Param is a value of the caller, which is carried as a parameter.
func (q *Question) Param(v any) Expression { return Expression{param{v}} }

// Compare compares two values; with a missing one it is unknown, which holds nowhere.
func (q *Question) Compare(left Expression, op predicate.Op, right Expression) Expression {
	return Expression{binary{string(op), left.e, right.e}}
}

// Any holds when one of the conditions does.
func (q *Question) Any(conditions ...Expression) Expression {
	return Expression{or(unwrapped(conditions))}
}

// Not holds when the condition does not, or is unknown.
func (q *Question) Not(condition Expression) Expression {
	return Expression{not{fn{"coalesce", []expr{condition.e, lit("false")}}}}
}

// List is a list of values.
func (q *Question) List(values ...Expression) Expression { return Expression{list(unwrapped(values))} }

// Count counts the rows of a group that have the value.
func (q *Question) Count(of Expression) Expression { return q.aggregate("count", of) }

// CountDistinct counts the different values of a group.
func (q *Question) CountDistinct(of Expression) Expression {
	return Expression{fn{"count", []expr{distinct{of.e}}}}
}

// CollectDistinct lists the different values of a group.
func (q *Question) CollectDistinct(of Expression) Expression {
	return Expression{fn{"collect", []expr{distinct{of.e}}}}
}

// Collect lists the values of a group.
func (q *Question) Collect(of Expression) Expression { return q.aggregate("collect", of) }

// Sum adds up the values of a group; 0 where there is none.
func (q *Question) Sum(of Expression) Expression { return q.aggregate("sum", of) }

// Min is the least value of a group, null where there is none.
func (q *Question) Min(of Expression) Expression { return q.aggregate("min", of) }

// Max is the greatest value of a group, null where there is none.
func (q *Question) Max(of Expression) Expression { return q.aggregate("max", of) }

func (q *Question) aggregate(function string, of Expression) Expression {
	return Expression{fn{function, []expr{of.e}}}
}

// Degree counts the relationships of a node, whatever they are; far ends out of the scope do
// not count.
func (q *Question) Degree(n Node, r *catalog.Relation) Expression {
	return Expression{q.t.count(predicate.Exists{Relation: r, Scope: q.scope.On(r.Target)}, n.name)}
}

// Exists tells whether what the sub-question matches is there.
func (q *Question) Exists(build func(sub *Question)) Expression {
	s := q.sub()
	build(s)
	return Expression{sub{"EXISTS", s.body}}
}

// Counted counts the rows that the sub-question matches.
func (q *Question) Counted(build func(sub *Question)) Expression {
	s := q.sub()
	build(s)
	return Expression{sub{"COUNT", s.body}}
}

// Collected lists a value of each row that the sub-question matches, in its order and up to
// its limit.
func (q *Question) Collected(build func(sub *Question) Expression) Expression {
	s := q.sub()
	of := build(s)
	s.final.items = []item{{expr: of.e}}
	return Expression{sub{"COLLECT", append(s.body, s.final)}}
}

func unwrapped(list []Expression) []expr {
	all := make([]expr, len(list))
	for i, e := range list {
		all[i] = e.e
	}
	return all
}
