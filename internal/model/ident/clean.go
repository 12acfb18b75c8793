package ident

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// errEmpty becomes a sentence with an example in Format.Normalize.
var errEmpty = errors.New("empty")

// fold brings full-width and other compatibility forms to plain characters,
// letters a–z to upper case, and drops the characters that drop names. Only
// ASCII letters change case: ı and ſ must not turn into I and S.
func fold(s string, drop func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r - 'a' + 'A'
		case drop(r):
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}

// IsSpace tells whether a character is white space; it also takes the invisible characters that spreadsheets and web pages leave behind.
func IsSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200B' || r == '\u200C' || r == '\u200D' || r == '\u2060' || r == '\uFEFF'
}

// isSpaceOrHyphen takes every stroke that is typed for a hyphen, the soft hyphen and the minus sign included.
func isSpaceOrHyphen(r rune) bool {
	switch r {
	case '-', '\u00AD', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212':
		return true
	}
	return IsSpace(r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// wantDigits fails on the first character of s that is no digit; offset is the
// number of characters that stand before s in the whole value.
func wantDigits(s string, offset int) error {
	n := 0
	for _, r := range s {
		n++
		if !isDigit(r) {
			return fmt.Errorf("character %d is %s, expected a digit%s", offset+n, show(r), lookAlike(r))
		}
	}
	return nil
}

// lookAlike names the digit that a letter is often taken for. It goes into the
// message only; the value is never changed by it.
func lookAlike(r rune) string {
	const letters, digits = "OQDILSZB", "00011528"
	if i := strings.IndexRune(letters, r); i >= 0 {
		return fmt.Sprintf(" (perhaps %c was meant)", digits[i])
	}
	return ""
}

// show writes a character so that an invisible one can be seen.
func show(r rune) string {
	if unicode.IsPrint(r) {
		return string(r)
	}
	return fmt.Sprintf("U+%04X", r)
}

// length counts characters, not bytes, since the messages speak of characters.
func length(s string) int { return utf8.RuneCountInString(s) }
