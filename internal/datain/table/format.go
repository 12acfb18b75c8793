package table

import (
	"regexp"
	"strings"
)

// format is how a number format wants a number to be read.
type format struct {
	percent bool
	// zeros is the width to which whole numbers are filled with zeros, as codes are; 0 is none.
	zeros int
	money
	// others are how numbers are shown for which the first section of the format is not.
	others []section
	// date parts that are shown; the value's precision follows them.
	year, month, day, clock bool
}

func (f format) isDate() bool { return f.year || f.month || f.day || f.clock }

// builtinFormats are the formats that files name by number only (ECMA-376 part 1, 18.8.30),
// 27–36 and 50–58 as Chinese Excel has them.
var builtinFormats = map[int]string{
	2: "0.00", 4: "#,##0.00", 39: "#,##0.00", 40: "#,##0.00", 43: "#,##0.00", 44: "#,##0.00", 9: "0%", 10: "0.00%",
	14: "m/d/yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
	27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 34: "h时mm分", 35: "h时mm分ss秒", 36: "yyyy年m月",
	45: "mm:ss", 47: "mmss.0",
	50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
}

var (
	// literal is what a format shows as it is: quoted and escaped text, padding, colours, locales.
	literal = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)
	// halfDays would be read as months.
	halfDays  = regexp.MustCompile(`am/pm|a/p|general`)
	onlyZeros = regexp.MustCompile(`^0{2,32}$`)
	elapsed   = regexp.MustCompile(`\[(h+|m+|s+)\]`)
)

// parseFormat reads the first section of a format code, which is that of positive numbers.
// Elapsed times such as [h]:mm are numbers, not moments.
func parseFormat(code string) format {
	if len(code) > maxFormatCode {
		return format{}
	}
	written := code
	code = strings.ToLower(code)
	if elapsed.MatchString(code) {
		return format{}
	}
	code, _, _ = strings.Cut(literal.ReplaceAllString(code, ""), ";")
	code = halfDays.ReplaceAllString(code, "")
	f := format{clock: strings.ContainsAny(code, "hs"), year: strings.Contains(code, "y"), day: strings.Contains(code, "d")}
	f.month = strings.Contains(code, "m") && (f.year || f.day || !f.clock)
	switch {
	case f.isDate():
	case strings.Contains(code, "%"):
		f.percent = true
	default:
		if f.money, f.others = parseSections(written); onlyZeros.MatchString(code) && f.money == (money{}) {
			f.zeros = len(code)
		}
	}
	return f
}
