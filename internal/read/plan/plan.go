package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// Root is the plan of one root field: exactly one of One, Page and Nodes is set.
type Root struct {
	// Name is the root field's name.
	Name  string
	One   *One
	Page  *Page
	Nodes *Nodes
	// Named are the ids that filters name.
	Named []string
	Cost
}

// One reads the entity that a unique value identifies.
type One struct {
	Key    *catalog.Field
	Value  any
	Object *Object
}

// Nodes reads entities of several types by id.
type Nodes struct {
	// IDs in the order of the answer.
	IDs []string
	// ByType holds one entry a type among the ids, in the order of type names.
	ByType []NodesOfType
	// Redirects are the ids that stand for others since a merge, by the ids of these.
	Redirects map[string]string
}

// NodesOfType reads the entities of one type by id.
type NodesOfType struct {
	IDs    []string
	Object *Object
}

// Object is what is read of one entity.
type Object struct {
	Entity *catalog.Entity
	// Scope restricts which entities may be seen, nil for no restriction.
	Scope  predicate.Predicate
	Fields []Field
}

// Field is an entry of an answer's object; exactly one of its contents is set.
type Field struct {
	// Alias is the key in the answer.
	Alias    string
	Typename string
	Value    *catalog.Field
	// Masked tells that the request may not see the value, but a mask of it.
	Masked bool
	ToOne  *Object
	// Relation is followed to ToOne, over a relationship that satisfies Edge; nil for any.
	Relation *catalog.Relation
	Edge     predicate.Predicate
	Page     *Page
}

// Page is a connection: a page of entities, and the count and aggregates of all of them.
type Page struct {
	Entity *catalog.Entity
	// Relation is followed to the entities; nil for a page of all of the type.
	Relation *catalog.Relation
	// Cited makes it the page of the sources that the owner names.
	Cited bool
	// TypeName and EdgeTypeName are the GraphQL types of the connection and its edges.
	TypeName, EdgeTypeName string
	Scope                  predicate.Predicate
	// Where is on the entities, EdgeWhere on the relationships; nil for none.
	Where, EdgeWhere predicate.Predicate
	// Order is the list of keys before the tie-break; empty for the tie-break alone.
	Order []OrderKey
	// Size is the number of entries requested.
	Size int
	// Backward takes the last entries before a position instead of the first after one.
	Backward      bool
	After, Before *Position
	Parts         []Part
	// NeedRows, NeedCursor and NeedTotal tell what the parts need of the database.
	NeedRows, NeedCursor, NeedTotal bool
	signer                          *Signer
}

// Part is an entry of a connection in the answer; exactly one of its contents is set.
type Part struct {
	Alias      string
	Typename   string
	TotalCount bool
	PageInfo   []PageInfoField
	Edges      []EdgeField
	IsEdges    bool
	Nodes      *Object
	Aggregate  *Aggregate
}

// PageInfoField is an entry of pageInfo; Name is its field, or __typename.
type PageInfoField struct{ Alias, Name string }

// EdgeField is an entry of an edge; exactly one of its contents is set.
type EdgeField struct {
	Alias    string
	Typename string
	Cursor   bool
	// Relationship is the id of the relationship, and Side what follows it: the end it is seen from.
	Relationship bool
	Side         string
	Value        *catalog.Field
	Node         *Object
	Sources      *Page
}

// OrderKey is one key of an order: a field of the entity or, when OfEdge, of the
// relationship to it, or the number of the entity's relationships.
type OrderKey struct {
	Field  *catalog.Field
	OfEdge bool
	Degree *catalog.Relation
	// Scope restricts which relationships Degree counts, by their far ends.
	Scope      predicate.Predicate
	Descending bool
}

// Nullable tells that entities may lack the key's value.
func (k OrderKey) Nullable() bool { return k.Field != nil && !k.Field.NonNull }

// Name is the key's name in the order input.
func (k OrderKey) Name() string {
	if k.Degree != nil {
		return k.Degree.Name + "Count"
	}
	if k.OfEdge {
		return "edge." + k.Field.Name
	}
	return k.Field.Name
}

// Position is a place in an ordered list: the values of its order keys and of the tie-break.
type Position struct {
	Values []any
	ID     string
}

// Aggregate is what is computed over all entities of a connection.
type Aggregate struct {
	TypeName string
	GroupBy  []catalog.GroupKey
	// Scopes holds, a group key, the scope of each entity on its path.
	Scopes [][]predicate.Predicate
	Fields []AggregateField
}

// AggregateField is an entry of an aggregate; exactly one of its contents is set.
type AggregateField struct {
	Alias       string
	Typename    string
	Key         bool
	IDs         bool
	Count       bool
	Summary     *catalog.Field
	SummaryType string
	Parts       []SummaryField
}

// SummaryField is an entry of a summary: sum, total, avg, min, max or __typename.
type SummaryField struct{ Alias, Name string }
