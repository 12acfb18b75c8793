package catalog

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/id"
)

// Catalog is everything the SDL declares about the graph.
type Catalog struct {
	// Entities in the order of their names.
	Entities []*Entity
	// Edges are the relationship types between two labels, each once, in the order
	// type, from, to.
	Edges []*Edge
	// Properties are the @relationshipProperties types by name.
	Properties map[string]*Properties
	// Enums are the value names of the enumerations that fields use, by type name.
	Enums map[string][]string
	// Ranges are the bounds that scalars declare, by the kind of their values.
	Ranges map[Kind]*Range

	byName   map[string]*Entity
	byPrefix map[string]*Entity
	// values are those of the enumerations with their terms, named the values by what they are called.
	values map[string][]EnumValue
	named  map[string]map[string]string
}

// Entity is a node type: its label in Neo4j and its type in GraphQL share the name.
type Entity struct {
	Name string
	// Prefix starts the ids: com gives com_….
	Prefix string
	// Singular and Plural are the root fields: company, companies.
	Singular, Plural string
	Description      string
	// Fields holds id first, then those of the interface Entity, then the declared ones, in order.
	Fields    []*Field
	Relations []*Relation
	// Keys are the business keys, most trusted first, each a list of fields.
	Keys [][]*Field
	// Groups are the ways to group pages beside those that fields give.
	Groups []Group
	// Intervals are the pairs of fields of which one is not before the other.
	Intervals []Interval
}

// Field is a value on a node or a relationship, stored as a property of the same name.
type Field struct {
	Name        string
	Description string
	// Synonyms are what lists call it, beside the terms of the description.
	Synonyms []string
	Kind     Kind
	// Enum names the enumeration type when Kind is Enum, and Values are its values as declared.
	Enum    string
	Values  []string
	List    bool
	NonNull bool
	// Index and Unique say which index serves it; both make it sortable.
	Index, Unique bool
	Search        bool
	// Prose tells that search finds the field as running text, not as a name.
	Prose bool
	// Pinyin fields are ordered by their pinyin.
	Pinyin bool
	// OfEdge tells that it is a property of relationships: edgeOrderBy takes all of these.
	OfEdge bool
	// Format names the standard that values follow, empty for none.
	Format string
	// Steps are the values of an enumeration that only moves forward, in their order; nil
	// for a field that may take any value at any time.
	Steps []string
	// Range bounds the values, nil where any may be.
	Range *Range
	// NotBefore is a field that this one is not before, or not less than; nil for none.
	NotBefore *Field
	// Match is how far an agreement shows that two entities are the same, nil for not at all.
	Match *Match
	// System fields are kept by the service itself: id, version, recordedAt.
	System bool
	// Sensitive values are masked for who may not see them, and no filter or search uses them.
	Sensitive bool
	// Withholds tells that true takes the entity out of what is public.
	Withholds bool
}

// Relation is a relationship as one entity sees it.
type Relation struct {
	Name        string
	Description string
	// Synonyms are what lists call it, beside the terms of the description.
	Synonyms []string
	// Owner is the entity that has the field, Target the one at the far end.
	Owner, Target *Entity
	// Type is the Cypher relationship type; Out tells that it starts at Owner.
	Type string
	Out  bool
	// Many is false for a plain to-one field.
	Many bool
	// Loops tells that it may lead from an entity to itself.
	Loops bool
	// Tree tells that it leads from each entity of a tree to the one that this lies in.
	Tree bool
	// Properties are those that the edges declare, nil for none.
	Properties *Properties
	// Match is how far a common far end shows that two owners are the same, nil for not at all.
	Match *Match
	// TargetImplied tells that every relationship of this type and direction at Owner
	// has Target at its far end, so that a pattern needs no label there.
	TargetImplied bool
	// OwnerImplied tells the same of the near end: whatever such a relationship of Target
	// leads to is an Owner.
	OwnerImplied bool
}

