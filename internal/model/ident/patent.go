package ident

import (
	"errors"
	"fmt"
	"strings"
)

const (
	patentBody    = 12 // year of four digits, kind, serial of seven digits; since October 2003
	oldPatentBody = 8  // year of two digits, kind, serial of five digits; before
)

// normalizePatent takes the application number with or without the point, the
// prefix ZL that marks a granted patent, and the country code CN.
func normalizePatent(s string) (string, []string, error) {
	v := fold(s, isSpaceOrHyphen)
	v = strings.TrimPrefix(v, "ZL")
	if v == "" {
		return "", nil, errEmpty
	}
	if isPublicationNumber(v) {
		return "", nil, errors.New("this is a publication number, expected an application number such as 201710601862.3")
	}
	body, check, err := splitPatent(strings.TrimPrefix(v, "CN"))
	if err != nil {
		return "", nil, err
	}
	if err := patentForm(body); err != nil {
		return "", nil, err
	}
	if want := patentCheck(body); check != string(want) {
		return "", nil, fmt.Errorf("the check character is %s, expected %c if the digits before the point are right", check, want)
	}
	return body + "." + check, nil, nil
}

// isPublicationNumber knows CN…A, B, C, S, U and Y, with or without the digit of the
// stage: they identify a document, and one application has several.
func isPublicationNumber(v string) bool {
	rest, ok := strings.CutPrefix(v, "CN")
	if !ok {
		return false
	}
	kind := strings.TrimLeft(rest, "0123456789")
	if len(kind) == 2 && isDigit(rune(kind[1])) {
		kind = kind[:1]
	}
	return len(kind) == 1 && kind != rest && strings.Contains("ABCSUY", kind)
}

// splitPatent separates the check character, which the point may or may not set off.
func splitPatent(v string) (body, check string, err error) {
	body, check, pointed := strings.Cut(v, ".")
	n := length(body)
	if !pointed && (n == patentBody+1 || n == oldPatentBody+1) {
		i := len(body) - 1
		if body[i] >= 0x80 {
			return "", "", errors.New("the check character is no digit and no X")
		}
		body, check, n = body[:i], body[i:], n-1
	}
	if err := wantDigits(body, 0); err != nil {
		return "", "", err
	}
	if n != patentBody && n != oldPatentBody {
		return "", "", fmt.Errorf("there are %d digits before the check character, expected 12, or 8 for an application before October 2003", n)
	}
	if length(check) != 1 {
		return "", "", errors.New("the check character is not there, expected a point and one digit or X after the digits, as in 201710601862.3")
	}
	return body, check, nil
}

// patentForm checks the year and the kind: 1 invention, 2 utility model,
// 3 design, 8 and 9 the first two by the international (PCT) way.
func patentForm(body string) error {
	year, kind := body[:2], body[2]
	if len(body) == patentBody {
		year, kind = body[:4], body[4]
	}
	switch {
	case len(year) == 4 && (year < "2003" || year > "2099"):
		return fmt.Errorf("the year is %s, expected 2003 or later in a number of this length", year)
	case len(year) == 2 && year < "85" && year > "03":
		return fmt.Errorf("the year is %s, expected 85 to 99 or 00 to 03 in a number of this length", year)
	case strings.IndexByte("12389", kind) < 0:
		return fmt.Errorf("the kind is %c, expected 1, 2, 3, 8 or 9 after the year", kind)
	}
	return nil
}

// patentCheck weighs the digits by 2 … 9 and over again, mod 11, 10 being X.
func patentCheck(digits string) byte {
	sum := 0
	for i := range len(digits) {
		sum += int(digits[i]-'0') * (2 + i%8)
	}
	if c := sum % 11; c < 10 {
		return byte('0' + c)
	}
	return 'X'
}
