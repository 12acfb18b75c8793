package soundkey

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/hanzi"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
)

// forms are the endings of firms' names that tell their legal form, longest first.
func forms() []string {
	return []string{
		"集团股份有限公司", "集团有限责任公司", "集团有限公司", "股份有限公司", "有限责任公司", "控股有限公司", "有限公司", "集团公司", "公司", "集团",
		"companylimited", "coltd", "limited", "corporation", "incorporated", "corp", "inc", "ltd", "gmbh", "llc",
	}
}

// shortest is the least length of a name without its legal form, in characters.
const shortest = 2

// Fold is a name without what writings differ in: what cannot be seen, width, case, spaces,
// punctuation, traditional characters, and the legal form of a firm.
func Fold(name string) string {
	var b strings.Builder
	for _, r := range hanzi.Simplified(norm.NFKC.String(canon.Text(name))) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	s := b.String()
	for _, form := range forms() {
		if rest, found := strings.CutSuffix(s, form); found && utf8.RuneCountInString(rest) >= shortest {
			return rest
		}
	}
	return s
}

// Of is what a name sounds like, whatever its writing and legal form are; empty where there is
// nothing to be read.
func Of(name string) string {
	sound, _, _ := strings.Cut(pinyin.SortKey(Fold(name)), "\x01")
	return sound
}
