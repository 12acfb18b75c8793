package fault

import (
	"strings"
	"unicode/utf8"
)

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

// Shorten is the beginning of a text that somebody else chose, as messages, reports and logs
// repeat it: at most so many characters, and an ellipsis for the rest.
func Shorten(text string, most int) string {
	if len(text) <= most || utf8.RuneCountInString(text) <= most {
		return text
	}
	end := 0
	for range most {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return text[:end] + "…"
}
