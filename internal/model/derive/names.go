package derive

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func filterOf(f *catalog.Field) string {
	switch {
	case f.List:
		return typeOf(f) + "ListFilter"
	case f.Kind == catalog.Enum:
		return f.Enum + "Filter"
	}
	return typeOf(f) + "Filter"
}

func typeOf(f *catalog.Field) string {
	switch f.Kind {
	case catalog.ID:
		return "ID"
	case catalog.Int:
		return "Int"
	case catalog.Float:
		return "Float"
	case catalog.Boolean:
		return "Boolean"
	case catalog.Date:
		return "Date"
	case catalog.DateTime:
		return "DateTime"
	case catalog.Yuan:
		return "Yuan"
	case catalog.Enum:
		return f.Enum
	}
	return "String"
}

func outputType(f *catalog.Field) string {
	t := typeOf(f)
	if f.List {
		t = "[" + t + "!]"
	}
	if f.NonNull {
		t += "!"
	}
	return t
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return `"""` + strings.ReplaceAll(s, `"""`, `\"""`) + `"""` + "\n"
}

// described is the description of a field as it is served: with its bounds, before the Chinese
// term that ends it.
func described(f *catalog.Field) string {
	var said []string
	if bounds := bounds(f); bounds != "" && f.Range != nil {
		said = append(said, upperFirst(bounds)+".")
	}
	if f.NotBefore != nil {
		said = append(said, notBefore(f)+f.NotBefore.Name+".")
	}
	if len(said) == 0 {
		return f.Description
	}
	term := chineseTerm(f.Description)
	text := strings.TrimSpace(strings.TrimSuffix(f.Description, term))
	return strings.TrimSpace(strings.Join(append([]string{text}, append(said, term)...), " "))
}

func notBefore(f *catalog.Field) string {
	if f.Kind == catalog.Date {
		return "Not before "
	}
	return "Not less than "
}

// yuanUnit is what amounts are in, unless a field says otherwise.
const yuanUnit = "yuan"

// bounds are the values that a field may have, with their unit; empty where it declares
// neither. What its scalar declares stands there.
func bounds(f *catalog.Field) string {
	if f.Kind == catalog.Date {
		return ""
	}
	r := catalog.Range{}
	if f.Range != nil {
		r = *f.Range
	}
	if f.Kind == catalog.Yuan && r.Unit == "" {
		r.Unit = yuanUnit
	}
	return r.String()
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
