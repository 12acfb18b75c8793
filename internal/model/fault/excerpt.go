package fault

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// excerptLength bounds what a message repeats of a text, in characters.
const excerptLength = 60

// Excerpt is the beginning of a text that somebody sent, as a message repeats it.
func Excerpt(text string) string { return Shorten(text, excerptLength) }

// Shorten is the beginning of a text, at most so many characters: a long one is cut behind a
// whole character and ends with an ellipsis. Reports and logs repeat texts so.
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

// Fit is the beginning of a text that has at most so many bytes, and ends with a whole character:
// for what has its place counted in bytes, such as the reason in a frame that closes a WebSocket.
func Fit(text string, most int) string {
	if len(text) <= most {
		return text
	}
	end := most
	for end > 0 && most-end < utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// Shown is a value as a message repeats it: a text in quotes, cut as Excerpt does.
func Shown(v any) string {
	if text, is := v.(string); is {
		return Excerpt(strconv.Quote(text))
	}
	return Excerpt(fmt.Sprint(v))
}
