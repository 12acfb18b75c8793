package privacy

import (
	"regexp"

	"golang.org/x/text/width"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

var (
	// addressForm is what may be an address, numberForm what may be a telephone number.
	addressForm = regexp.MustCompile(`[A-Za-z0-9!#$%&'*+/=?^_{|}~.-]+@[A-Za-z0-9.-]+[A-Za-z0-9]`)
	numberForm  = regexp.MustCompile(`(?:\+|\b)[0-9(][0-9() \-]{5,24}[0-9]\b`)
)

// ShownText is what may be seen of a text that may hold anything, such as the line of a file:
// telephone numbers and addresses in it are masked.
func (p Policy) ShownText(text string) string {
	if p.ShowSensitive {
		return text
	}
	masked := width.Fold.String(text)
	for name, form := range map[string]*regexp.Regexp{ident.Email: addressForm, ident.Telephone: numberForm} {
		format, known := ident.Lookup(name)
		if !known {
			continue
		}
		masked = form.ReplaceAllStringFunc(masked, func(part string) string {
			value, _, err := format.Normalize(part)
			if err != nil {
				return part
			}
			return format.Mask(value)
		})
	}
	if masked == width.Fold.String(text) {
		return text // also its width stays
	}
	return masked
}
