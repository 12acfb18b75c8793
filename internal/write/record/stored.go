package record

import "slices"

// sameValue compares two stored values; lists come back from the driver as []any.
func sameValue(a, b any) bool {
	la, aList := stringList(a)
	lb, bList := stringList(b)
	if aList || bList {
		return aList == bList && slices.Equal(la, lb)
	}
	return a == b
}

// stringList returns a stored list of texts; false when v is no list.
func stringList(v any) ([]string, bool) {
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

// changes returns those of the properties that differ from the stored ones.
func changes(stored, properties map[string]any) map[string]any {
	var diff map[string]any
	for name, v := range properties {
		if sameValue(stored[name], v) {
			continue
		}
		if diff == nil {
			diff = map[string]any{}
		}
		diff[name] = v
	}
	return diff
}

// merged returns the list with what is added; the order of what was there stays.
func merged(list, added []string) []string {
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

func textOf(v any) string {
	s, _ := v.(string)
	return s
}

// overlay returns base with the changes applied; nil removes.
func overlay(base, changed map[string]any) map[string]any {
	out := clone(base)
	for name, v := range changed {
		if v == nil {
			delete(out, name)
			continue
		}
		out[name] = v
	}
	return out
}

// difference is what turns stored into current; nil removes.
func difference(stored, current map[string]any) map[string]any {
	diff := changes(stored, current)
	for name := range stored {
		if _, kept := current[name]; kept {
			continue
		}
		if diff == nil {
			diff = map[string]any{}
		}
		diff[name] = nil
	}
	return diff
}
