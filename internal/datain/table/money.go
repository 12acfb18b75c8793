package table

import (
	"math"
	"regexp"
	"strings"
)

// money is how a number format shows an amount.
type money struct {
	// currency goes before the number, such as USD; empty for yuan and for none.
	currency string
	// unit goes behind it, such as 万元.
	unit string
	// power of ten by which the number shown is smaller than the one that is stored.
	power int
	// places are the decimals that are shown at least.
	places int
}

var (
	// piece is one part of a format code: quoted text, an escaped character, padding, a colour,
	// condition or currency in brackets, or any other character.
	piece = regexp.MustCompile(`"([^"]*)"|[\\!](.)|_.|\*.|\[([^\]]*)\]|(.)`)
	// unitShown is what a format writes behind an amount.
	unitShown = regexp.MustCompile(`^(?:十|百|千|十万|百万|千万|万|十亿|百亿|千亿|亿|万亿)?[元圆]?$`)
	isoCode   = regexp.MustCompile(`\b[A-Z]{3}\b`)
	// general is the format that shows a number as it is, also in the writing of Chinese Excel.
	general = regexp.MustCompile(`(?i)G/通用格式|General`)
	// large is part of a unit that nobody may overlook.
	large = regexp.MustCompile(`[万亿]|[十百千]元`)
)

// foreign are the signs and words of currencies, the longer ones first.
var foreign = []struct{ sign, code string }{
	{"US$", "USD"},
	{"HK$", "HKD"},
	{"NT$", "TWD"},
	{"S$", "SGD"},
	{"A$", "AUD"},
	{"C$", "CAD"},
	{"JP¥", "JPY"},
	{"$", "USD"},
	{"€", "EUR"},
	{"£", "GBP"},
	{"₩", "KRW"},
	{"美元", "USD"},
	{"欧元", "EUR"},
	{"港元", "HKD"},
	{"港币", "HKD"},
	{"日元", "JPY"},
	{"英镑", "GBP"},
	{"韩元", "KRW"},
}

// parseMoney reads the first section of a format code, which is that of positive numbers.
func parseMoney(code string) money {
	var m money
	var around [2]strings.Builder // what is written before and behind the digits
	digits, point, pointAt, behind := 0, false, -1, 0
	commas := 0
	for _, p := range piece.FindAllStringSubmatch(general.ReplaceAllString(code, "#"), -1) {
		switch text, plain := p[1]+p[2], p[4]; {
		case plain == ";":
			return m.shown(around[0].String(), around[1].String(), commas, pointAt, digits)
		case plain == "0" || plain == "#" || plain == "?":
			digits, commas, behind = digits+1, 0, 1
			if point {
				digits--
				if plain == "0" {
					m.places++
				}
			}
		case plain == "." && behind == 1:
			point = true
		case plain == "," && behind == 1:
			commas++
		case text == "." && behind == 1 && !point:
			pointAt = digits
		case strings.HasPrefix(p[3], "$"):
			around[behind].WriteString(currencySign(p[3]))
		default:
			around[behind].WriteString(text + strings.Trim(plain, "% "))
		}
	}
	return m.shown(around[0].String(), around[1].String(), commas, pointAt, digits)
}

// currencySign reads $USD, $€-2, $¥-411: the sign, and the language it is written in.
func currencySign(bracket string) string {
	sign, language, _ := strings.Cut(bracket[1:], "-")
	if sign == "¥" && strings.HasSuffix(language, "411") {
		return "JP¥"
	}
	return sign + " "
}

func (m money) shown(before, behind string, commas, pointAt, digits int) money {
	m.power = 3 * commas
	if pointAt >= 0 {
		m.power += digits - pointAt
	}
	m.currency = currencyOf(before + " " + behind)
	for _, f := range foreign {
		behind = strings.ReplaceAll(behind, f.sign, "")
	}
	behind = strings.NewReplacer("(", "", ")", "", "（", "", "）", "", "人民币", "").Replace(behind)
	// Another unit that makes numbers larger, such as 万人, is kept for who reads the cell to judge.
	if behind = strings.TrimSpace(behind); unitShown.MatchString(behind) || large.MatchString(behind) {
		m.unit = behind
	}
	return m
}

// currencyOf finds a currency that is not the yuan.
func currencyOf(text string) string {
	for _, f := range foreign {
		if strings.Contains(text, f.sign) {
			return f.code
		}
	}
	if code := isoCode.FindString(text); code != "CNY" && code != "RMB" {
		return code
	}
	return ""
}

// write writes a number as it is shown, but with all its digits.
func (m money) write(x float64) string {
	text := decimal(x)
	if m.power > 0 {
		text = decimal(x / math.Pow10(m.power))
	}
	if whole, fraction, has := strings.Cut(text, "."); has && len(fraction) < m.places {
		text = whole + "." + fraction + strings.Repeat("0", m.places-len(fraction))
	}
	if m.currency != "" {
		text = m.currency + " " + text
	}
	return text + m.unit
}