// Edge is a relationship type between two labels, whichever of its ends declares it.
type Edge struct {
	Type       string
	From, To   *Entity
	Properties *Properties
	// FromOne and ToOne tell that a From has at most one To, and a To at most one From.
	FromOne, ToOne bool
	// Loops tells that it may lead from a node to itself.
	Loops bool
	// Tree tells that it leads from each node of a tree to the one that this lies in: never in a
	// circle.
	Tree bool
}

// Properties is a @relationshipProperties type.
type Properties struct {
	Name   string
	Fields []*Field
	// Key tells edges between the same two nodes apart; may be empty.
	Key []*Field
	// Intervals are the pairs of fields of which one is not before the other.
	Intervals []Interval
}

// Group is a declared way to group pages.
type Group struct {
	Name string
	// Path is the relationships from the entity to the one that names the group.
	Path []*Relation
}

// Kind is the kind of a value.
type Kind int

// The kinds of values, named as their GraphQL scalars.
const (
	String Kind = iota
	ID
	Int
	Float
	Boolean
	Date
	DateTime
	Yuan
	Enum
)

// Entity returns the entity with this type name, nil when there is none.
func (c *Catalog) Entity(name string) *Entity { return c.byName[name] }

// EntityOfID returns the entity whose ids look like id, nil when there is none.
func (c *Catalog) EntityOfID(id string) *Entity {
	prefix, _, ok := strings.Cut(id, "_")
	if !ok {
		return nil
	}
	return c.byPrefix[prefix]
}

// EntityWithID is EntityOfID for a text that may be no id at all, such as a prefix with anything
// behind it: nil for one.
func (c *Catalog) EntityWithID(text string) *Entity {
	if _, isID := id.Prefix(text); !isID {
		return nil
	}
	return c.EntityOfID(text)
}

// Field returns the field of this name, nil when there is none.
func (e *Entity) Field(name string) *Field { return FieldNamed(e.Fields, name) }

// Relation returns the relationship field of this name, nil when there is none.
func (e *Entity) Relation(name string) *Relation {
	for _, r := range e.Relations {
		if r.Name == name {
			return r
		}
	}
	return nil
}

// Field returns the property of this name, nil when there is none.
func (p *Properties) Field(name string) *Field {
	if p == nil {
		return nil
	}
	return FieldNamed(p.Fields, name)
}

// Sortable tells that pages may be ordered by the field: an index serves the order.
func (f *Field) Sortable() bool { return (f.Index || f.Unique) && !f.List && f.Name != "id" }

// SortProperty is the property that pages ordered by the field are sorted by: that of the value,
// or of a key that is stored beside it (see package sortkey). Values of a format are codes in
// ASCII, and need none.
func (f *Field) SortProperty() string {
	ordered := f.Sortable() || f.OfEdge && !f.List
	switch {
	case f.Pinyin:
		return f.Name + "_pinyin"
	case ordered && (f.Kind == Enum || f.Kind == String && f.Format == ""):
		return f.Name + "_order"
	}
	return f.Name
}

// FieldNamed is the field with a name, nil when there is none.
func FieldNamed(fields []*Field, name string) *Field {
	for _, f := range fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Inverse returns the field at the far end that sees the same relationship, nil when none does.
func (r *Relation) Inverse() *Relation {
	for _, back := range r.Target.Relations {
		if back.Type == r.Type && back.Out != r.Out && back.Target == r.Owner {
			return back
		}
	}
	return nil
}

// Summarised tells that aggregates summarise the field: sum, average, extremes.
func (f *Field) Summarised() bool {
	return !f.List && !f.System && (f.Kind == Int || f.Kind == Float || f.Kind == Yuan)
}

// ConnectionOf returns the entity of a root connection type such as CompanyConnection,
// nil when the name is not that of one.
func (c *Catalog) ConnectionOf(typeName string) *Entity {
	base, isConnection := strings.CutSuffix(typeName, "Connection")
	if !isConnection {
		return nil
	}
	return c.byName[base]
}
