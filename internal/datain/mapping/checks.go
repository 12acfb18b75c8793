package mapping

import (
	"slices"
	"strings"
)

func emptyCheck(want bool) check {
	return func(v any) (bool, error) {
		items, isList := v.([]any)
		return (v == nil || isList && len(items) == 0) == want, nil
	}
}

// textCheck looks at the text of a value; it fails for a missing one.
func textCheck(holds func(string) bool) check {
	return func(v any) (bool, error) { return v != nil && holds(textOf(v)), nil }
}

// wordCheck holds when one of the words fits. contains looks for an entry of a list, and
// for a part of a text.
func wordCheck(kind string, words []string) check {
	fits := map[string]func(s, word string) bool{
		"equals": func(s, word string) bool { return s == word }, "in": func(s, word string) bool { return s == word },
		"contains": strings.Contains, "startsWith": strings.HasPrefix, "endsWith": strings.HasSuffix,
	}[kind]
	onText := textCheck(func(s string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return fits(s, word) })
	})
	return func(v any) (bool, error) {
		items, isList := v.([]any)
		if !isList || kind != "contains" {
			return onText(v)
		}
		return slices.ContainsFunc(items, func(item any) bool { return slices.Contains(words, textOf(item)) }), nil
	}
}

func numberCheck(kind string, bound decimal) check {
	holds := map[string]func(sign int) bool{
		"above": func(sign int) bool { return sign > 0 }, "atLeast": func(sign int) bool { return sign >= 0 },
		"below": func(sign int) bool { return sign < 0 }, "atMost": func(sign int) bool { return sign <= 0 },
	}[kind]
	return func(v any) (bool, error) {
		if v == nil {
			return false, nil
		}
		d, err := numberOf(v)
		if err != nil {
			return false, err
		}
		return holds(d.compare(bound)), nil
	}
}
