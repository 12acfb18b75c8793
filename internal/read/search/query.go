package search

import (
	"strings"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
)

// MostCharacters bounds the text of a search.
const MostCharacters = 200

// search is what is looked for. Nothing of the text is syntax: only letters and digits are
// taken from it.
type search struct {
	whole folded
	words []word
	// codes are the identifiers that the text may be, folded.
	codes []string
	// misspelt tells that the text is looked for as pinyin with one mistake.
	misspelt bool
}

// parseQuery reads the text of a search. Formats are those that identifiers follow.
func parseQuery(s string, formats []string) (search, error) {
	switch {
	case strings.TrimSpace(s) == "":
		return search{}, fault.New(fault.BadUserInput, "the text to search for is empty; give a name, an identifier or the beginning of one")
	case utf8.RuneCountInString(s) > MostCharacters:
		return search{}, fault.New(fault.BadUserInput, "the text to search for is %d characters long; give at most %d", utf8.RuneCountInString(s), MostCharacters)
	}
	q := search{whole: fold(s), words: words(s)}
	for i, w := range q.words {
		q.words[i].sound = soundOf(w)
	}
	var codes set
	for _, name := range formats {
		if format, known := ident.Lookup(name); known {
			if value, _, err := format.Normalize(s); err == nil {
				codes.add(fold(value).text)
			}
		}
	}
	codes.add(q.whole.text)
	codes.add(withoutCountry(q.whole.text))
	q.codes = codes.list
	return q, nil
}

// withoutCountry strips what stands before the digits of a patent number.
func withoutCountry(s string) string {
	for _, prefix := range []string{"cn", "zl"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok && rest != "" && '0' <= rest[0] && rest[0] <= '9' {
			return rest
		}
	}
	return s
}

// formatsOf are the formats of the catalog's identifiers, each once.
func formatsOf(cat *catalog.Catalog) []string {
	var formats set
	for _, e := range cat.Entities {
		for _, f := range e.Fields {
			if f.Format != "" && f.Unique {
				formats.add(f.Format)
			}
		}
	}
	return formats.list
}

// empty tells that the text has nothing to look for: no letter and no digit.
func (q search) empty() bool { return q.whole.text == "" }

// latin tells that the text may be pinyin.
func (q search) latin() bool {
	for i := range len(q.whole.text) {
		if q.whole.text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// typed is the whole text as pinyin.
func (q search) typed() folded { return folded{typed(q.whole.text), q.whole.starts} }

// soundOf is how a run of at least two Chinese characters is read.
func soundOf(w word) folded {
	if !w.cjk || utf8.RuneCountInString(w.text) < 2 {
		return folded{}
	}
	r := readingOf(pinyin.Pieces(w.text))
	return folded{r.full, r.fulls}
}
