package pinyin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Piece is a part of a name as it is read aloud.
type Piece struct {
	// Text is a toneless syllable (ü as v), or a run of other letters and digits in
	// lower case.
	Text string
	// Han tells that Text is the syllable of a Han character.
	Han bool
}

// Pieces reads a name by the same rules as SortKey: a piece a Han character, one a run
// of other letters and digits; everything else only sets pieces apart.
func Pieces(name string) []Piece {
	name = norm.NFKC.String(strings.ToValidUTF8(name, "\uFFFD"))
	var pieces []Piece
	if reading, size := surname(name); size > 0 {
		pieces = syllables(pieces, reading)
		name = name[size:]
	}
	joined := false
	for name != "" {
		if reading, size := longestWord(name); size > 0 {
			pieces, name, joined = syllables(pieces, reading), name[size:], false
			continue
		}
		r, size := utf8.DecodeRuneInString(name)
		name = name[size:]
		if reading := syllableOf(r); unicode.Is(unicode.Han, r) && reading != "" {
			pieces, joined = syllables(pieces, reading), false
			continue
		}
		pieces, joined = run(pieces, r, joined)
	}
	return pieces
}

func syllables(pieces []Piece, reading string) []Piece {
	for syllable := range strings.FieldsSeq(reading) {
		pieces = append(pieces, Piece{syllable, true})
	}
	return pieces
}

// run appends r to the run before it, if joined, and tells whether a run goes on.
func run(pieces []Piece, r rune, joined bool) ([]Piece, bool) {
	if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
		return pieces, false
	}
	text := string(unicode.ToLower(r))
	if !joined {
		return append(pieces, Piece{Text: text}), true
	}
	pieces[len(pieces)-1].Text += text
	return pieces, true
}
