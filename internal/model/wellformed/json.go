package wellformed

import (
	"strconv"
	"unicode/utf8"
)

// escapeBytes is the length of an escape such as \u534e.
const escapeBytes = 6

// scan returns how many bytes of a piece of JSON are well-formed, and what is wrong behind
// them. Without a problem the rest is a character or an escape that is cut off.
func scan(text []byte) (good int, problem string) {
	for good < len(text) {
		n, wrong := 1, ""
		switch c := text[good]; {
		case c == '\\':
			n, wrong = escape(text[good:])
		case c >= utf8.RuneSelf:
			n, wrong = character(text[good:])
		}
		if n == 0 || wrong != "" {
			return good, wrong
		}
		good += n
	}
	return good, ""
}

// character is the length of the first character, 0 when it is cut off.
func character(text []byte) (n int, problem string) {
	if !utf8.FullRune(text) {
		return 0, ""
	}
	r, n := utf8.DecodeRune(text)
	if r == utf8.RuneError && n == 1 {
		return n, notUTF8
	}
	return n, ""
}

// escape is the length of the first escape, with the second half of a pair of surrogates;
// 0 when it is cut off. One that is no JSON is left to the decoder.
func escape(text []byte) (n int, problem string) {
	if len(text) < 2 {
		return 0, ""
	}
	if text[1] != 'u' {
		return 2, ""
	}
	unit, whole := unitOf(text)
	switch {
	case !whole:
		return 0, ""
	case unit < 0xd800 || unit > 0xdfff:
		return escapeBytes, ""
	case unit > 0xdbff:
		return escapeBytes, halfPair
	}
	return secondHalf(text[escapeBytes:])
}

func secondHalf(text []byte) (n int, problem string) {
	for i, want := range []byte(`\u`) {
		if i >= len(text) {
			return 0, ""
		}
		if text[i] != want {
			return escapeBytes, halfPair
		}
	}
	low, whole := unitOf(text)
	switch {
	case !whole:
		return 0, ""
	case low < 0xdc00 || low > 0xdfff:
		return escapeBytes, halfPair
	}
	return 2 * escapeBytes, ""
}

// unitOf is the number of an escape, 0 when it is none.
func unitOf(text []byte) (unit uint64, whole bool) {
	if len(text) < escapeBytes {
		return 0, false
	}
	unit, _ = strconv.ParseUint(string(text[2:escapeBytes]), 16, 32)
	return unit, true
}
