package search

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A token is one word of the full-text index, whatever the analyzer: ASCII letters and
// digits only, headed by a mark. The mark tells what it stands for, and keeps it from
// being an English stop word, which the analyzer would drop (是 would be lost by is).
type mark byte

const (
	fullMark    mark = '0' // a name from a syllable on, in pinyin
	initialMark mark = '1' // the same by initials
	latinMark   mark = '2' // a name from a Latin word on
	codeMark    mark = '3' // an identifier from a part of it on
	nameMark    mark = '4' // the whole name
	aliasMark   mark = '5' // a whole other name
	proseMark   mark = '6' // running text from a Latin word on
)

// The lengths at which tokens are cut, in bytes. The analyzer would break what is longer
// than 255. A query is cut alike; the rank looks at the whole text again.
const (
	partLength  = 60
	wholeLength = 240
)

func (m mark) token(s string) string {
	limit := partLength
	if m == nameMark || m == aliasMark {
		limit = wholeLength
	}
	token := string(byte(m)) + ascii(s, limit)
	return token[:min(len(token), limit)]
}

// ascii writes other characters as x and their number, so that a beginning of a text
// gives a beginning of its token. It stops when it has enough.
func ascii(s string, enough int) string {
	var b strings.Builder
	for _, r := range s {
		if b.Len() >= enough {
			break
		}
		if r < utf8.RuneSelf {
			b.WriteRune(r)
			continue
		}
		b.WriteByte('x')
		b.WriteString(strconv.FormatInt(int64(r), 16))
	}
	return b.String()
}
