package mapping

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// checkWord is a comparison of conditions and cases. The parser and the JSON Schema derive
// from the table of them.
type checkWord struct {
	key
	// read makes the check of what stands behind the name; nil when there is a mistake.
	read func(s scope, n *yaml.Node, name string) check
}

var checkWords = []checkWord{
	{key{"equals", described(ref("constant"), "Is this, or one of these.")}, oneOfWords(equal)},
	{key{"in", described(ref("constant"), "Is one of these.")}, oneOfWords(equal)},
	{key{"matches", text("Matches a regular expression of RE2; ^ and $ stand for the ends.")}, matchesPattern},
	{key{"contains", described(ref("constant"), "Contains this, or one of these.")}, containsWord},
	{key{"startsWith", described(ref("constant"), "Starts with this, or one of these.")}, oneOfWords(strings.HasPrefix)},
	{key{"endsWith", described(ref("constant"), "Ends with this, or one of these.")}, oneOfWords(strings.HasSuffix)},
	{key{"empty", js{"type": "boolean", "description": "Is missing, or is not."}}, isEmpty},
	{key{"above", number("Is more than this.")}, compares(func(sign int) bool { return sign > 0 })},
	{key{"atLeast", number("Is this or more.")}, compares(func(sign int) bool { return sign >= 0 })},
	{key{"below", number("Is less than this.")}, compares(func(sign int) bool { return sign < 0 })},
	{key{"atMost", number("Is this or less.")}, compares(func(sign int) bool { return sign <= 0 })},
}

func checkKeys() keys {
	list := make(keys, len(checkWords))
	for i, w := range checkWords {
		list[i] = w.key
	}
	return list
}

func equal(s, word string) bool { return s == word }

func isEmpty(s scope, n *yaml.Node, name string) check {
	want := s.f.boolean(n, name)
	return func(v any) (bool, error) {
		items, isList := v.([]any)
		return (v == nil || isList && len(items) == 0) == want, nil
	}
}

func matchesPattern(s scope, n *yaml.Node, _ string) check {
	re := s.f.pattern(n)
	if re == nil {
		return nil
	}
	return textCheck(re.MatchString)
}

// oneOfWords holds when one of the words fits.
func oneOfWords(fits func(s, word string) bool) func(scope, *yaml.Node, string) check {
	return func(s scope, n *yaml.Node, name string) check { return wordCheck(fits, s.f.texts(n, name)) }
}

// containsWord looks for an entry of a list, and for a part of a text.
func containsWord(s scope, n *yaml.Node, name string) check {
	words := s.f.texts(n, name)
	onText := wordCheck(strings.Contains, words)
	return func(v any) (bool, error) {
		items, isList := v.([]any)
		if !isList {
			return onText(v)
		}
		return slices.ContainsFunc(items, func(item any) bool { return slices.Contains(words, textOf(item)) }), nil
	}
}

// compares holds by how the number stands to the bound: -1, 0 or 1.
func compares(holds func(sign int) bool) func(scope, *yaml.Node, string) check {
	return func(s scope, n *yaml.Node, name string) check {
		bound, err := parseDecimal(n.Value)
		if err != nil {
			s.at(n, "%s: expected a number", name)
		}
		return numberCheck(holds, bound)
	}
}

// textCheck looks at the text of a value; it fails for a missing one.
func textCheck(holds func(string) bool) check {
	return func(v any) (bool, error) { return v != nil && holds(textOf(v)), nil }
}

func wordCheck(fits func(s, word string) bool, words []string) check {
	return textCheck(func(s string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return fits(s, word) })
	})
}

func numberCheck(holds func(sign int) bool, bound decimal) check {
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
