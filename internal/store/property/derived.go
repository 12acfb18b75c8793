package property

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/sortkey"
)

// Derived are the properties that are kept beside the values of fields, each nil where there is
// none: what pages are sorted by, and the canonical text.
func Derived(fields []*catalog.Field, properties map[string]any) map[string]any {
	derived := map[string]any{}
	for _, f := range fields {
		beside(f, properties, func(name string, v any) { derived[name] = v })
	}
	return derived
}

// Derive puts into properties what is kept beside the values that are among them, and removes it
// for those that are not.
func Derive(fields []*catalog.Field, properties map[string]any) {
	for _, f := range fields {
		_, given := properties[f.Name]
		beside(f, properties, func(name string, v any) {
			properties[name] = v
			if !given {
				delete(properties, name)
			}
		})
	}
}

// Definition says how what is kept beside the values of a field is made, so that what is stored
// can be told from what another program made; empty where there is nothing.
func Definition(f *catalog.Field) string {
	made := sortkey.Definition(f)
	switch {
	case f.Keyed():
		return made + ", key 1"
	case f.Text():
		return strings.TrimPrefix(made+", writing 1", ", ")
	}
	return made
}

func beside(f *catalog.Field, properties map[string]any, keep func(name string, v any)) {
	if name := f.SortProperty(); name != f.Name {
		keep(name, sortkey.Of(f, properties[f.Name]))
	}
	if f.Text() {
		keep(f.CanonicalProperty(), canonical(f, properties))
	}
}

// canonical is the canonical text that is kept beside a value, nil for none. What shares a unique
// text with another since before there was one rule has its own writing in that place, and
// keeps it.
func canonical(f *catalog.Field, properties map[string]any) any {
	v := properties[f.Name]
	if v == nil {
		return nil
	}
	if f.Keyed() && f.Unique && properties[f.CanonicalProperty()] == v {
		return v
	}
	c := canon.Value(v)
	if !f.Keyed() && Same(c, v) {
		return nil
	}
	return c
}

// KeepShared gives properties the canonical texts of unique values that stay as they are stored:
// which of those that share a text has it is told by nothing else.
func KeepShared(fields []*catalog.Field, properties, stored map[string]any) {
	for _, f := range fields {
		if c := stored[f.CanonicalProperty()]; f.Unique && f.Keyed() && c != nil && properties[f.Name] == stored[f.Name] {
			properties[f.CanonicalProperty()] = c
		}
	}
}

// Keys are the values of the key property by which a value of a field is looked for, best first:
// the value as it is, which what shares its canonical text with another since before there was
// one is kept under, and its canonical text.
func Keys(f *catalog.Field, v any) []any {
	c := v
	if f.Keyed() {
		c = canon.Value(v)
	}
	if f.Unique && c != v {
		return []any{v, c}
	}
	return []any{c}
}
