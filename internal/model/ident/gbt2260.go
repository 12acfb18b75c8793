package ident

import (
	"fmt"
	"slices"
)

// normalizeRegion checks the form only: which divisions exist changes each year,
// and old codes stay in old records.
func normalizeRegion(s string) (string, []string, error) {
	v := fold(s, IsSpace)
	if v == "" {
		return "", nil, errEmpty
	}
	if err := wantDigits(v, 0); err != nil {
		return "", nil, err
	}
	if len(v) != 6 {
		return "", nil, fmt.Errorf("the code has %d digits, expected six, as in 320582; a province is written 320000 and a city 320500", len(v))
	}
	if !isProvince(v[:2]) {
		return v, []string{fmt.Sprintf("%s is no province-level division of GB/T 2260", v[:2])}, nil
	}
	return v, nil, nil
}

func isProvince(two string) bool {
	return slices.Contains([]string{
		"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
		"41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
	}, two)
}
