package mapping

import (
	"fmt"
	"strings"
)

func constantSchema() js {
	one := js{"type": []string{"string", "number", "boolean"}}
	return js{"anyOf": []any{one, js{"type": "array", "items": one}}}
}

func valueSchema() js {
	return js{"anyOf": []any{text("The name of a column."), closed(valueKeys, nil)}}
}

// transformSchema takes the name of a transform, or one name with its options.
func transformSchema() js {
	var withOptions keys
	for _, t := range transforms {
		if t.options != nil {
			withOptions = append(withOptions, key{t.name, t.options.schema})
		}
	}
	options := closed(withOptions, nil)
	options["minProperties"], options["maxProperties"] = 1, 1
	plain := oneWord(summaries((*transform).isPlain), transformNames((*transform).isPlain)...)
	options["description"] = summaries((*transform).hasOptions)
	return js{"anyOf": []any{plain, options}}
}

// summaries say of transforms what they do, take and give, a line each.
func summaries(fits func(*transform) bool) string {
	var list []string
	for i := range transforms {
		if t := &transforms[i]; fits(t) {
			list = append(list, fmt.Sprintf("%s: %s (%s → %s)", t.name, t.does, t.takes, t.gives))
		}
	}
	return strings.Join(list, "\n")
}
