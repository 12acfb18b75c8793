package grants_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/test/support"
)

// operation is one question: a query of one root field, and the values of its arguments.
type operation struct {
	field *ast.FieldDefinition
	text  string
	vars  map[string]any
}

// drawing makes the operations of root fields from what their arguments may be.
type drawing struct {
	support.Selecting
	values values
}

// operations are those of one root field: each combination of candidates that goes with the
// required arguments, and each candidate of each optional one.
func (d drawing) operations(f *ast.FieldDefinition) []operation {
	var list []operation
	for _, selection := range d.selections(f) {
		for _, vars := range d.arguments(f) {
			list = append(list, d.operation(f, selection, vars))
		}
	}
	return append(list, d.filtered(f)...)
}

// selections are what is asked of a root field: everything and, of a page, its aggregates.
func (d drawing) selections(f *ast.FieldDefinition) []string {
	depth := 1
	if d.IsEntity(f.Type.Name()) {
		depth = 0 // as deep as an entity of a page
	}
	list := []string{d.Of(f.Type, depth)}
	if def := d.Schema.Types[f.Type.Name()]; !def.IsLeafType() {
		list = append(list, d.Aggregates(def)...)
	}
	return list
}

func (d drawing) operation(f *ast.FieldDefinition, selection string, vars map[string]any) operation {
	var declared, passed []string
	for _, a := range f.Arguments {
		if _, given := vars[a.Name]; given || a.Name == "after" {
			declared = append(declared, "$"+a.Name+": "+a.Type.String())
			passed = append(passed, a.Name+": $"+a.Name)
		}
	}
	text := f.Name + selection
	if len(passed) > 0 {
		text = f.Name + "(" + strings.Join(passed, ", ") + ")" + selection
	}
	head := "query Q"
	if len(declared) > 0 {
		head += "(" + strings.Join(declared, ", ") + ")"
	}
	return operation{f, head + " { " + text + " }", vars}
}

// arguments are the values that a root field is asked with.
func (d drawing) arguments(f *ast.FieldDefinition) []map[string]any {
	base, list := map[string]any{}, []map[string]any{}
	var required []*ast.ArgumentDefinition
	longest := 1
	for _, a := range f.Arguments {
		switch {
		case a.Name == "first":
			base["first"] = 50
		case a.Type.NonNull && a.DefaultValue == nil:
			required = append(required, a)
			longest = max(longest, len(d.values.of(a)))
		}
	}
	for i := range longest {
		vars := clone(base)
		for _, a := range required {
			candidates := d.values.of(a)
			vars[a.Name] = candidates[i%len(candidates)]
		}
		list = append(list, vars)
	}
	for _, a := range f.Arguments {
		if slices.Contains([]string{"first", "last", "after", "before", "where", "orderBy"}, a.Name) || slices.Contains(required, a) {
			continue
		}
		for _, v := range d.values.of(a) {
			vars := clone(list[len(list)-1])
			vars[a.Name] = v
			list = append(list, vars)
		}
	}
	return list
}

// filtered asks pages by what relationships lead to: whether there are any, how many, in the
// order of their number. What is hidden must not be found by it.
func (d drawing) filtered(f *ast.FieldDefinition) []operation {
	where, order := f.Arguments.ForName("where"), f.Arguments.ForName("orderBy")
	if where == nil || order == nil {
		return nil
	}
	var counts []string
	for _, condition := range d.Schema.Types[where.Type.Name()].Fields {
		switch {
		case strings.HasSuffix(condition.Type.Name(), "Predicate"):
			some := []string{"some: {}", "none: {}", "count: {gt: 1}", "all: {node: {illustrative: {eq: false}}}"}
			counts = append(counts, fmt.Sprintf("%s: {%s}", condition.Name, some[d.values.draw.IntN(len(some))]))
		case d.Schema.Types[condition.Type.Name()].Fields.ForName("isNull") != nil && d.Schema.Types[condition.Type.Name()].Fields.ForName("and") != nil && condition.Name != "not" && condition.Name != "and" && condition.Name != "or":
			counts = append(counts, condition.Name+": {isNull: true}", condition.Name+": {not: {name: {eq: \"\"}}}")
		}
	}
	var list []operation
	for some := range slices.Chunk(counts, 12) {
		text := "query Q {"
		for i, c := range some {
			text += fmt.Sprintf(" a%d: %s(first: 0, where: {%s}) { totalCount }", i, f.Name, c)
		}
		list = append(list, operation{f, text + " }", nil})
	}
	var keys []string
	for _, key := range d.Schema.Types[order.Type.Name()].Fields {
		if strings.HasSuffix(key.Name, "Count") {
			keys = append(keys, key.Name)
		}
	}
	if len(keys) > 0 {
		key := keys[d.values.draw.IntN(len(keys))]
		list = append(list, operation{f, fmt.Sprintf("query Q { %s(first: 50, orderBy: [{%s: DESC}]) { edges { cursor node { id } } } }", f.Name, key), nil})
	}
	return list
}

func clone(m map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		out[k] = v
	}
	return out
}
