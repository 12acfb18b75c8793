package table

import (
	"regexp"
	"strconv"
	"strings"
)

// section is how a format shows the numbers for which a condition holds.
type section struct {
	holds func(float64) bool
	money
}

var (
	// sectionPart is a part of a format code that ends no section, or what does.
	sectionPart = regexp.MustCompile(`"[^"]*"|[\\\\!].|_.|\*.|\[[^\]]*\]|.`)
	condition   = regexp.MustCompile(`\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]`)
)

// parseSections returns how a format shows numbers, and in front of it those that it shows in another
// way: 0"万元";-0"万元", [>=10000]0!.0,"万";0.
func parseSections(code string) (money, []section) {
	codes := sectionsOf(code)
	if len(codes) == 1 {
		return parseMoney(code), nil
	}
	list := make([]section, 0, len(codes))
	for i, c := range codes[:min(len(codes), 3)] { // a fourth is that of texts
		list = append(list, section{shownWhere(c, i, len(codes)), parseMoney(c)})
	}
	return list[len(list)-1].money, list
}

func sectionsOf(code string) []string {
	var list []string
	var b strings.Builder
	for _, part := range sectionPart.FindAllString(code, -1) {
		if part == ";" {
			list = append(list, b.String())
			b.Reset()
			continue
		}
		b.WriteString(part)
	}
	return append(list, b.String())
}

// shownWhere reads the condition of a section; without one the second is that of negative numbers, and
// the first leaves these to it.
func shownWhere(code string, at, sections int) func(float64) bool {
	if p := condition.FindStringSubmatch(code); p != nil {
		limit, _ := strconv.ParseFloat(p[2], 64)
		return func(x float64) bool { return compared(x, p[1], limit) }
	}
	switch {
	case at == 0:
		return func(x float64) bool { return x > 0 || x == 0 && sections == 2 }
	case at == 1 && sections > 2:
		return func(x float64) bool { return x < 0 }
	}
	return func(float64) bool { return true }
}

func compared(x float64, sign string, limit float64) bool {
	switch sign {
	case "<":
		return x < limit
	case "<=":
		return x <= limit
	case ">":
		return x > limit
	case ">=":
		return x >= limit
	case "<>":
		return x != limit
	}
	return x == limit
}

// moneyOf is how a number is shown.
func (f format) moneyOf(x float64) money {
	for _, s := range f.others {
		if s.holds(x) {
			return s.money
		}
	}
	return f.money
}
