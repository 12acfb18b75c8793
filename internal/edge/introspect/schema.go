package introspect

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/introspection"
)

func (w *writer) schemaObject(of graphql.CollectedField, s *introspection.Schema) {
	w.object(of, "__Schema", func(field graphql.CollectedField) {
		switch field.Name {
		case "description":
			w.value(s.Description())
		case "types":
			w.types(field, s.Types())
		case "queryType":
			w.typ(field, s.QueryType())
		case "mutationType":
			w.typ(field, s.MutationType())
		case "subscriptionType":
			w.typ(field, s.SubscriptionType())
		case "directives":
			directives := s.Directives()
			w.list(len(directives), func(i int) { w.directive(field, &directives[i]) })
		default:
			w.null()
		}
	})
}

func (w *writer) directive(of graphql.CollectedField, d *introspection.Directive) {
	w.object(of, "__Directive", func(field graphql.CollectedField) {
		switch field.Name {
		case "name":
			w.value(d.Name)
		case "description":
			w.value(d.Description())
		case "isRepeatable":
			w.value(d.IsRepeatable)
		case "locations":
			w.value(d.Locations)
		case "args":
			w.inputs(field, d.VisibleArgs(w.deprecatedToo(field)))
		default:
			w.null()
		}
	})
}

// member is what fields, input values and values of enumerations have in common.
type member interface {
	Description() *string
	IsDeprecated() bool
	DeprecationReason() *string
}

// member writes an object on a type; rest writes the fields that not all members have.
func (w *writer) member(of graphql.CollectedField, on, name string, m member, rest func(graphql.CollectedField)) {
	w.object(of, on, func(field graphql.CollectedField) {
		switch field.Name {
		case "name":
			w.value(name)
		case "description":
			w.value(m.Description())
		case "isDeprecated":
			w.value(m.IsDeprecated())
		case "deprecationReason":
			w.reason(m.IsDeprecated(), m.DeprecationReason())
		default:
			rest(field)
		}
	})
}

func (w *writer) field(of graphql.CollectedField, f *introspection.Field) {
	w.member(of, "__Field", f.Name, f, func(field graphql.CollectedField) {
		switch field.Name {
		case "args":
			w.inputs(field, f.VisibleArgs(w.deprecatedToo(field)))
		case "type":
			w.typ(field, f.Type)
		default:
			w.null()
		}
	})
}

func (w *writer) inputs(of graphql.CollectedField, inputs []introspection.InputValue) {
	w.list(len(inputs), func(i int) { w.input(of, &inputs[i]) })
}

func (w *writer) input(of graphql.CollectedField, v *introspection.InputValue) {
	w.member(of, "__InputValue", v.Name, v, func(field graphql.CollectedField) {
		switch field.Name {
		case "type":
			w.typ(field, v.Type)
		case "defaultValue":
			w.value(v.DefaultValue)
		default:
			w.null()
		}
	})
}

func (w *writer) enumValue(of graphql.CollectedField, v *introspection.EnumValue) {
	w.member(of, "__EnumValue", v.Name, v, func(graphql.CollectedField) { w.null() })
}

// noReason is what the specification says where a schema gives none.
const noReason = "No longer supported"

func (w *writer) reason(deprecated bool, reason *string) {
	if deprecated && reason == nil {
		w.value(noReason)
		return
	}
	w.value(reason)
}
