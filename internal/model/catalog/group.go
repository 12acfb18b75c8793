package catalog

import (
	"slices"
	"strings"
	"unicode"
)

// GroupKey is one way to group the pages of an entity: by an enumeration, by the
// year of a date, or by the entity at the end of a path. Exactly one is set.
type GroupKey struct {
	Name  string
	Value *Field
	Year  *Field
	Path  []*Relation
}

// GroupKeys returns the ways to group the entity's pages: its enumerations, the years of
// its dates, its to-one relationships, and what @groupKey declares.
func (e *Entity) GroupKeys() []GroupKey {
	var keys []GroupKey
	for _, f := range e.Fields {
		switch {
		case f.System || f.List:
		case f.Kind == Enum:
			keys = append(keys, GroupKey{Name: upperSnake(f.Name), Value: f})
		case f.Kind == Date:
			keys = append(keys, GroupKey{Name: upperSnake(strings.TrimSuffix(f.Name, "On")) + "_YEAR", Year: f})
		}
	}
	for _, r := range e.Relations {
		if !r.Many {
			keys = append(keys, GroupKey{Name: upperSnake(r.Name), Path: []*Relation{r}})
		}
	}
	for _, g := range e.Groups {
		keys = slices.DeleteFunc(keys, func(k GroupKey) bool { return k.Name == g.Name })
		keys = append(keys, GroupKey{Name: g.Name, Path: g.Path})
	}
	return keys
}

func upperSnake(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}
