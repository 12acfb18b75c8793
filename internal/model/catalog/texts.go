package catalog

// Texts are those that a stored value is or has.
func Texts(v any) []string {
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
