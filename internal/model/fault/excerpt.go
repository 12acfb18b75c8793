package fault

import (
	"fmt"
	"strconv"
)

// excerptLength bounds what a message repeats of a text, in characters.
const excerptLength = 60

// Excerpt is the beginning of a text that somebody sent, as a message repeats it: a long one
// is cut behind a whole character and ends with an ellipsis.
func Excerpt(text string) string {
	count := 0
	for i := range text {
		if count == excerptLength {
			return text[:i] + "…"
		}
		count++
	}
	return text
}

// Shown is a value as a message repeats it: a text in quotes, cut as Excerpt does.
func Shown(v any) string {
	if text, is := v.(string); is {
		return Excerpt(strconv.Quote(text))
	}
	return Excerpt(fmt.Sprint(v))
}
