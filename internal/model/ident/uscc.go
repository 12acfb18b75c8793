package ident

import (
	"fmt"
	"strings"
)

// usccAlphabet holds the characters of GB 32100-2015; a character's value is its
// place. I, O, S, V and Z are left out because they look like 1, 0, 5, U and 2.
const usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

const usccLength = 18

// USCCCheck returns the check character (校验码) for the first 17 characters of a
// unified social credit code, which must be in canonical form. GB 32100-2015:
// W_i = 3^(i−1) mod 31, check = (31 − Σ value_i·W_i mod 31) mod 31. The outer mod
// is what makes the check 0 when the remainder is 0.
func USCCCheck(first17 string) (byte, error) {
	if n := length(first17); n != usccLength-1 {
		return 0, fmt.Errorf("the body has %d characters, expected 17", n)
	}
	sum, weight := 0, 1
	for i, r := range first17 {
		v := strings.IndexRune(usccAlphabet, r)
		if v < 0 {
			return 0, usccBadCharacter(i+1, r)
		}
		sum += v * weight
		weight = weight * 3 % 31
	}
	return usccAlphabet[(31-sum%31)%31], nil
}

func normalizeUSCC(s string) (string, []string, error) {
	v := fold(s, isSpaceOrHyphen)
	if v == "" {
		return "", nil, errEmpty
	}
	if err := usccForm(v); err != nil {
		return "", nil, err
	}
	check, err := USCCCheck(v[:17])
	if err != nil {
		return "", nil, err
	}
	if v[17] != check {
		return "", nil, fmt.Errorf("the check character is %c, expected %c if the first 17 characters are right", v[17], check)
	}
	return v, orgCodeWarnings(v[8:17]), nil
}

// usccForm leaves v known to be 18 ASCII characters of the alphabet.
func usccForm(v string) error {
	if n := length(v); n != usccLength {
		return fmt.Errorf("the code has %d characters, expected 18", n)
	}
	place := 0
	for _, r := range v {
		place++
		if !strings.ContainsRune(usccAlphabet, r) {
			return usccBadCharacter(place, r)
		}
	}
	// Characters 3 to 8 are the region where the body was registered, GB/T 2260.
	return wantDigits(v[2:8], 2)
}

func usccBadCharacter(place int, r rune) error {
	return fmt.Errorf("character %d is %s, expected a digit or a capital letter other than I, O, S, V and Z%s",
		place, show(r), lookAlike(r))
}
