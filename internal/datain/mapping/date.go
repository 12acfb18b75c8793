package mapping

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

const clock = `(?:[T ]+(?:上午|下午)? ?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?`

var (
	dateForms = []*regexp.Regexp{
		regexp.MustCompile(`^(\d{4})-(\d{1,2})(?:-(\d{1,2})` + clock + `)?$`),
		regexp.MustCompile(`^(\d{4})/(\d{1,2})(?:/(\d{1,2})` + clock + `)?$`),
		regexp.MustCompile(`^(\d{4})\.(\d{1,2})(?:\.(\d{1,2})` + clock + `)?$`),
		regexp.MustCompile(`^(\d{4}) ?年(?: ?(\d{1,2}) ?月份?(?: ?(\d{1,2}) ?[日号]` + clock + `)?)?$`),
		regexp.MustCompile(`^(\d{4})$`),
		regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:\d{6})?$`),
		regexp.MustCompile(`^(\d{4})(\d{2})$`),
	}
	shortDate   = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})([-/.])(\d{4})` + clock + `$`)
	excelSerial = regexp.MustCompile(`^(\d{5})(?:\.\d+)?$`)
)

const dateReason = "expected a date such as 2021, 2021-03, 2021-03-05, 2021/3/5, 2021年3月5日 or 20210305"

// dateStep reads a date and keeps its precision; a time of day is dropped. order says how
// to read 03/05/2021: dmy, mdy, or empty to refuse it, since both are in use.
func dateStep(order string) step {
	return func(v any) (any, error) {
		s, err := plainText(v)
		if err != nil {
			return nil, fmt.Errorf("%w, %s", err, dateReason)
		}
		if d, err := scalar.ParseDate(s); err == nil { // most are written so
			return d.String(), nil
		}
		s = hanDigits(s)
		for _, form := range dateForms {
			if p := form.FindStringSubmatch(s); p != nil {
				return calendarDate(append(p[1:], "", "")[:3])
			}
		}
		if p := excelSerial.FindStringSubmatch(s); p != nil {
			return serialDate(p[1])
		}
		if p := shortDate.FindStringSubmatch(s); p != nil && p[2] == p[4] {
			return orderedDate(p[1], p[3], p[5], order)
		}
		return nil, fmt.Errorf("is no date, %s", dateReason)
	}
}

var (
	hanDate = regexp.MustCompile(`[〇○◯零Oo一二三四五六七八九]{4} ?年|[一二三四五六七八九十]{1,3} ?[月日号]`)
	hanDays = regexp.MustCompile(`^([一二三])?十([一二三四五六七八九])?`)
)

// hanDigits writes 二〇二二年三月十五日 as 2022年3月15日, and leaves other texts as they are.
func hanDigits(s string) string {
	if !strings.ContainsAny(s, "〇○◯零一二三四五六七八九十") {
		return s
	}
	return hanDate.ReplaceAllStringFunc(s, func(part string) string {
		if p := hanDays.FindStringSubmatch(part); p != nil {
			part = cmp.Or(p[1], "一") + cmp.Or(p[2], "〇") + part[len(p[0]):]
		}
		return strings.Map(hanDigit, part)
	})
}

func hanDigit(r rune) rune {
	if i := slices.Index([]rune("〇一二三四五六七八九"), r); i >= 0 {
		return '0' + rune(i)
	}
	if strings.ContainsRune("○◯零Oo", r) {
		return '0'
	}
	return r
}

// calendarDate takes year, month and day; the last may be empty.
func calendarDate(parts []string) (any, error) {
	s := parts[0]
	for _, p := range parts[1:] {
		if p != "" {
			s += "-" + strings.Repeat("0", 2-len(p)) + p
		}
	}
	d, err := scalar.ParseDate(s)
	if err != nil {
		return nil, err
	}
	return d.String(), nil
}

func orderedDate(a, b, year, order string) (any, error) {
	switch order {
	case "dmy":
		return calendarDate([]string{year, b, a})
	case "mdy":
		return calendarDate([]string{year, a, b})
	}
	return nil, fmt.Errorf("may be %s-%s or %s-%s of %s; say {date: {order: dmy}} or {date: {order: mdy}}", b, a, a, b, year)
}

// serialDate reads the days since 1899-12-30 that spreadsheets keep dates as. Serials
// before 61 are left out: there spreadsheets count a day that never was.
func serialDate(digits string) (any, error) {
	days, _ := strconv.Atoi(digits)
	const from, to = 10_000, 73_050 // 1927-05-18 to 2099-12-31
	if days < from || days > to {
		return nil, fmt.Errorf("is no date, and as a spreadsheet's day number not between %d and %d; %s", from, to, dateReason)
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days).Format(time.DateOnly), nil
}

// plainText is the text of a scalar in plain characters: full-width digits and other
// compatibility forms become those that patterns look for.
func plainText(v any) (string, error) {
	switch v.(type) {
	case []any, map[string]any:
		return "", fmt.Errorf("is a list or an object")
	case bool:
		return "", fmt.Errorf("is true or false")
	}
	return trimmed(nfkc(textOf(v))), nil
}
