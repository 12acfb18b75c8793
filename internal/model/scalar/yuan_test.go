package scalar_test

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

func TestParseYuan(t *testing.T) {
	const most = int64(1) << 53
	for _, c := range []struct {
		name string
		in   any
		want int64
	}{
		{"int64", int64(500_000_000), 500_000_000},
		{"int", 42, 42},
		{"int32", int32(-7), -7},
		{"most", most, most},
		{"least", -most, -most},
		{"float64", 7.194e10, 71_940_000_000},
		{"float64 negative zero", math.Copysign(0, -1), 0},
		{"float64 most", float64(most), most},
		{"number", json.Number("300000"), 300_000},
		{"number, most", json.Number("9007199254740992"), most},
		{"number with exponent", json.Number("1.5e6"), 1_500_000},
		{"number with zero decimals", json.Number("100.00"), 100},
		{"number, zero", json.Number("0e0"), 0},
		{"number, zero with decimals", json.Number("-0.00e-999"), 0},
		{"string", "300000", 300_000},
		{"string, negative", "-300000", -300_000},
		{"string, leading zeros", "0042", 42},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := scalar.ParseYuan(c.in)
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
}

func TestParseYuanRefuses(t *testing.T) {
	const tooLarge, fraction, form = "within ±9007199254740992", "without a fraction", "as an integer"
	for _, c := range []struct {
		name string
		in   any
		want string
	}{
		{"int64", int64(1)<<53 + 1, tooLarge},
		{"least int64", int64(math.MinInt64), tooLarge},
		{"float64", 1e16, tooLarge},
		{"float64 infinite", math.Inf(-1), tooLarge},
		{"float64 NaN", math.NaN(), form},
		{"float64 fraction", 0.5, fraction},
		{"number", json.Number("9007199254740993"), tooLarge},
		{"number beyond int64", json.Number("99999999999999999999"), tooLarge},
		{"number with exponent", json.Number("1e17"), tooLarge},
		{"number with a huge exponent", json.Number("1e999999999"), tooLarge},
		{"number with a tiny exponent", json.Number("1e-999999999"), fraction},
		{"number, a fraction a float64 cannot see", json.Number("9007199254740991.0000000001"), fraction},
		{"number, a hair over the most", json.Number("9007199254740992.5"), fraction},
		{"number with a small exponent", json.Number("1e-400"), fraction},
		{"number, long", json.Number("1." + strings.Repeat("0", 100)), fraction},
		{"number, not of JSON", json.Number("0x1p4"), form},
		{"number infinite", json.Number("Inf"), form},
		{"number fraction", json.Number("0.5"), fraction},
		{"number nothing", json.Number(""), form},
		{"string beyond int64", "-99999999999999999999", tooLarge},
		{"string with a unit", "5亿", form},
		{"string with commas", "300,000", form},
		{"string with decimals", "100.00", form},
		{"string with spaces", " 1", form},
		{"string with plus", "+1", form},
		{"string full width", "１", form},
		{"string empty", "", form},
		{"bool", true, form},
		{"nil", nil, form},
		{"list", []any{1}, form},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := scalar.ParseYuan(c.in)
			require.ErrorContains(t, err, c.want)
			assert.Contains(t, err.Error(), "is no amount in yuan")
		})
	}
}

// An amount comes through unchanged in each of the ways it is given.
func TestParseYuanKeepsTheAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Int64Range(-scalar.MaxYuan, scalar.MaxYuan).Draw(t, "amount")
		digits := strconv.FormatInt(want, 10)
		for _, v := range []any{want, float64(want), digits, json.Number(digits), json.Number(digits + ".0"), json.Number(digits + "e0")} {
			got, err := scalar.ParseYuan(v)
			require.NoError(t, err, "%T %v", v, v)
			assert.Equal(t, want, got, "%T %v", v, v)
		}
	})
}
