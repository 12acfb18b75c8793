package ident

import "fmt"

// OrgCodeCheck returns the check character for the 8-character body of an
// organisation code (组织机构代码), which stands inside a unified social credit
// code as characters 9 to 16. GB 11714-1997: weights 3 7 9 10 5 8 4 2, letters
// A=10 … Z=35, c = 11 − Σ mod 11, where 10 is written X and 11 is written 0.
func OrgCodeCheck(body string) (byte, error) {
	weights := [8]int{3, 7, 9, 10, 5, 8, 4, 2}
	if n := length(body); n != len(weights) {
		return 0, fmt.Errorf("the body has %d characters, expected 8", n)
	}
	sum := 0
	for i, r := range body {
		v, ok := orgCodeValue(r)
		if !ok {
			return 0, fmt.Errorf("character %d is %s, expected a digit or a capital letter", i+1, show(r))
		}
		sum += v * weights[i]
	}
	switch c := 11 - sum%11; c {
	case 10:
		return 'X', nil
	case 11:
		return '0', nil
	default:
		return byte('0' + c), nil
	}
}

func orgCodeValue(r rune) (int, bool) {
	switch {
	case isDigit(r):
		return int(r - '0'), true
	case 'A' <= r && r <= 'Z':
		return int(r-'A') + 10, true
	}
	return 0, false
}

// orgCodeWarnings checks the organisation code inside a valid credit code. It is
// a warning only, since codes issued by other authorities than the organisation
// code centre carry bodies that do not follow the older standard.
func orgCodeWarnings(code string) []string {
	check, err := OrgCodeCheck(code[:8])
	if err != nil || code[8] == check {
		return nil
	}
	return []string{fmt.Sprintf(
		"the inner organisation code %s-%c does not fulfil GB 11714, whose check character would be %c", code[:8], code[8], check,
	)}
}
