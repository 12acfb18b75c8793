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
