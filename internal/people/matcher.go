package people

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/canon"
)

// matcher tells whether one of some markers stands in a text, however it is written there: in
// full width, in capitals, with spaces, hyphens or dots inside, with a country's code.
type matcher struct{ raw, folded []string }

func newMatcher(markers []string) matcher {
	var m matcher
	for _, marker := range markers {
		m.raw = append(m.raw, canon.Part(marker))
		m.folded = append(m.folded, writings(marker)...)
	}
	return m
}

// writings are the folded forms of a marker: a fixed number of the mainland is written with its
// country's code too, which takes the place of the 0.
func writings(marker string) []string {
	f := fold(marker)
	if len([]rune(f)) < leastMarker {
		return nil
	}
	if rest, fixed := strings.CutPrefix(f, "0"); fixed && len(rest) >= leastNumber && strings.Trim(rest, "0123456789") == "" {
		return []string{f, "86" + rest}
	}
	return []string{f}
}

// leastNumber is how many digits stand behind the 0 of a fixed number with its area code.
const leastNumber = 9

func (m matcher) in(text string) bool {
	contains := func(text string) func(string) bool {
		return func(marker string) bool { return strings.Contains(text, marker) }
	}
	return slices.ContainsFunc(m.raw, contains(canon.Part(text))) || slices.ContainsFunc(m.folded, contains(fold(text)))
}

// fold brings the writings of a name or number together: one width and case, nothing between.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || canon.Invisible(r) || strings.ContainsRune("−·•・.()+", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(text))
}
