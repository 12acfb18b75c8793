package mention

import (
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/hanzi"
)

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
	// The accents, those that canon.Invisible knows beside Cf (variation selectors and what is ignored
	// by default), and the dots.
	skipped := `\s\x{85}\p{Z}\p{Pd}\p{Cf}\x{300}-\x{36f}` +
		`\x{115f}\x{1160}\x{17b4}\x{17b5}\x{180b}-\x{180f}\x{2065}\x{3164}\x{fe00}-\x{fe0f}\x{ffa0}\x{fff0}-\x{fff8}\x{e0000}-\x{e0fff}` + class([]rune(dots))
	var out strings.Builder
	last := rune(0)
	for i, r := range w.text {
		if i > 0 {
			out.WriteString(`[` + skipped + `\x{5c}`)
			if spelled(last) {
				out.WriteString(class([]rune(marks)))
			}
			out.WriteString(`]*`)
		}
		out.WriteString(written(r))
		last = r
	}
	return out.String()
}

// written fits the writings of a rune; JSON escapes three.
func written(r rune) string {
	if strings.ContainsRune("<>&", r) {
		return fmt.Sprintf(`(?:\x{%x}|\\u%04x)`, r, r)
	}
	return `[` + class(hanzi.Writings(r)) + `]`
}

func class(runes []rune) string {
	var out strings.Builder
	for _, r := range runes {
		fmt.Fprintf(&out, `\x{%x}`, r)
	}
	return out.String()
}
