package extract

import (
	"encoding/json"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

// Request says which list to write.
type Request struct {
	// Path is a root field, such as companies, or a connection of its entities, such as
	// companies.segments, which gives a row for each relationship.
	Path string
	// Where and OrderBy are the arguments of the root field; nil for none.
	Where   any
	OrderBy any
	// LinkWhere is the argument where of the connection.
	LinkWhere any
	// AsOf shows relationships as they were at a date, such as 2021-06; empty for all of them.
	AsOf string
	// Fields are the columns; none stand for all.
	Fields []string
	// Limit bounds the rows; 0 writes all.
	Limit int
	// Chinese heads the columns with the Chinese terms of the schema, and writes values of
	// enumerations in them.
	Chinese bool
}

// Value reads a GraphQL input from JSON; empty text is none. name is what it is called in the
// error.
func Value(name, text string) (any, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	if err := wellformed.JSON([]byte(text)); err != nil {
		return nil, fault.New(fault.BadUserInput, "%s cannot be read: %s", name, err)
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil || d.More() {
		return nil, fault.New(fault.BadUserInput, `%s must be JSON, such as {"name": {"contains": "半导体"}}`, name)
	}
	return v, nil
}

// Labels reads how columns are headed: zh for the Chinese terms.
func Labels(text string) (chinese bool, err error) {
	switch text {
	case "":
		return false, nil
	case "zh":
		return true, nil
	}
	return false, fault.New(fault.BadUserInput, "labels is zh for the Chinese terms; leave it out for the names of the fields")
}

// find finds the entity and, for a connection, the relationship that a path names.
func find(cat *catalog.Catalog, path string) (*catalog.Entity, *catalog.Relation, error) {
	plural, field, isConnection := strings.Cut(path, ".")
	e := ofPlural(cat, plural)
	if e == nil {
		return nil, nil, fault.New(fault.NotFound, "there is no list %s; there are %s", plural, strings.Join(plurals(cat), ", "))
	}
	if !isConnection {
		return e, nil, nil
	}
	r := e.Relation(field)
	if r == nil || !r.Many {
		return nil, nil, fault.New(fault.NotFound, "%s have no connection %s; they have %s", plural, field, strings.Join(connections(e), ", "))
	}
	return e, r, nil
}

func ofPlural(cat *catalog.Catalog, plural string) *catalog.Entity {
	for _, e := range cat.Entities {
		if e.Plural == plural {
			return e
		}
	}
	return nil
}

func plurals(cat *catalog.Catalog) []string {
	list := make([]string, len(cat.Entities))
	for i, e := range cat.Entities {
		list[i] = e.Plural
	}
	return list
}

func connections(e *catalog.Entity) []string {
	var list []string
	for _, r := range e.Relations {
		if r.Many {
			list = append(list, r.Name)
		}
	}
	return list
}
