package hanzi

import (
	"strings"
	"unicode/utf8"
)

// Simplified is a text with each traditional character in its simplified form, character by character:
// words in which a character stays traditional (乾隆) are not told apart, so it is for comparing and not
// for showing.
func Simplified(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return Rune(r) != r }) {
		return s
	}
	return strings.Map(Rune, s)
}

// first and last are the characters that the bits of traditional are of.
const first, last = 0x3400, 0x9fff

// Rune is the simplified form of a character, or itself.
func Rune(r rune) rune {
	switch {
	case r < first || first <= r && r <= last && traditional[(r-first)/8]>>((r-first)%8)&1 == 0:
		return r
	case r < 0x10000:
		if s := find(plain, plainSimplified, r, 3); s != utf8.RuneError {
			return s
		}
		return or(find(rare, rareSimplified, r, 3), r)
	}
	if s := find(high, highSimplified, r, 4); s != utf8.RuneError {
		return s
	}
	return or(find(highPlain, highPlainSimplified, r, 4), r)
}

func or(found, r rune) rune {
	if found == utf8.RuneError {
		return r
	}
	return found
}

// find looks for a character among keys of so many bytes each; values are at the same places.
// The order of texts in UTF-8 is that of code points.
func find(keys, values string, r rune, width int) rune {
	low, high, valueWidth := 0, len(keys)/width, len(values)/(len(keys)/width)
	for low < high {
		middle := (low + high) / 2
		key, _ := utf8.DecodeRuneInString(keys[middle*width:])
		switch {
		case key == r:
			s, _ := utf8.DecodeRuneInString(values[middle*valueWidth:])
			return s
		case key < r:
			low = middle + 1
		default:
			high = middle
		}
	}
	return utf8.RuneError
}
