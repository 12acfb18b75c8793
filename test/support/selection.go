package support

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// few bounds nested pages: they are compared, not paged through.
const few = 5

// Selecting writes selections over a schema.
type Selecting struct {
	Schema *ast.Schema
	// Draw chooses what is asked of nested pages: everything of a few, to keep plans small.
	Draw *rand.Rand
}

// Of selects every field of a type that needs no argument, and of what it leads to, so many
// entities deep. Pages of a root field have their aggregates asked apart.
func (s Selecting) Of(t *ast.Type, depth int) string {
	def := s.Schema.Types[t.Name()]
	if def.IsLeafType() {
		return ""
	}
	var fields []string
	if def.IsAbstractType() {
		fields = append(fields, "__typename")
	}
	for _, f := range def.Fields {
		// A page tells of its nodes in its edges too.
		if f.Name == "nodes" && def.Fields.ForName("edges") != nil {
			continue
		}
		if depth < 1 && (f.Name == "sources" || f.Name == "pageInfo" || f.Name == "cursor") && s.Draw.IntN(10) > 0 {
			continue
		}
		if text := s.field(f, depth); text != "" {
			fields = append(fields, text)
		}
	}
	if len(fields) == 0 {
		return " { __typename }"
	}
	return " { " + strings.Join(fields, " ") + " }"
}

func (s Selecting) field(f *ast.FieldDefinition, depth int) string {
	switch {
	case strings.HasPrefix(f.Name, "__"):
		return ""
	case f.Name == "aggregate":
		return s.nested(f, depth)
	}
	arguments := ""
	for _, a := range f.Arguments {
		switch {
		case a.Name == "first":
			arguments = fmt.Sprintf("(first: %d)", few)
		case a.Type.NonNull && a.DefaultValue == nil:
			return ""
		}
	}
	if s.IsEntity(f.Type.Name()) {
		depth--
	}
	if depth < 0 && s.IsEntity(f.Type.Name()) {
		return f.Name + arguments + " { __typename id }"
	}
	// Half of the nested pages are enough at a time: all are compiled alike, and the database
	// plans a statement for longer than it answers it.
	if strings.HasSuffix(f.Type.Name(), "Connection") && (depth < 0 || depth == 0 && s.Draw.IntN(2) == 0) {
		return ""
	}
	return f.Name + arguments + s.Of(f.Type, depth)
}

// nested is an aggregate of some nested pages, by nothing or by some key.
func (s Selecting) nested(f *ast.FieldDefinition, depth int) string {
	if depth > 0 || s.Draw.IntN(3) > 0 {
		return ""
	}
	all := s.aggregates(f)
	return all[s.Draw.IntN(len(all))]
}

// IsEntity tells that a type is that of entities.
func (s Selecting) IsEntity(name string) bool {
	def := s.Schema.Types[name]
	if name == "Entity" || name == "Node" {
		return true
	}
	for _, i := range def.Interfaces {
		if i == "Entity" {
			return true
		}
	}
	return false
}

// Aggregates are those of a root page: alone, and by each key.
func (s Selecting) Aggregates(connection *ast.Definition) []string {
	f := connection.Fields.ForName("aggregate")
	if f == nil {
		return nil
	}
	list := s.aggregates(f)
	for i, aggregate := range list {
		list[i] = "{ " + aggregate + " }"
	}
	return list
}

func (s Selecting) aggregates(f *ast.FieldDefinition) []string {
	of := s.Of(f.Type, 0)
	list := []string{"aggregate" + of}
	if by := f.Arguments.ForName("groupBy"); by != nil {
		for _, key := range s.Schema.Types[by.Type.Name()].EnumValues {
			list = append(list, "aggregate(groupBy: ["+key.Name+"])"+of)
		}
	}
	return list
}
