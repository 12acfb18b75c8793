package mention

import (
	"fmt"
	"slices"
	"strings"
)

// Matcher tells whether one of some markers stands in a text, however it is written there: in
// full width, in capitals, with spaces, hyphens or dots inside, with a country's code.
type Matcher struct{ writings []writing }

// writing is a folded form of a marker.
type writing struct {
	text string
	// word tells that it must stand as words of its own: it is short, and many words hold it.
	word bool
}

// New returns a matcher of the markers; those that tell nobody apart are left out.
func New(markers []string) Matcher {
	var m Matcher
	for _, marker := range markers {
		m.writings = append(m.writings, writings(marker)...)
	}
	return m
}

const (
	// leastNumber is how many digits stand behind the 0 of a fixed number with its area code.
	leastNumber = 9
	// leastPart is how many Latin letters are found inside of longer words.
	leastPart = 8
)

// writings are the folded forms of a marker: a fixed number of the mainland is written with its
// country's code too, which takes the place of the 0.
func writings(marker string) []writing {
	f := fold(marker).text
	if !tells(f) {
		return nil
	}
	list := []writing{{f, !number(f) && latin(f) && len(f) < leastPart}}
	if rest, fixed := strings.CutPrefix(f, "0"); fixed && len(rest) >= leastNumber && number(rest) {
		list = append(list, writing{"86" + rest, false})
	}
	return list
}

// Empty tells that no text mentions anybody.
func (m Matcher) Empty() bool { return len(m.writings) == 0 }

// In tells whether one of the markers stands in a text.
func (m Matcher) In(text string) bool {
	if m.Empty() {
		return false
	}
	f := fold(text)
	return slices.ContainsFunc(m.writings, f.holds)
}

// Without is a text without what mentions anybody, in one width; the text itself where nothing does.
func (m Matcher) Without(text string) string {
	if !m.In(text) {
		return text
	}
	for _, w := range m.writings {
		if f := fold(text); f.holds(w) {
			text = f.without(w)
		}
	}
	return text
}

// Beyond tells that a text mentions somebody, and says more than that.
func (m Matcher) Beyond(text string) bool { return m.In(text) && fold(m.Without(text)).text != "" }

// Pattern is a regular expression of Java that fits every text, normalised to NFKC, in which In
// finds something; it fits some others too.
func (m Matcher) Pattern() string {
	const between = `[\s\x{85}\p{Z}\p{Pd}\p{Cf}\x{2212}\x{b7}\x{2022}\x{30fb}.()+` +
		// Those that canon.Invisible knows beside Cf: variation selectors and what is ignored by default.
		`\x{34f}\x{115f}\x{1160}\x{17b4}\x{17b5}\x{180b}-\x{180f}\x{2065}\x{3164}\x{fe00}-\x{fe0f}\x{ffa0}\x{fff0}-\x{fff8}\x{e0000}-\x{e0fff}]*`
	list := make([]string, len(m.writings))
	for i, w := range m.writings {
		var runes []string
		for _, r := range w.text {
			runes = append(runes, fmt.Sprintf(`\x{%x}`, r))
		}
		list[i] = strings.Join(runes, between)
	}
	return `(?isu).*(?:` + strings.Join(list, "|") + `).*`
}
