package privacy

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

// addressForm is what may be an address.
var addressForm = regexp.MustCompile(`[A-Za-z0-9!#$%&'*+/=?^_{|}~.-]+@[A-Za-z0-9.-]+[A-Za-z0-9]`)

// ShownText is what may be seen of a text that may hold anything, such as the line of a file:
// telephone numbers and addresses in it are masked.
func (p Policy) ShownText(text string) string {
	if p.ShowSensitive {
		return text
	}
	folded := width.Fold.String(text)
	masked := addressForm.ReplaceAllStringFunc(folded, func(part string) string {
		shown, _ := maskedAs(ident.Email, part)
		return shown
	})
	masked = maskNumbers(masked)
	if masked == folded {
		return text // also its width stays
	}
	return masked
}

// maskedAs masks a text that is a value of a format; another text is itself.
func maskedAs(name, text string) (shown string, is bool) {
	format, known := ident.Lookup(name)
	if !known {
		return text, false
	}
	value, _, err := format.Normalize(text)
	if err != nil {
		return text, false
	}
	return format.Mask(value), true
}

var (
	// digitsForm are digits with what people write between them, but for the comma and the stroke that
	// stand between values: several numbers, a number with a date.
	digitsForm = regexp.MustCompile(`(?:\+?\([0-9]+\)[\p{Zs}\p{Pd}\p{Cf}−.·]{0,3}[0-9]+|\+?[0-9]+)(?:[\p{Zs}\p{Pd}\p{Cf}−.·()]{1,3}[0-9]+)*`)
	// partForm is a part of it that spaces stand around.
	partForm = regexp.MustCompile(`[^\p{Zs}]+`)
	// wholeForm are digits that nothing is written inside of.
	wholeForm = regexp.MustCompile(`[0-9]+`)
)

func maskNumbers(text string) string {
	return digitsForm.ReplaceAllStringFunc(text, func(digits string) string {
		parts := partForm.FindAllStringIndex(digits, -1)
		var out strings.Builder
		from := 0
		for i := 0; i < len(parts); i++ {
			shown, last := longestNumber(digits, parts[i:])
			out.WriteString(digits[from:parts[i][0]] + shown)
			i += last
			from = parts[i][1]
		}
		return out.String() + digits[from:]
	})
}

// mostParts is how many parts a number is written in.
const mostParts = 12

// longestNumber masks the longest number that begins with the first part; last is its last part.
func longestNumber(digits string, parts [][]int) (shown string, last int) {
	for last = min(len(parts), mostParts) - 1; last >= 0; last-- {
		if shown, is := maskedNumber(digits[parts[0][0]:parts[last][1]]); is {
			return shown, last
		}
	}
	return wholeForm.ReplaceAllStringFunc(digits[parts[0][0]:parts[0][1]], func(part string) string {
		shown, _ := maskedNumber(part)
		return shown
	}), 0
}

// maskedNumber masks a telephone number. What begins with 0 and a point is a fraction.
func maskedNumber(text string) (shown string, is bool) {
	if strings.HasPrefix(text, "0.") {
		return text, false
	}
	shown, is = maskedAs(ident.Telephone, strings.Map(separator, text))
	if !is {
		return text, false
	}
	return shown, true
}

// separator is a separator of digits as a telephone number has it.
func separator(r rune) rune {
	switch {
	case unicode.Is(unicode.Cf, r):
		return -1
	case r == '.', r == '·', r == '−', unicode.Is(unicode.Pd, r):
		return '-'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}
