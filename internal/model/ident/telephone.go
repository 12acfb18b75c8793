package ident

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

const (
	mobileDigits = 11
	// E.164 bounds a number with its country code; shorter ones than seven are none that
	// a person is reached at from abroad.
	leastInternational, mostInternational = 7, 15
)

// extensionForm is what may stand behind a number of the mainland: 转801, ext. 801, #801.
var extensionForm = regexp.MustCompile(`(?:转|EXT\.?|X|#)([0-9]{1,6})$`)

// strokedExtension is an extension behind a second stroke: 0512-58123456-801.
var strokedExtension = regexp.MustCompile(`^(\+?[0-9-]*[0-9]{2,4}-[0-9]{7,8})-([0-9]{1,6})$`)

// normalizeTelephone takes mobile and fixed numbers of the mainland, the latter with their
// area code, and numbers of other countries with + or 00 and the country code.
func normalizeTelephone(s string) (string, []string, error) {
	v := strings.Map(func(r rune) rune {
		switch {
		case IsSpace(r), r == '(', r == ')':
			return -1
		case isSpaceOrHyphen(r):
			return '-'
		}
		return unicode.ToUpper(r)
	}, fold(s, func(rune) bool { return false }))
	switch {
	case strings.Trim(v, "-") == "":
		return "", nil, errEmpty
	case starred(v):
		return "", nil, errors.New("the value is masked, expected all of its digits")
	}
	v, extension := cutExtension(v)
	digits, abroad, err := dialled(v)
	if err != nil {
		return "", nil, err
	}
	if abroad {
		return international(digits, extension)
	}
	return mainland(digits, extension)
}

func cutExtension(v string) (number, extension string) {
	if at := extensionForm.FindStringSubmatchIndex(v); at != nil {
		return v[:at[0]], v[at[2]:at[3]]
	}
	if m := strokedExtension.FindStringSubmatch(v); m != nil {
		return m[1], m[2]
	}
	return v, ""
}

// dialled returns the digits of a number without the prefix that says it is one of another
// country. The country code of the mainland is taken off.
func dialled(v string) (digits string, abroad bool, err error) {
	v = strings.ReplaceAll(v, "-", "")
	rest, plus := strings.CutPrefix(v, "+")
	if !plus {
		rest, plus = strings.CutPrefix(v, "00")
	}
	if err := wantDigits(rest, len(v)-len(rest)); err != nil {
		return "", false, err
	}
	national, mainlandCode := strings.CutPrefix(rest, "86")
	switch {
	case plus && mainlandCode && isMobile(national), !plus && mainlandCode && isMobile(national):
		return national, false, nil
	case plus && mainlandCode:
		return "0" + strings.TrimPrefix(national, "0"), false, nil
	}
	return rest, plus, nil
}

func isMobile(digits string) bool {
	return len(digits) == mobileDigits && digits[0] == '1' && digits[1] >= '3'
}

func mainland(digits, extension string) (string, []string, error) {
	if isMobile(digits) {
		if extension != "" {
			return "", nil, errors.New("a mobile number has no extension")
		}
		return digits, nil, nil
	}
	area := areaLength(digits)
	if area == 0 {
		return "", nil, fmt.Errorf("the number has %d digits, expected a mobile number of 11 digits, a fixed one with its area code such as 0512-58123456, or + and a country code", len(digits))
	}
	if n := len(digits) - area; n < 7 || n > 8 {
		return "", nil, fmt.Errorf("%d digits stand behind the area code, expected 7 or 8", n)
	}
	number := digits[:area] + "-" + digits[area:]
	if extension != "" {
		number += "-" + extension
	}
	return number, nil, nil
}

// areaLength is that of the area code, 0 where the digits do not begin with one: 010 and
// 02x have three digits, the others four.
func areaLength(digits string) int {
	switch {
	case len(digits) < 4 || digits[0] != '0' || digits[1] == '0':
		return 0
	case digits[1] <= '2':
		return 3
	}
	return 4
}

func international(digits, extension string) (string, []string, error) {
	switch n := len(digits); {
	case extension != "":
		return "", nil, errors.New("an extension is kept of numbers of the mainland only")
	case n < leastInternational || n > mostInternational:
		return "", nil, fmt.Errorf("the number has %d digits with its country code, expected %d to %d", n, leastInternational, mostInternational)
	case digits[0] == '0':
		return "", nil, errors.New("a country code does not begin with 0")
	}
	return "+" + digits, nil, nil
}

// maskTelephone keeps what tells a mobile number's network or a fixed one's area, and a few
// digits at the end by which somebody who has the number recognises it.
func maskTelephone(v string) string {
	area, rest, fixed := strings.Cut(v, "-")
	rest, _, _ = strings.Cut(rest, "-")
	const longInternational = len("+") + 10
	switch {
	case isMobile(v):
		return v[:3] + "****" + v[7:]
	case fixed && len(rest) >= 7:
		return area + "-****" + rest[len(rest)-2:]
	case strings.HasPrefix(v, "+") && len(v) >= longInternational:
		return v[:3] + "****" + v[len(v)-2:]
	}
	return Masked
}
