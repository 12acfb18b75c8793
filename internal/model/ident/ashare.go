package ident

import (
	"fmt"
	"strings"
)

// normalizeAShare returns the six digits. The exchange may stand behind
// (600000.SH) or before (SH600000, sh.600000); it must then be the one that the
// digits belong to, because 000001.SH is an index and 000001.SZ a firm.
func normalizeAShare(s string) (string, []string, error) {
	v := fold(s, IsSpace)
	if v == "" {
		return "", nil, errEmpty
	}
	code, exchange := splitExchange(v)
	if err := wantDigits(code, length(v[:strings.Index(v, code)])); err != nil {
		return "", nil, err
	}
	if n := len(code); n != 6 {
		return "", nil, fmt.Errorf("the code has %d digits, expected six (leading zeros count), alone or with .SH, .SZ or .BJ", n)
	}
	home := exchangeOf(code)
	if home == "" {
		return code, []string{fmt.Sprintf("%s is in no range that an exchange uses for A-shares", code)}, nil
	}
	if exchange != "" && exchange != home {
		return "", nil, fmt.Errorf("the exchange is %s, expected %s, to which the code %s belongs", exchange, home, code)
	}
	return code, nil, nil
}

// splitExchange returns the rest of v and the exchange, empty when v names none.
func splitExchange(v string) (code, exchange string) {
	for _, e := range []string{"SH", "SZ", "BJ"} {
		if code, ok := strings.CutSuffix(v, "."+e); ok {
			return code, e
		}
		if code, ok := strings.CutPrefix(v, e); ok {
			return strings.TrimPrefix(code, "."), e
		}
	}
	return v, ""
}

// exchangeOf tells the exchange by the ranges they use for A-shares, empty for
// B-shares, funds, bonds and indices.
func exchangeOf(code string) string {
	switch {
	case strings.HasPrefix(code, "60"), strings.HasPrefix(code, "68"):
		return "SH"
	case strings.HasPrefix(code, "00"), strings.HasPrefix(code, "30"):
		return "SZ"
	case strings.HasPrefix(code, "92"), code[0] == '4', code[0] == '8':
		return "BJ"
	}
	return ""
}
