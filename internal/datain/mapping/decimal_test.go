package mapping

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// A decimal means the same number as exact arithmetic reads from its text, and writes
// itself so that it is read back.
func TestDecimalIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[+-]?([0-9]{1,18}(\.[0-9]{0,10})?|\.[0-9]{1,10})([eE][+-]?[0-9])?`).Draw(t, "text")
		shift := rapid.IntRange(0, 12).Draw(t, "shift")
		d, err := parseDecimal(text)
		require.NoError(t, err)
		want, ok := new(big.Rat).SetString(text)
		require.True(t, ok)
		want.Mul(want, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(shift)), nil)))
		d = d.shifted(shift)
		assert.Zero(t, want.Cmp(d.rat()), "%s is %s", text, d)
		assert.Equal(t, want.IsInt(), d.isWhole())
		again, err := parseDecimal(d.String())
		require.NoError(t, err)
		assert.Zero(t, d.compare(again))
	})
}

func TestDecimalRounds(t *testing.T) {
	tests := []struct{ in, want string }{
		{"0", "0"}, {"-0.4", "0"}, {"0.5", "1"}, {"-0.5", "-1"}, {"1.49", "1"}, {"9.5", "10"}, {"0.05", "0"}, {"120", "120"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			d, err := parseDecimal(tt.in)
			require.NoError(t, err)
			assert.Equal(t, tt.want, d.rounded().String())
		})
	}
}
