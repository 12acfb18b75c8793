package pinyin

import (
	"strings"

	pinyin "github.com/mozillazg/go-pinyin"
)

// syllableOf returns the commonest reading of a Han character without its tone,
// empty when none is known. The dictionary is read directly, because the
// conversion of the library runs regular expressions for each character.
func syllableOf(r rune) string {
	readings := pinyin.PinyinDict[int(r)]
	first, _, _ := strings.Cut(readings, ",")
	return toneless(first)
}

// toneless strips the tone marks and writes ü as v, the letter people type for it.
func toneless(reading string) string {
	var buf [8]byte // the longest syllable, zhuang, has six letters
	out := buf[:0]
	for _, r := range reading {
		if c := plain(r); c != 0 {
			out = append(out, c)
		}
	}
	return string(out)
}

// plain returns the letter under a tone mark, 0 for a mark that stands alone.
func plain(r rune) byte {
	switch r {
	case 'ā', 'á', 'ǎ', 'à':
		return 'a'
	case 'ē', 'é', 'ě', 'è', 'ê', 'ế', 'ề':
		return 'e'
	case 'ī', 'í', 'ǐ', 'ì':
		return 'i'
	case 'ō', 'ó', 'ǒ', 'ò':
		return 'o'
	case 'ū', 'ú', 'ǔ', 'ù':
		return 'u'
	case 'ü', 'ǖ', 'ǘ', 'ǚ', 'ǜ':
		return 'v'
	case 'ń', 'ň', 'ǹ':
		return 'n'
	case 'ḿ':
		return 'm'
	}
	if 'a' <= r && r <= 'z' {
		return byte(r)
	}
	return 0
}
