package ident

import (
	"errors"
	"fmt"
)

// normalizeIndustry returns the section letter (门类) with two to four digits:
// division (大类), group (中类) or class (小类). The check is of form: the division must
// exist and belong to the letter, while the table of classes is data, kept elsewhere.
func normalizeIndustry(s string) (string, []string, error) {
	v := fold(s, IsSpace)
	if v == "" {
		return "", nil, errEmpty
	}
	letter, digits := byte(0), v
	if 'A' <= v[0] && v[0] <= 'Z' {
		letter, digits = v[0], v[1:]
	}
	if err := wantDigits(digits, len(v)-len(digits)); err != nil {
		return "", nil, err
	}
	if n := len(digits); n < 2 || n > 4 {
		return "", nil, fmt.Errorf("there are %d digits, expected two to four, with or without the section letter, as in C3825", n)
	}
	section, ok := sectionOf(int(digits[0]-'0')*10 + int(digits[1]-'0'))
	if !ok {
		return "", nil, errors.New("division 00, 98 and 99 are not used, expected 01 to 97")
	}
	if letter != 0 && letter != section {
		return "", nil, fmt.Errorf("the section letter is %c, expected %c for division %s", letter, section, digits[:2])
	}
	return string(section) + digits, nil, nil
}

// sectionOf returns the section letter of a division, GB/T 4754-2017 table 1.
// The sections follow each other without a gap, so the last division of each is enough.
func sectionOf(division int) (byte, bool) {
	const sections = "ABCDEFGHIJKLMNOPQRST"
	last := [len(sections)]int{5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97}
	if division < 1 {
		return 0, false
	}
	for i, end := range last {
		if division <= end {
			return sections[i], true
		}
	}
	return 0, false
}
