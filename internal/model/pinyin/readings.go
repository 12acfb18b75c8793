package pinyin

import (
	"slices"
	"strings"
	"unicode/utf8"

	pinyin "github.com/mozillazg/go-pinyin"
)

// mostReadings bounds the ways in which one character is read.
const mostReadings = 4

// Readings are the ways in which a name may be read, that of Pieces first: the first character of
// what may be a person's name, two to four Han characters, is read in each way that it has unless a known word begins there, since
// many family names are read otherwise than the word (乐 yue, 盖 ge, 覃 qin).
func Readings(name string) [][]Piece {
	pieces := Pieces(name)
	all := [][]Piece{pieces}
	_, word := longestWord(name)
	if n := hanLength(name); n < 2 || n > 4 || len(pieces) != n || word > 0 {
		return all
	}
	for _, reading := range readingsOf(name) {
		if reading == pieces[0].Text {
			continue
		}
		other := slices.Clone(pieces)
		other[0].Text = reading
		all = append(all, other)
	}
	return all
}

// readingsOf are the toneless readings of the first character of a name, each once.
func readingsOf(name string) []string {
	r, _ := utf8.DecodeRuneInString(name)
	var all []string
	for reading := range strings.SplitSeq(pinyin.PinyinDict[int(r)], ",") {
		if s := toneless(reading); s != "" && !slices.Contains(all, s) && len(all) < mostReadings {
			all = append(all, s)
		}
	}
	return all
}
