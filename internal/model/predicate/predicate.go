package predicate

import "github.com/clustergraph/clustergraph/internal/model/catalog"

// Predicate is a condition on a node or a relationship. A comparison with a missing
// value is unknown; Not takes unknown for false, so that it is an exact complement.
type Predicate interface{ predicate() }

// The kinds of predicates.
type (
	// And holds when all hold.
	And []Predicate
	// Or holds when one holds.
	Or []Predicate
	// Not holds when its predicate does not.
	Not struct{ Of Predicate }
	// Const always or never holds.
	Const bool
	// Compare compares a property with a value.
	Compare struct {
		Field *catalog.Field
		Op    Op
		Value any
	}
	// Missing holds when the property has no value.
	Missing struct{ Field *catalog.Field }
	// Exists holds when a relationship leads to a fitting entity; nil conditions fit all.
	Exists struct {
		Relation   *catalog.Relation
		Scope      Predicate
		Node, Edge Predicate
	}
	// Within holds of the entity whose key has a value, and of those that lie in it at any
	// depth: the relationship leads from each to the one that it lies in. The scope is that of
	// all of them.
	Within struct {
		Tree  *catalog.Relation
		Scope Predicate
		Key   *catalog.Field
		Value any
	}
	// Degree compares the number of fitting relationships with a value or, with Ends, that of
	// the different entities that they lead to; nil conditions fit all.
	Degree struct {
		Relation   *catalog.Relation
		Scope      Predicate
		Node, Edge Predicate
		Ends       bool
		Op         Op
		Value      any
	}
)

func (And) predicate()     {}
func (Or) predicate()      {}
func (Not) predicate()     {}
func (Const) predicate()   {}
func (Compare) predicate() {}
func (Missing) predicate() {}
func (Exists) predicate()  {}
func (Within) predicate()  {}
func (Degree) predicate()  {}

// Op is a comparison.
type Op string

// The comparisons. Has and HasAny are of a list property, and a value or a list of them.
const (
	Eq         Op = "="
	Ne         Op = "<>"
	Lt         Op = "<"
	Lte        Op = "<="
	Gt         Op = ">"
	Gte        Op = ">="
	In         Op = "IN"
	Contains   Op = "CONTAINS"
	StartsWith Op = "STARTS WITH"
	EndsWith   Op = "ENDS WITH"
	Has        Op = "HAS"
	HasAny     Op = "HAS ANY"
)

// MayBeUnknown tells whether a missing value can make the predicate neither true nor false.
func MayBeUnknown(p Predicate) bool {
	switch p := p.(type) {
	case And:
		return anyUnknown(p)
	case Or:
		return anyUnknown(p)
	case Compare:
		return !p.Field.NonNull
	}
	return false
}

func anyUnknown(list []Predicate) bool {
	for _, p := range list {
		if MayBeUnknown(p) {
			return true
		}
	}
	return false
}

// All joins the predicates that are not nil; nil, which holds always, when none is left.
func All(list ...Predicate) Predicate {
	var and And
	for _, p := range list {
		switch p := p.(type) {
		case nil:
		case And:
			and = append(and, p...)
		default:
			and = append(and, p)
		}
	}
	switch len(and) {
	case 0:
		return nil
	case 1:
		return and[0]
	}
	return and
}

// Is compares a property with a value.
func Is(f *catalog.Field, op Op, value any) Compare { return Compare{f, op, value} }

// Lacks holds when the property has no value.
func Lacks(f *catalog.Field) Missing { return Missing{f} }

// Negate is the exact complement of a predicate.
func Negate(p Predicate) Not { return Not{p} }
