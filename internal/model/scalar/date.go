package scalar

import (
	"fmt"
	"time"
	"unicode/utf8"
)

// Date is a year, a month or a day of the Gregorian calendar. It keeps the
// precision it was written with, since sources often know no more, and compares as
// the interval of days that it covers. The zero Date is no date.
type Date struct {
	year, month, day int // month and day are 0 when the date is coarser
}

const dateForms = "expected YYYY, YYYY-MM or YYYY-MM-DD, as in 2022-02-11"

// DateOf is the day of a moment in its time zone.
func DateOf(moment time.Time) Date {
	year, month, day := moment.Date()
	return Date{year, int(month), day}
}

// ParseDate reads YYYY, YYYY-MM or YYYY-MM-DD with ASCII digits; the year is 0001
// to 9999 and the day must exist.
func ParseDate(s string) (Date, error) {
	if !hasDateForm(s) {
		return Date{}, fmt.Errorf("%s is no date, %s", quote(s), dateForms)
	}
	d := Date{year: number(s[:4])}
	if d.year == 0 {
		return Date{}, fmt.Errorf("%s is no date: the year 0000 does not exist, expected 0001 to 9999", quote(s))
	}
	if len(s) >= 7 {
		d.month = number(s[5:7])
		if d.month < 1 || d.month > 12 {
			return Date{}, fmt.Errorf("%s is no date: the month is %s, expected 01 to 12", quote(s), s[5:7])
		}
	}
	if len(s) == 10 {
		d.day = number(s[8:10])
		if last := daysIn(d.year, d.month); d.day < 1 || d.day > last {
			return Date{}, fmt.Errorf("%s is no date: the day is %s, expected 01 to %d in that month", quote(s), s[8:10], last)
		}
	}
	return d, nil
}

// String returns the form that ParseDate reads.
func (d Date) String() string {
	if d.day != 0 {
		return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	}
	if d.month != 0 {
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	return fmt.Sprintf("%04d", d.year)
}

// IsZero tells whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// First returns the first day that d covers, at midnight UTC.
func (d Date) First() time.Time {
	return time.Date(d.year, time.Month(max(d.month, 1)), max(d.day, 1), 0, 0, 0, 0, time.UTC)
}

// Last returns the last day that d covers, at midnight UTC.
func (d Date) Last() time.Time {
	month, day := d.month, d.day
	if month == 0 {
		month = 12
	}
	if day == 0 {
		day = daysIn(d.year, month)
	}
	return time.Date(d.year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// Before tells whether every day of d comes before every day of other.
func (d Date) Before(other Date) bool { return d.Last().Before(other.First()) }

// After tells whether every day of d comes after every day of other.
func (d Date) After(other Date) bool { return other.Before(d) }

// Overlaps tells whether some day belongs to both; it is so exactly when neither is before the other.
func (d Date) Overlaps(other Date) bool { return !d.Before(other) && !d.After(other) }

func hasDateForm(s string) bool {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	for i := range len(s) {
		hyphen := i == 4 || i == 7
		if hyphen != (s[i] == '-') || !hyphen && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// number reads digits that hasDateForm has seen.
func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

func daysIn(year, month int) int {
	// Day 0 of the next month is the last of this one.
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// quote shortens what an error repeats.
func quote(s string) string {
	const most = 40 // characters
	if utf8.RuneCountInString(s) > most {
		return fmt.Sprintf("%.*q…", most, s)
	}
	return fmt.Sprintf("%q", s)
}
