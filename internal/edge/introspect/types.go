package introspect

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/introspection"
	"github.com/vektah/gqlparser/v2/ast"
)

func (w *writer) types(of graphql.CollectedField, types []introspection.Type) {
	w.list(len(types), func(i int) { w.typ(of, &types[i]) })
}

// typ writes a type, or null for none.
func (w *writer) typ(of graphql.CollectedField, t *introspection.Type) {
	if t == nil {
		w.null()
		return
	}
	w.object(of, "__Type", func(field graphql.CollectedField) {
		switch field.Name {
		case "kind":
			w.value(t.Kind())
		case "name":
			w.value(t.Name())
		case "description":
			w.value(t.Description())
		case "specifiedByURL":
			w.value(t.SpecifiedByURL())
		case "isOneOf":
			w.oneOf(t)
		case "ofType":
			w.typ(field, t.OfType())
		default:
			w.members(field, t)
		}
	})
}

// has tells which kinds of types have a list of members; the others have null.
var has = map[string][]ast.DefinitionKind{
	"fields":        {ast.Object, ast.Interface},
	"interfaces":    {ast.Object, ast.Interface},
	"possibleTypes": {ast.Interface, ast.Union},
	"enumValues":    {ast.Enum},
	"inputFields":   {ast.InputObject},
}

func (w *writer) members(field graphql.CollectedField, t *introspection.Type) {
	if !isOf(t, has[field.Name]) {
		w.null()
		return
	}
	switch field.Name {
	case "fields":
		fields := t.Fields(w.deprecatedToo(field))
		w.list(len(fields), func(i int) { w.field(field, &fields[i]) })
	case "interfaces":
		w.types(field, t.Interfaces())
	case "possibleTypes":
		w.types(field, slices.DeleteFunc(t.PossibleTypes(), notObject))
	case "enumValues":
		values := t.EnumValues(w.deprecatedToo(field))
		w.list(len(values), func(i int) { w.enumValue(field, &values[i]) })
	case "inputFields":
		w.inputs(field, t.VisibleInputFields(w.deprecatedToo(field)))
	}
}

// notObject tells of an interface that implements another one: only objects are possible.
func notObject(t introspection.Type) bool { return t.Kind() != string(ast.Object) }

func isOf(t *introspection.Type, kinds []ast.DefinitionKind) bool {
	for _, kind := range kinds {
		if t.Kind() == string(kind) {
			return true
		}
	}
	return false
}

// oneOf is null for all but input objects, as in graphql-js.
func (w *writer) oneOf(t *introspection.Type) {
	if !isOf(t, has["inputFields"]) {
		w.null()
		return
	}
	w.value(t.IsOneOf())
}
