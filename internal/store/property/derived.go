package property

import (
	"maps"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
)

// Derived are the properties that are kept beside a value of a field, each nil where there is
// none: what pages are sorted by, and the canonical text.
func Derived(f *catalog.Field, v any) map[string]any {
	derived := map[string]any{}
	for _, name := range f.DerivedProperties() {
		derived[name] = nil
	}
	if s, is := v.(string); is && f.Pinyin {
		derived[f.SortProperty()] = pinyin.SortKey(s)
	}
	maps.Copy(derived, Canonical(f, v))
	return derived
}

// Canonical is the canonical text that is kept beside a value of a field, nil for none; nothing
// for what is no text.
func Canonical(f *catalog.Field, v any) map[string]any {
	if !f.Text() {
		return nil
	}
	c := canon.Value(v)
	if v == nil || !f.Keyed() && Same(c, v) {
		c = nil
	}
	return map[string]any{f.CanonicalProperty(): c}
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
