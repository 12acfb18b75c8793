package mention

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/clustergraph/clustergraph/internal/model/hanzi"
)

// betweenForm fits what may stand between the letters of a marker: all that is neither a letter nor a
// digit, and the fillers, which Unicode counts as letters. It is short, and wider than what fold
// passes over, since Neo4j reads the pattern anew for each text.
const betweenForm = `[[^\pL\pN]\x{115f}\x{1160}]*`

// Pattern is a regular expression of Java that fits every text, normalised to NFKD, in which In
// finds something, and that text in a JSON document; it fits some others too.
func (m Matcher) Pattern() string {
	list := make([]string, len(m.writings))
	for i, w := range m.writings {
		list[i] = w.pattern()
	}
	return `(?isu).*(?:` + strings.Join(list, "|") + `).*`
}

func (w writing) pattern() string {
	var list []string
	for _, r := range w.text {
		list = append(list, written(r))
	}
	return strings.Join(list, betweenForm)
}

// written fits the writings of a rune; JSON escapes three.
func written(r rune) string {
	switch writings := hanzi.Writings(r); {
	case strings.ContainsRune("<>&", r):
		return fmt.Sprintf(`(?:%c|\\u%04x)`, r, r)
	case !unicode.IsLetter(r) && !unicode.IsDigit(r):
		return fmt.Sprintf(`\x{%x}`, r)
	case len(writings) > 1:
		return `[` + string(writings) + `]`
	}
	return string(r)
}
