package canon

// Value is the canonical form of a stored value: that of a text, or of each text of a list; other
// values are themselves.
func Value(v any) any {
	switch v := v.(type) {
	case string:
		return Text(v)
	case []string:
		list := make([]string, len(v))
		for i, s := range v {
			list[i] = Text(s)
		}
		return list
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = Value(item)
		}
		return list
	}
	return v
}
