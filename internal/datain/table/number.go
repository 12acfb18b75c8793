package table

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// What can be wrong with a number of a cell; the cell's name goes before it.
const (
	noNumber   = "is declared a number but is none"
	rounded    = "holds a number of more than 15 digits, which Excel has rounded; format the column as text and enter it again"
	noSuchDate = "is shown as a date but lies outside the calendar of Excel"
)

// digits is how many digits of a number Excel keeps.
const digits = 15

// number returns a cell's number as people would write it: a date as ISO 8601 with the
// precision that its format shows, a percentage with its sign, a code with its zeros, and
// without the noise of binary fractions. problem is "" when all is well.
func (f format) number(raw string, date1904 bool) (text, problem string) {
	x, err := strconv.ParseFloat(raw, 64)
	switch {
	case err != nil || math.IsNaN(x) || math.IsInf(x, 0):
		return "", noNumber
	case f.isDate():
		return f.date(x, date1904)
	case math.Abs(x) >= 1e15:
		return "", rounded
	case f.percent:
		return decimal(x*100) + "%", ""
	case f.zeros > 0 && x >= 0 && x == math.Trunc(x):
		text = decimal(x)
		return strings.Repeat("0", max(0, f.zeros-len(text))) + text, ""
	}
	return f.moneyOf(x).write(x), ""
}

// decimal writes a number with the 15 digits that Excel shows, without an exponent.
func decimal(x float64) string {
	if x == 0 {
		return "0"
	}
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// Days of Excel's calendars.
const (
	lastDay    = 2_958_465 // 9999-12-31
	leapDay    = 60        // 1900-02-29, which never was
	days1904   = 1_462     // from the calendar of 1900 to that of 1904
	secondsDay = 86_400
)

// date makes a date of a count of days; a count below one is a time of day.
func (f format) date(x float64, date1904 bool) (text, problem string) {
	if date1904 {
		x += days1904
	}
	seconds := math.Round(x * secondsDay)
	day, second := math.Floor(seconds/secondsDay), math.Mod(seconds, secondsDay)
	switch {
	case x < 0, day > lastDay, day == leapDay && !date1904:
		return "", noSuchDate
	case day == 0 && !f.clock: // shown as 1900-01-00
		return "", noSuchDate
	case day == 0:
		return time.Unix(int64(second), 0).UTC().Format(time.TimeOnly), ""
	case day < leapDay:
		day++
	}
	at := time.Date(1899, time.December, 30, 0, 0, int(second), 0, time.UTC).AddDate(0, 0, int(day))
	return at.Format(f.layout(f.clock && second != 0)), ""
}

// layout is the form of a date: a year or a month when nothing finer is shown, with the
// time when it is shown and not midnight. A format that hides the year does not make the date less exact.
func (f format) layout(hasTime bool) string {
	switch {
	case hasTime:
		return "2006-01-02T15:04:05"
	case f.year && !f.month && !f.day && !f.clock:
		return "2006"
	case f.year && f.month && !f.day && !f.clock:
		return "2006-01"
	}
	return time.DateOnly
}
