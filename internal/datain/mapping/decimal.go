package mapping

import (
	"errors"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// decimal is an exact decimal number: digits × 10^exponent. Floating point would turn
// 1.15 亿 into 114999999.99.
type decimal struct {
	negative bool
	digits   string // without leading zeros; empty for zero
	exponent int
}

const (
	// maxDigits bounds a number, so that no short text makes for long arithmetic.
	maxDigits = 40
	// maxExponent bounds the exponent of a number such as 1.5e6.
	maxExponent = 30
)

var (
	errNumber = errors.New("expected a number, as in 12, -0.5 or 1,234.56")
	errLong   = errors.New("the number is too long, expected at most 40 digits")

	decimalForm = regexp.MustCompile(`^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$`)
)

// parseDecimal reads a number with ASCII digits; commas may group it by three.
func parseDecimal(s string) (decimal, error) {
	if len(s) <= maxDigits && s != "" && strings.Trim(s, "0123456789") == "" {
		return decimal{digits: s}.normal(), nil
	}
	p := decimalForm.FindStringSubmatch(s)
	if p == nil || p[2]+p[3] == "" {
		return decimal{}, errNumber
	}
	whole := strings.ReplaceAll(p[2], ",", "")
	exponent, _ := strconv.Atoi(p[4])
	if len(whole)+len(p[3]) > maxDigits || exponent > maxExponent || exponent < -maxExponent {
		return decimal{}, errLong
	}
	return decimal{negative: p[1] == "-", digits: whole + p[3], exponent: exponent - len(p[3])}.normal(), nil
}

// normal takes the zeros from both ends, so that equal numbers are equal values.
func (d decimal) normal() decimal {
	d.digits = strings.TrimLeft(d.digits, "0")
	if d.digits == "" {
		return decimal{}
	}
	significant := strings.TrimRight(d.digits, "0")
	d.exponent += len(d.digits) - len(significant)
	d.digits = significant
	return d
}

// shifted is d × 10^n.
func (d decimal) shifted(n int) decimal {
	if d.digits != "" {
		d.exponent += n
	}
	return d
}

func (d decimal) isWhole() bool { return d.exponent >= 0 }

// rounded is the nearest whole number, halves away from zero.
func (d decimal) rounded() decimal {
	if d.isWhole() {
		return d
	}
	keep := len(d.digits) + d.exponent
	if keep < 0 {
		return decimal{}
	}
	n, _ := new(big.Int).SetString("0"+d.digits[:keep], 10)
	if d.digits[keep] >= '5' {
		n.Add(n, big.NewInt(1))
	}
	out, _ := parseDecimal(n.String()) // shorter than what was parsed before
	out.negative = d.negative && out.digits != ""
	return out
}

// String writes the number without an exponent.
func (d decimal) String() string {
	s := d.digits
	switch {
	case s == "":
		return "0"
	case d.exponent >= 0:
		s += strings.Repeat("0", d.exponent)
	case len(s) > -d.exponent:
		s = s[:len(s)+d.exponent] + "." + s[len(s)+d.exponent:]
	default:
		s = "0." + strings.Repeat("0", -d.exponent-len(s)) + s
	}
	if d.negative {
		return "-" + s
	}
	return s
}

// compare tells how d stands to other: -1, 0 or 1.
func (d decimal) compare(other decimal) int { return d.rat().Cmp(other.rat()) }

func (d decimal) rat() *big.Rat {
	r, _ := new(big.Rat).SetString(d.String())
	return r
}
