package pinyin

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/textorder"
)

// separator ends the reading. It is below the space, so a name sorts before the
// longer names that begin with it.
const separator = '\x01'

// SortKey returns the key by which name sorts in pinyin order however keys are
// compared (see textorder): each Han character as its toneless syllable (ü as v),
// syllables set apart by a space so that 西安 (xi an) comes before 先 (xian), Latin
// letters in lower case, everything else as it is; then the separator and the
// name itself, so that equal readings fall together by characters and no two
// names share a key. Names are taken in NFKC. Only the empty name has an empty key.
func SortKey(name string) string {
	name = norm.NFKC.String(strings.ToValidUTF8(name, "\uFFFD"))
	if name == "" {
		return ""
	}
	var k key
	k.out.Grow(3*len(name) + 1)
	k.read(name)
	k.out.WriteByte(separator)
	k.out.WriteString(name)
	return textorder.Key(k.out.String())
}

// kind tells what was written last, for a space belongs between two kinds and
// between two syllables.
type kind uint8

const (
	start kind = iota
	space
	syllable
	other
)

type key struct {
	out  strings.Builder
	last kind
}

func (k *key) read(name string) {
	if reading, size := surname(name); size > 0 {
		k.syllables(reading)
		name = name[size:]
	}
	for name != "" {
		reading, size := longestWord(name)
		if size > 0 {
			k.syllables(reading)
		} else {
			size = k.character(name)
		}
		name = name[size:]
	}
}

// character writes the first character of s and returns its size.
func (k *key) character(s string) int {
	for i, r := range s {
		if i > 0 {
			return i
		}
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			k.gap()
		case unicode.Is(unicode.Han, r):
			k.han(r)
		default:
			k.rest(unicode.ToLower(r))
		}
	}
	return len(s)
}

func (k *key) han(r rune) {
	if reading := syllableOf(r); reading != "" {
		k.syllables(reading)
		return
	}
	k.rest(r)
}

func (k *key) syllables(s string) {
	k.gap()
	k.out.WriteString(s)
	k.last = syllable
}

func (k *key) rest(r rune) {
	if k.last == syllable {
		k.gap()
	}
	k.out.WriteRune(r)
	k.last = other
}

// gap writes at most one space, and none at the start.
func (k *key) gap() {
	if k.last == syllable || k.last == other {
		k.out.WriteByte(' ')
		k.last = space
	}
}
