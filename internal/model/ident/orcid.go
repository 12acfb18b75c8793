package ident

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const orcidLength = 16

func normalizeORCID(s string) (string, []string, error) {
	v := trimORCIDAddress(fold(s, isSpaceOrHyphen))
	if v == "" {
		return "", nil, errEmpty
	}
	if n := length(v); n != orcidLength {
		return "", nil, fmt.Errorf("the iD has %d characters without hyphens, expected 16", n)
	}
	last, size := utf8.DecodeLastRuneInString(v)
	digits := v[:len(v)-size]
	if err := wantDigits(digits, 0); err != nil {
		return "", nil, err
	}
	if check := orcidCheck(digits); last != rune(check) {
		return "", nil, fmt.Errorf("the check character is %s, expected %c if the first 15 digits are right", show(last), check)
	}
	return v[:4] + "-" + v[4:8] + "-" + v[8:12] + "-" + v[12:], nil, nil
}

// orcidCheck is ISO 7064 MOD 11-2 over digits.
func orcidCheck(digits string) byte {
	total := 0
	for i := range len(digits) {
		total = (total + int(digits[i]-'0')) * 2 % 11
	}
	if c := (12 - total) % 11; c < 10 {
		return byte('0' + c)
	}
	return 'X'
}

// trimORCIDAddress takes away the address that ORCID recommends for display,
// https://orcid.org/…, and its shorter writings. v is folded already.
func trimORCIDAddress(v string) string {
	bare := strings.TrimPrefix(strings.TrimPrefix(v, "HTTPS://"), "HTTP://")
	bare = strings.TrimPrefix(bare, "WWW.")
	if id, ok := strings.CutPrefix(bare, "ORCID.ORG/"); ok {
		return strings.TrimSuffix(id, "/")
	}
	return strings.TrimPrefix(v, "ORCID:")
}
