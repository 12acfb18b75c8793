package scalar

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// MaxYuan is the largest amount, 2^53; up to it a JSON number is exact in every client.
const MaxYuan = 1 << 53

// maxNumber bounds the length of a number with a point or an exponent, so that no
// short text makes for long arithmetic.
const maxNumber = 40

var (
	errYuanRange    = errors.New("expected an amount within ±9007199254740992 (2^53) yuan")
	errYuanFraction = errors.New("expected whole yuan, without a fraction")
	errYuanForm     = errors.New("expected whole yuan as an integer, as in 5000000")
)

// ParseYuan reads an amount of whole yuan from what a JSON decoder, a query or a
// file gives: any integer type, a float64 or json.Number without a fraction, or a
// string of decimal digits with at most a minus sign before them.
func ParseYuan(v any) (int64, error) {
	amount, err := yuanOf(v)
	if err == nil && (amount > MaxYuan || amount < -MaxYuan) {
		err = errYuanRange
	}
	if err != nil {
		return 0, fmt.Errorf("%s is no amount in yuan: %w", quote(fmt.Sprint(v)), err)
	}
	return amount, nil
}

func yuanOf(v any) (int64, error) {
	switch v := v.(type) {
	case int64:
		return v, nil
	case int:
		return int64(v), nil
	case int32:
		return int64(v), nil
	case float64:
		return yuanOfFloat(v)
	case json.Number:
		return yuanOfNumber(string(v))
	case string:
		return yuanOfDigits(v)
	default:
		return 0, errYuanForm
	}
}

func yuanOfFloat(f float64) (int64, error) {
	switch {
	case math.IsNaN(f):
		return 0, errYuanForm
	case math.Abs(f) > MaxYuan:
		return 0, errYuanRange
	case f != math.Trunc(f):
		return 0, errYuanFraction
	}
	return int64(f), nil
}

// yuanOfDigits is strict: no plus sign, no separators, no spaces.
func yuanOfDigits(s string) (int64, error) {
	if s == "" || s[0] == '+' {
		return 0, errYuanForm
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if errors.Is(err, strconv.ErrRange) {
		return 0, errYuanRange
	}
	if err != nil {
		return 0, errYuanForm
	}
	return n, nil
}

// yuanOfNumber also takes 1.5e6 and 100.00, which are whole although they are not
// written as integers. It is exact, as a float64 would not be.
func yuanOfNumber(s string) (int64, error) {
	if n, err := yuanOfDigits(s); !errors.Is(err, errYuanForm) {
		return n, err
	}
	if strings.Trim(s, "0123456789+-.eE") != "" {
		return 0, errYuanForm
	}
	f, err := strconv.ParseFloat(s, 64)
	switch {
	case errors.Is(err, strconv.ErrRange), math.Abs(f) > 2*MaxYuan:
		return 0, errYuanRange
	case err != nil:
		return 0, errYuanForm
	case f == 0 && isWrittenZero(s):
		return 0, nil
	case len(s) > maxNumber, math.Abs(f) < 0.5:
		return 0, errYuanFraction
	}
	r, ok := new(big.Rat).SetString(s) // small: the exponent is bounded by the length and by f
	switch {
	case !ok:
		return 0, errYuanForm
	case !r.IsInt():
		return 0, errYuanFraction
	}
	return r.Num().Int64(), nil
}

// isWrittenZero tells 0.0e5 from 1e-400, which a float64 cannot.
func isWrittenZero(s string) bool {
	mantissa, _, _ := strings.Cut(strings.ToLower(s), "e")
	return !strings.ContainsAny(mantissa, "123456789")
}
