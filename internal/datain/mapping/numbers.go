package mapping

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// powers are what Chinese units multiply by, as powers of ten.
var powers = map[string]int{
	"": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}

var (
	unitForm = regexp.MustCompile(`^([-+]?[\d.,]+(?:[eE][-+]?\d+)?) ?(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?$`)
	// counted is a number with what it counts, as in 120人 and 2022年.
	counted      = regexp.MustCompile(`^(.*[\d百千万亿]) ?(?:元|年度?|人|名|家|个|项|件|户|次)$`)
	amountBefore = regexp.MustCompile(`^(?:人民币|RMB|CNY|¥)[:： ]*`)
	amountAfter  = regexp.MustCompile(` ?(?:人民币元|元人民币|人民币|元整|元|圆|RMB|CNY)$`)
	// inRemark is a unit or the name of our currency in brackets, as in 500万元(人民币).
	inRemark   = regexp.MustCompile(` ?\((人民币|[十百千]?[万亿]?元)\) ?`)
	otherMoney = regexp.MustCompile(`美元|欧元|港元|港币|日元|英镑|韩元|新元|澳元|加元|法郎|USD|EUR|HKD|JPY|GBP|KRW|TWD|SGD|CHF|AUD|CAD|\$|€|£|₩`)
)

// numberStep reads a number, with separators of thousands and units such as 万 and 亿.
func numberStep(whole bool) step {
	return func(v any) (any, error) {
		d, err := numberOf(v)
		switch {
		case err != nil:
			return nil, err
		case whole && !d.isWhole():
			return nil, errors.New("is not whole, expected a whole number")
		}
		return json.Number(d.String()), nil
	}
}

func numberOf(v any) (decimal, error) {
	s, err := plainText(v)
	if err != nil {
		return decimal{}, fmt.Errorf("%w, %w", err, errNumber)
	}
	d, _, err := unitNumber(counted.ReplaceAllString(s, "$1"))
	return d, err
}

// unitNumber reads digits with a unit; unit is empty when there is none.
func unitNumber(s string) (d decimal, unit string, err error) {
	if isBare(s) {
		if d, err = parseDecimal(s); err != nil {
			return decimal{}, "", fmt.Errorf("is no number, %w", err)
		}
		return d, "", nil
	}
	p := unitForm.FindStringSubmatch(s)
	if p == nil {
		return decimal{}, "", fmt.Errorf("is no number, %w", errNumber)
	}
	if d, err = parseDecimal(p[1]); err != nil {
		return decimal{}, "", fmt.Errorf("is no number, %w", err)
	}
	return d.shifted(powers[p[2]]), p[2], nil
}

// isBare tells that s holds nothing but what a number without a unit may hold.
func isBare(s string) bool { return strings.Trim(s, "0123456789.,+-") == "" }

// amountStep reads an amount of money in whole yuan. unit is what a number without one is
// in; round lets fractions of a yuan go.
func amountStep(unit string, round bool) step {
	return func(v any) (any, error) {
		s, err := plainText(v)
		if err != nil {
			return nil, fmt.Errorf("%w, %w", err, errAmount)
		}
		d, err := amountOf(s, unit)
		if err != nil {
			return nil, err
		}
		if round {
			d = d.rounded()
		}
		if !d.isWhole() {
			return nil, fmt.Errorf("is %s yuan, expected whole yuan; say {amount: {round: true}} to round", d)
		}
		return json.Number(d.String()), nil
	}
}

// amountOf reads the amount in plain characters; unit is what a number without one is in.
func amountOf(s, unit string) (decimal, error) {
	bare, money := s, false
	if !isBare(s) {
		if other := otherMoney.FindString(s); other != "" {
			return decimal{}, fmt.Errorf("is in %s, expected yuan; convert it, or take the currency away with replace where yuan are meant", other)
		}
		s = inRemark.ReplaceAllString(s, "$1")
		bare = amountAfter.ReplaceAllString(amountBefore.ReplaceAllString(s, ""), "")
		money = strings.ContainsAny(amountAfter.FindString(s), "元圆") // a currency alone is no unit
	}
	d, found, err := unitNumber(bare)
	if err != nil {
		return decimal{}, fmt.Errorf("is no amount, %w", errAmount)
	}
	if found == "" && !money {
		d = d.shifted(powers[unit])
	}
	return d, nil
}

var errAmount = errors.New("expected yuan, as in 5000000, 500万元 or 1.2亿")

// percentStep reads a share in per cent. With fraction, a number without % is a part of 1.
func percentStep(fraction bool) step {
	return func(v any) (any, error) {
		s, err := plainText(v)
		if err != nil {
			return nil, fmt.Errorf("%w, expected a share such as 12.5%%", err)
		}
		bare, signed := strings.CutSuffix(s, "%")
		d, err := parseDecimal(trimmed(bare))
		if err != nil {
			return nil, errors.New("is no share, expected per cent, as in 12.5% or 12.5")
		}
		if fraction && !signed {
			d = d.shifted(2)
		}
		return json.Number(d.String()), nil
	}
}
