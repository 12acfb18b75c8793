package fault

import "unicode/utf8"

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
