package canon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text is the canonical writing of a text: without what cannot be seen, in half-width letters,
// digits and punctuation, with single spaces and none at its ends, and in Unicode's form NFC.
// Letters keep their case. Text of a canonical text is itself.
func Text(s string) string {
	if plain(s) {
		return s
	}
	return strings.TrimSpace(Part(s))
}

// Part is Text for what is looked for inside of texts: a space at its ends stays, since it
// stands between words there.
func Part(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFC.String(shaped(s)) {
		if unicode.IsSpace(r) {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// shaped is a text without what cannot be seen, its presentation forms being plain characters.
func shaped(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case Invisible(r):
		case presentation(r):
			for _, p := range norm.NFKC.String(string(r)) {
				if !Invisible(p) {
					b.WriteRune(p)
				}
			}
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plain tells that a text is nothing but printable ASCII without space to take away.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// Visible is a text without what cannot be seen.
func Visible(s string) string {
	if !strings.ContainsFunc(s, Invisible) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if Invisible(r) {
			return -1
		}
		return r
	}, s)
}

// Invisible tells that a character has no look of its own: zero-width spaces and joiners, marks
// of direction, soft hyphens, byte order marks, and selectors of variants of the one before.
func Invisible(r rune) bool {
	if r < 0x80 {
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) &&
		!unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// presentation tells that a character is another one in a certain shape: full or half width, small,
// for vertical lines, or the radical that looks like a character. Superscripts, circled numbers and
// ligatures mean something else, or more, than the characters that they are made of, and stay.
func presentation(r rune) bool {
	switch {
	case r < 0x2e80:
		return false
	case r <= 0x2fdf: // radicals
		return true
	}
	return 0xfe10 <= r && r <= 0xfe1f || 0xfe30 <= r && r <= 0xfe6f || 0xff00 <= r && r <= 0xffef
}
