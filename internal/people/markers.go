package people

import (
	"slices"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// leastMarker is how many characters a text must have to tell whose it is: two make a
// Chinese name.
const leastMarker = 2

// markers are the texts by which an entity is recognised in what others wrote: its names, its
// keys, and its sensitive values. Longer ones come first, so that none hides in another.
func markers(e *catalog.Entity, properties map[string]any) []string {
	var list []string
	for _, f := range e.Fields {
		if f.Name == "id" || !names(f) && !f.Unique && !f.Sensitive {
			continue
		}
		for _, text := range texts(properties[f.Name]) {
			if utf8.RuneCountInString(text) >= leastMarker && !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}

// names tells that the field holds what the entity is called.
func names(f *catalog.Field) bool { return f.Name == "name" || f.Search && !f.Prose }

func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	case []any:
		list := make([]string, 0, len(v))
		for _, item := range v {
			if s, isText := item.(string); isText {
				list = append(list, s)
			}
		}
		return list
	}
	return nil
}

// mentions tells whether one of the markers stands in a text.
func mentions(text string, markers []string) bool { return newMatcher(markers).in(text) }
