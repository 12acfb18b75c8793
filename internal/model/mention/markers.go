package mention

import (
	"slices"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// How many characters a text must have to tell whose it is: two make a Chinese name, but many
// words and numbers have few letters or digits in common.
const (
	leastChinese = 2
	leastLatin   = 4
	leastDigits  = 7
)

// tells that a folded text is long enough to tell whose it is.
func tells(f string) bool {
	switch n := utf8.RuneCountInString(f); {
	case number(f):
		return n >= leastDigits
	case latin(f):
		return n >= leastLatin
	default:
		return n >= leastChinese
	}
}

// Markers are the texts by which an entity is recognised in what others wrote: its names, its
// keys, and its sensitive values. Longer ones come first, so that none hides in another.
func Markers(e *catalog.Entity, properties map[string]any) []string {
	var list []string
	for _, f := range e.Fields {
		if f.Name == "id" || !Names(f) && !f.Unique && !f.Sensitive {
			continue
		}
		for _, text := range catalog.Texts(properties[f.Name]) {
			if tells(fold(text).text) && !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}

// Names tells that the field holds what the entity is called.
func Names(f *catalog.Field) bool { return f.Name == "name" || f.Search && !f.Prose }
