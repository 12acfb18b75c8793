package fault

import "strings"

// OneOf joins the words that a message offers: csv, xlsx or jsonl.
func OneOf[T ~string](words ...T) string {
	var b strings.Builder
	for i, word := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			b.WriteString(" or ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(string(word))
	}
	return b.String()
}
