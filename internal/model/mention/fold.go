package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/hanzi"
)

// folded is a text in one width and case, in simplified characters, without accents and with nothing
// between its letters. inside tells of each byte whether it goes on with a word of letters or digits
// that are not Chinese.
type folded struct {
	text   string
	inside []bool
	// plain is the text in NFKD, places is where in it each byte of the folded one stands.
	plain  string
	places []int
}

// fold brings the writings of a name or number together.
func fold(text string) folded {
	var out strings.Builder
	var inside []bool
	var places []int
	word, last, plain := false, rune(0), norm.NFKD.String(text)
	for place, r := range plain {
		switch {
		case accent(r):
			continue
		case between(r, last):
			word = false
			continue
		}
		last = hanzi.Rune(unicode.ToLower(r))
		n, _ := out.WriteRune(last)
		alphabetic := spelled(last)
		for i := range n {
			inside, places = append(inside, i > 0 || word && alphabetic), append(places, place)
		}
		word = alphabetic
	}
	return folded{out.String(), inside, plain, places}
}

// accent tells that a rune is a mark of the letter before it, such as the tone of a syllable.
func accent(r rune) bool { return 0x300 <= r && r <= 0x36f }

const (
	// dots stand between the parts of names, and with the others inside of numbers.
	dots = "−·•・‧∙⋅.()+"
	// marks stand between the words of names in letters, and say something behind Chinese characters.
	marks = `,'"’‘“”_/\`
)

// between tells that a rune stands between the letters of a name or number, of which last is the
// one before, and means nothing.
func between(r, last rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Pd, unicode.Cf) || canon.Invisible(r) || strings.ContainsRune(dots, r) ||
		spelled(last) && strings.ContainsRune(marks, r)
}

// firstIdeograph is where the scripts begin that have no words of letters.
const firstIdeograph = 0x2e80

func spelled(r rune) bool { return r < firstIdeograph && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// holds tells whether a writing stands in the text.
func (f folded) holds(w writing) bool { return f.find(w, 0) >= 0 }

// find is where a writing first stands in the text from a place on, -1 for nowhere.
func (f folded) find(w writing, from int) int {
	for from <= len(f.text) {
		i := strings.Index(f.text[from:], w.text)
		if i < 0 {
			return -1
		}
		at := from + i
		end := at + len(w.text)
		if !w.word || !f.inside[at] && (end == len(f.text) || !f.inside[end]) {
			return at
		}
		from = at + 1
	}
	return -1
}

// without is the plain text without a writing, with a space in each place of it.
func (f folded) without(w writing) string {
	var out strings.Builder
	from := 0
	for at := f.find(w, 0); at >= 0; at = f.find(w, at+len(w.text)) {
		last := f.places[at+len(w.text)-1]
		_, n := utf8.DecodeRuneInString(f.plain[last:])
		out.WriteString(f.plain[from:f.places[at]] + " ")
		from = len(f.plain) - len(strings.TrimLeftFunc(f.plain[last+n:], accent))
	}
	return norm.NFC.String(out.String() + f.plain[from:])
}

func number(f string) bool { return strings.Trim(f, "0123456789") == "" }

func latin(f string) bool {
	return strings.IndexFunc(f, func(r rune) bool { return !spelled(r) && r >= firstIdeograph }) < 0
}
