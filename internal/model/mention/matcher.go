package mention

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Matcher tells whether one of some markers stands in a text, however it is written there: in
// full width, in capitals, in traditional characters, with spaces, hyphens or dots inside, with or
// without accents, the family's name first or last, with a country's code.
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

// writings are the folded forms of a marker.
func writings(marker string) []writing {
	var list []writing
	for _, form := range forms(marker) {
		if f := fold(form).text; tells(f) {
			list = append(list, writing{f, !number(f) && latin(f) && len(f) < leastPart})
		}
	}
	slices.SortFunc(list, func(a, b writing) int { return strings.Compare(a.text, b.text) })
	return slices.Compact(list)
}

// forms are a marker and what is written for it: a fixed number of the mainland with its country's
// code, which takes the place of the 0; a name in letters from its first or last word on.
func forms(marker string) []string {
	if rest, fixed := strings.CutPrefix(fold(marker).text, "0"); fixed && len(rest) >= leastNumber && number(rest) {
		return []string{marker, "86" + rest}
	}
	list := []string{marker}
	if words := strings.FieldsFunc(marker, wordEnd); len(words) > 1 && !strings.ContainsFunc(marker, notOfNames) {
		last := len(words) - 1
		list = append(list, strings.Join(append(words[1:len(words):len(words)], words[0]), " "), words[last]+" "+strings.Join(words[:last], " "))
	}
	for _, form := range list {
		list = append(list, spellings(form)...)
	}
	return list
}

func wordEnd(r rune) bool { return unicode.IsSpace(r) || r == ',' }

// notOfNames tells that a rune stands in no name in Latin letters.
func notOfNames(r rune) bool { return !unicode.In(r, unicode.Latin, unicode.Mn) && !between(r, 'a') }

// spellings are those of a pinyin with ü, for which v, yu and u are written.
func spellings(name string) []string {
	umlaut := strings.NewReplacer("lv", "lü", "lyu", "lü", "nv", "nü", "nyu", "nü").Replace(norm.NFC.String(strings.ToLower(name)))
	if !strings.Contains(umlaut, "ü") {
		return nil
	}
	return []string{umlaut, strings.ReplaceAll(umlaut, "ü", "v"), strings.ReplaceAll(umlaut, "ü", "yu")}
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
