package scalar

import (
	"fmt"
	"strings"
	"time"
)

// dateTimeLayout always writes three decimals, so that the strings sort as the moments do.
const dateTimeLayout = "2006-01-02T15:04:05.000Z"

// ParseDateTime reads a moment in RFC 3339, with Z or an offset, and returns it in
// UTC to the millisecond; finer digits are cut off.
func ParseDateTime(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	// time.Parse also takes an hour of one digit and a comma for the point, which RFC 3339 does not.
	if err != nil || s[13] != ':' || strings.Contains(s, ",") {
		return time.Time{}, fmt.Errorf("%s is no date and time, expected RFC 3339 with a zone, as in 2022-02-11T09:30:00+08:00", quote(s))
	}
	t = t.UTC().Truncate(time.Millisecond)
	if y := t.Year(); y < 1 || y > 9999 {
		return time.Time{}, fmt.Errorf("%s is in the year %d in UTC, expected a year from 0001 to 9999", quote(s), y)
	}
	return t, nil
}

// FormatDateTime returns the canonical form, UTC with three decimals of a second.
func FormatDateTime(t time.Time) string { return t.UTC().Format(dateTimeLayout) }
