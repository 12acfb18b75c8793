package mapping

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// maxUntold bounds the values without a translation that a comment names.
const maxUntold = 10

// enum writes the value of an enumeration: what the schema calls its values is translated,
// what it does not know is told in a comment.
func (g *guess) enum(f *catalog.Field, c *columnGuess, split string) string {
	values := c.distinct(split)
	if len(values) > 0 && !slices.ContainsFunc(values, func(s string) bool { return !slices.Contains(f.Values, s) }) {
		return fmt.Sprintf("{column: %s%s, onError: omit}", quoted(c.name), splitOf(split))
	}
	var pairs, unknown []string
	for _, v := range g.cat.EnumValues(f.Enum) {
		for _, word := range append([]string{v.Term}, v.Synonyms...) {
			pairs = append(pairs, quoted(word)+": "+v.Name)
		}
	}
	for _, s := range values {
		switch name, known := g.cat.EnumNamed(f.Enum, s); {
		case !known:
			unknown = append(unknown, quoted(fault.Shorten(s, maxExample)))
		case !slices.Contains(pairs, quoted(s)+": "+name):
			pairs = append(pairs, quoted(s)+": "+name)
		}
	}
	text := fmt.Sprintf("{column: %s%s, transform: {enum: {%s}}, onError: omit}", quoted(c.name), splitOf(split), strings.Join(pairs, ", "))
	if len(unknown) > 0 {
		text += fmt.Sprintf(" # not translated, and so left out: %s; there are %s", strings.Join(unknown[:min(len(unknown), maxUntold)], ", "), strings.Join(f.Values, ", "))
	}
	return text
}

func splitOf(separator string) string {
	if separator == "" {
		return ""
	}
	return ", split: " + quoted(separator)
}

// distinct are the values of the sample, or the entries of its lists, each once.
func (c *columnGuess) distinct(split string) []string {
	var values []string
	for _, text := range c.texts {
		entries := []string{text}
		if split != "" {
			entries = strings.Split(text, split)
		}
		for _, s := range entries {
			if s = trimmed(s); s != "" && !slices.Contains(values, s) && !slices.Contains(emptyWords, s) {
				values = append(values, s)
			}
		}
	}
	slices.Sort(values)
	return values
}
