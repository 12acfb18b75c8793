package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/hanzi"
)

// folded is a text without width, case, accents, spaces and punctuation.
type folded struct {
	text string
	// starts are the places in text, in bytes, where a word begins. Each character of
	// Chinese, Japanese and Korean is a word.
	starts []int
}

// word is a run of characters of one writing.
type word struct {
	text string
	// cjk tells that it is a run of Chinese, Japanese or Korean characters.
	cjk bool
	// sound is how the run is read, for what is looked for; empty for one character.
	sound folded
}

// fold keeps the letters and digits of s.
func fold(s string) folded {
	var f folded
	var b strings.Builder
	b.Grow(len(s))
	last := apart
	scan(s, func(r rune, c class) {
		if c != apart {
			if c == cjk || c != last {
				f.starts = append(f.starts, b.Len())
			}
			b.WriteRune(r)
		}
		last = c
	})
	f.text = b.String()
	return f
}

// words splits s into its runs; a border between writings is a border between words.
func words(s string) []word {
	var list []word
	last := apart
	scan(s, func(r rune, c class) {
		switch {
		case c == apart:
		case c != last:
			list = append(list, word{text: string(r), cjk: c == cjk})
		default:
			list[len(list)-1].text += string(r)
		}
		last = c
	})
	return list
}

type class int

const (
	apart class = iota
	cjk
	letter
)

// scan visits the characters of s in NFKC, lower case and without accents.
func scan(s string, visit func(rune, class)) {
	for _, r := range plain(s) {
		switch {
		case isCJK(r):
			visit(r, cjk)
		case unicode.IsLetter(r), unicode.IsNumber(r):
			visit(unicode.ToLower(r), letter)
		case r < utf8.RuneSelf, !unicode.In(r, unicode.Mn, unicode.Me):
			visit(r, apart)
		}
	}
}

func isCJK(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case 0x4e00 <= r && r <= 0x9fff: // nearly all of them, without a look into a table
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// plain leaves out what cannot be seen, simplifies Chinese characters, and decomposes letters with accents, so that the accents can be left out. Hangul
// would come apart too; it has no accents.
func plain(s string) string {
	s = hanzi.Simplified(norm.NFKC.String(canon.Visible(strings.ToValidUTF8(s, " "))))
	return strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf && unicode.Is(unicode.Latin, r) {
			base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
			return base
		}
		return r
	}, s)
}

// startsWith tells whether the text begins with s.
func (f folded) startsWith(s string) bool { return strings.HasPrefix(f.text, s) }

// holds tells whether s stands in the text from the start of a word on.
func (f folded) holds(s string) bool {
	if !strings.Contains(f.text, s) {
		return false
	}
	for _, at := range f.starts {
		if strings.HasPrefix(f.text[at:], s) {
			return true
		}
	}
	return false
}
