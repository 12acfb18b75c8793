package property

import (
	"encoding/json"
	"slices"
)

// Same compares two stored values; lists come back from the driver as []any.
func Same(a, b any) bool {
	la, aList := Texts(a)
	lb, bList := Texts(b)
	if aList || bList {
		return aList == bList && slices.Equal(la, lb)
	}
	return a == b
}

// Text returns a stored text; it is empty when v is none.
func Text(v any) string {
	s, _ := v.(string)
	return s
}

// OrNil is how a text is stored: no text is no property.
func OrNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// Texts returns a stored list of texts; false when v is no list.
func Texts(v any) ([]string, bool) {
	switch list := v.(type) {
	case []string:
		return list, true
	case []any:
		out := make([]string, 0, len(list))
		for _, item := range list {
			s, _ := item.(string)
			out = append(out, s)
		}
		return out, true
	}
	return nil, false
}

// Union returns the list with what is added; the order of what was there stays. It is never
// nil, since nil would remove the property.
func Union(list, added []string) []string {
	out := slices.Clone(list)
	for _, s := range added {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if out == nil {
		out = []string{}
	}
	return out
}

// JSON is how values of different types are stored in one property. Stored values are texts,
// numbers, booleans and lists of texts, which JSON can always write.
func JSON(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}
