package scalar

import (
	"fmt"
	"strings"
	"time"
)

const (
	todayWord = "today"
	// mostUnits has four digits: a distance reaches further than any date that people ask about.
	mostUnits = 4
)

// Today is the day in a time zone by a clock.
func Today(clock func() time.Time, zone *time.Location) func() Date {
	return func() Date { return DateOf(clock().In(zone)) }
}

// ParseDateAt reads what ParseDate reads, and days relative to today: today, today-180d, and
// with w, m and y for weeks, months and years. A day that a month lacks is its last one.
func ParseDateAt(s string, today func() Date) (Date, error) {
	rest, relative := strings.CutPrefix(s, todayWord)
	if !relative {
		d, err := ParseDate(s)
		if err != nil && !hasDateForm(s) {
			err = fmt.Errorf("%w; or relative to today, as in today-180d", err)
		}
		return d, err
	}
	if rest == "" {
		return today(), nil
	}
	distance, unit, ok := distanceOf(rest)
	if !ok {
		return Date{}, fmt.Errorf("%s is no date, expected today, or today and a distance of at most %d digits, such as -180d, +2w, -6m or -1y", quote(s), mostUnits)
	}
	d := today().moved(distance, unit)
	if d.year < 1 || d.year > 9999 {
		return Date{}, fmt.Errorf("%s is no date: its year is not one of 0001 to 9999", quote(s))
	}
	return d, nil
}

// distanceOf reads a sign, a number and a unit.
func distanceOf(s string) (distance int, unit byte, ok bool) {
	if len(s) < 3 || len(s) > mostUnits+2 || s[0] != '-' && s[0] != '+' {
		return 0, 0, false
	}
	digits, unit := s[1:len(s)-1], s[len(s)-1]
	if strings.Trim(digits, "0123456789") != "" || !strings.ContainsRune("dwmy", rune(unit)) {
		return 0, 0, false
	}
	distance = number(digits)
	if s[0] == '-' {
		distance = -distance
	}
	return distance, unit, true
}

// moved is the day so many units later.
func (d Date) moved(distance int, unit byte) Date {
	switch unit {
	case 'd':
		return DateOf(d.First().AddDate(0, 0, distance))
	case 'w':
		return DateOf(d.First().AddDate(0, 0, 7*distance))
	case 'y':
		distance *= 12
	}
	month := time.Date(d.year, time.Month(d.month+distance), 1, 0, 0, 0, 0, time.UTC)
	moved := DateOf(month)
	moved.day = min(d.day, daysIn(moved.year, moved.month))
	return moved
}
