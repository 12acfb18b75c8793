package mapping

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// part returns the entries without the blank ones, or why there are none.
func (f *fanout) part(v any) ([]*entry, string) {
	switch v := v.(type) {
	case nil:
		return nil, ""
	case map[string]any:
		if !f.isMap {
			return nil, "is a map, expected a list; say kind: map"
		}
		entries := make([]*entry, 0, len(v))
		for _, key := range slices.Sorted(maps.Keys(v)) {
			entries = append(entries, &entry{key: key, value: present(v[key])})
		}
		return entries, ""
	case []any:
		if f.isMap && f.pair == "" {
			return nil, "is a list, expected a map such as {\"a\": 1}"
		}
		return f.pairs(v)
	case string:
		if f.isMap && f.pair == "" {
			return nil, "is a text, expected a map such as {\"a\": 1}"
		}
		return f.pairs(f.pieces(v, f.split))
	}
	if f.isMap {
		return nil, "expected a map such as {\"a\": 1}"
	}
	return f.pairs([]any{v})
}

// pairs makes an entry of each item.
func (f *fanout) pairs(items []any) ([]*entry, string) {
	entries := make([]*entry, 0, len(items))
	for _, item := range items {
		item = present(item)
		if item == nil && len(f.beside) == 0 {
			continue
		}
		e := &entry{value: item}
		if s, isText := item.(string); isText && f.pair != "" {
			key, rest, found := strings.Cut(s, f.pair)
			if !found {
				return nil, fmt.Sprintf("the entry %q lacks %q between its key and its value", shown(s), f.pair)
			}
			e.key, e.value = present(key), present(rest)
		}
		entries = append(entries, e)
	}
	return entries, ""
}

func (f *fanout) pieces(s string, separators []string) []any {
	if len(separators) == 0 {
		return []any{s}
	}
	for _, sep := range separators[1:] {
		s = strings.ReplaceAll(s, sep, separators[0])
	}
	parts := entriesOf(s, separators[0])
	items := make([]any, len(parts))
	for i, p := range parts {
		items[i] = p
	}
	return items
}

// runAlong gives each entry its part of the lists beside.
func (f *fanout) runAlong(r *row, entries []*entry) string {
	for _, b := range f.beside {
		c := b.value.read(r)
		if c.reason != "" {
			return c.column + " " + c.reason
		}
		var items []any
		switch v := c.value.(type) {
		case nil:
			continue
		case []any:
			items = v
		case string:
			items = f.pieces(v, b.split)
		default:
			items = []any{v}
		}
		if len(items) != len(entries) {
			return fmt.Sprintf("has %d entries, but %s has %d", len(entries), c.column, len(items))
		}
		for i, e := range entries {
			if e.beside == nil {
				e.beside = map[string]any{}
			}
			e.beside[b.name] = present(items[i])
		}
	}
	return ""
}
