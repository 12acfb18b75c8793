package tap

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestValues(t *testing.T) {
	tests := []struct {
		name, data string
		want       any
	}{
		{"null", "c0", nil},
		{"true", "c3", true},
		{"false", "c2", false},
		{"smallest int", "f0", int64(-16)},
		{"int in the marker", "2a", int64(42)},
		{"int of a byte", "c8 80", int64(-128)},
		{"int of two bytes", "c9 04 d2", int64(1234)},
		{"int of four bytes", "ca ff ff ff fe", int64(-2)},
		{"int of eight bytes", "cb 00 00 00 01 00 00 00 00", int64(1 << 32)},
		{"float", "c1 3f f8 00 00 00 00 00 00", 1.5},
		{"bytes", "cc 02 01 02", []byte{1, 2}},
		{"short text", "83 e6 b0 a2", "氢"},
		{"text with a size", "d0 03 61 62 63", "abc"},
		{"long text", "d1 00 03 61 62 63", "abc"},
		{"short list", "92 01 80", []any{int64(1), ""}},
		{"list with a size", "d4 01 c0", []any{nil}},
		{"short map", "a1 81 61 91 01", map[string]any{"a": []any{int64(1)}}},
		{"map with a size", "d8 01 81 61 c3", map[string]any{"a": true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := &decoder{rest: bytesOf(t, tt.data)}
			assert.Equal(t, tt.want, d.value())
			require.NoError(t, d.err)
			assert.Empty(t, d.rest, "bytes left over")
		})
	}
}

func TestBadValues(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"nothing", "", "ends within a value"},
		{"text that is cut", "85 61", "ends within a value"},
		{"size beyond the end", "d6 7f ff ff ff 01", "ends within a value"},
		{"structure", "b3 44 01 01 01", "a structure"},
		{"unknown marker", "c4", "marker 0xc4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := &decoder{rest: bytesOf(t, tt.data)}
			d.value()
			assert.ErrorContains(t, d.err, tt.want)
		})
	}
}

func bytesOf(t *testing.T, spaced string) []byte {
	t.Helper()
	data, err := hex.DecodeString(strings.ReplaceAll(spaced, " ", ""))
	require.NoError(t, err)
	return data
}
