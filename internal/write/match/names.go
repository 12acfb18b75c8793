package match

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
)

const nameField = "name"

// forms are the endings of firms' names that tell their legal form, longest first.
var forms = []string{
	"集团股份有限公司", "集团有限责任公司", "集团有限公司", "股份有限公司", "有限责任公司", "控股有限公司", "有限公司", "集团公司", "公司", "集团",
	"companylimited", "coltd", "limited", "corporation", "incorporated", "corp", "inc", "ltd", "gmbh", "llc",
}

// shortest is the least length of a name without its legal form, in characters.
const shortest = 2

// names are all that an entity is or was called.
func names(e *catalog.Entity, p Profile) []string {
	var all []string
	for _, f := range e.Fields {
		if f.Name == nameField || f.Search && !f.Prose && f.Kind == catalog.String {
			all = append(all, folded(texts(p.Values[f.Name]))...)
		}
	}
	return all
}

func folded(list []string) []string {
	var out []string
	for _, s := range list {
		if f := Fold(s); f != "" {
			out = append(out, f)
		}
	}
	return out
}

// Fold is a name without what writings differ in: width, case, spaces, punctuation, and the
// legal form of a firm.
func Fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(name) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	s := b.String()
	for _, form := range forms {
		if rest, found := strings.CutSuffix(s, form); found && len([]rune(rest)) >= shortest {
			return rest
		}
	}
	return s
}

// Sounds is how the sort key of a name begins whatever its legal form is: those that sound alike
// stand together in the order of names.
func Sounds(name string) string {
	key, _, _ := strings.Cut(pinyin.SortKey(cutForm(name)), "\x01")
	return key
}

// cutForm is a name without its legal form.
func cutForm(name string) string {
	s := strings.TrimSpace(norm.NFKC.String(name))
	for _, form := range forms {
		if rest, found := strings.CutSuffix(s, form); found && len([]rune(rest)) >= shortest {
			return rest
		}
	}
	return s
}
