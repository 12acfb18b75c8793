package migrate

import (
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Kind is the kind of a constraint or index.
type Kind int

// The kinds that are derived.
const (
	// Unique is a uniqueness constraint, which brings its index.
	Unique Kind = iota
	// Range is an index on the values of one or more properties, in order.
	Range
	// Fulltext is an index of words and of pairs of Chinese characters.
	Fulltext
)

// Change is one constraint or index that the database must have.
type Change struct {
	Kind Kind
	// Name is derived from the rest, so it is stable and tells what it is for.
	Name string
	// On is the label, or the relationship type when Relationship is set.
	On           string
	Relationship bool
	Properties   []string
}

// Plan derives all constraints and indexes from the catalog, in a stable order.
func Plan(cat *catalog.Catalog) []Change {
	changes := append([]Change{metaConstraint()}, serviceChanges()...)
	changes = append(changes, searchChanges()...)
	for _, e := range cat.Entities {
		changes = append(changes, entityChanges(e)...)
	}
	last := ""
	for _, edge := range cat.Edges {
		if edge.Type == last {
			continue
		}
		last = edge.Type
		changes = append(changes, Change{
			Kind: Range, Name: "rel_" + strings.ToLower(edge.Type) + "_id_range",
			On: edge.Type, Relationship: true, Properties: []string{"id"},
		})
	}
	return changes
}

func entityChanges(e *catalog.Entity) []Change {
	var changes []Change
	add := func(kind Kind, suffix string, properties ...string) {
		changes = append(changes, Change{Kind: kind, Name: named(e.Singular, suffix, properties), On: e.Name, Properties: properties})
	}
	for _, f := range e.Fields {
		if f.Unique {
			add(Unique, "unique", f.KeyProperty())
		}
		if f.Sortable() {
			// With the id in the index a page never has to sort the ties of a value.
			add(Range, "range", f.SortProperty(), "id")
		}
		if f.SortProperty() != f.Name && !f.Unique {
			// Pages are ordered by another property, so filters need another index.
			add(Range, "range", f.KeyProperty())
		}
	}
	for _, key := range e.Keys {
		if len(key) > 1 {
			add(Range, "key", keyProperties(key)...)
		}
	}
	return changes
}

func named(on, suffix string, properties []string) string {
	return on + "_" + strings.Join(properties, "_") + "_" + suffix
}

func keyProperties(fields []*catalog.Field) []string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = f.KeyProperty()
	}
	return list
}

// Cypher is the statement that makes the change.
func (c Change) Cypher() string {
	variable, pattern := "n", "(n:"+query.Quote(c.On)+")"
	if c.Relationship {
		variable, pattern = "r", "()-[r:"+query.Quote(c.On)+"]-()"
	}
	properties := make([]string, len(c.Properties))
	for i, p := range c.Properties {
		properties[i] = variable + "." + query.Quote(p)
	}
	list := "(" + strings.Join(properties, ", ") + ")"
	switch c.Kind {
	case Fulltext:
		return fmt.Sprintf("CREATE FULLTEXT INDEX %s IF NOT EXISTS FOR %s ON EACH [%s] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
			query.Quote(c.Name), pattern, strings.Join(properties, ", "))
	case Unique:
		return fmt.Sprintf("CREATE CONSTRAINT %s IF NOT EXISTS FOR %s REQUIRE %s IS UNIQUE", query.Quote(c.Name), pattern, list)
	default:
		return fmt.Sprintf("CREATE RANGE INDEX %s IF NOT EXISTS FOR %s ON %s", query.Quote(c.Name), pattern, list)
	}
}

func (c Change) String() string { return c.Name + ": " + c.Cypher() }
