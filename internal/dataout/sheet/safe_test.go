package sheet_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/dataout/sheet"
)

func TestSafe(t *testing.T) {
	tests := []struct{ name, cell, want string }{
		{"empty", "", ""},
		{"text", "张家港新能源", "张家港新能源"},
		{"inside", "a=b@c.cn", "a=b@c.cn"},
		{"formula", `=HYPERLINK("http://x")`, `'=HYPERLINK("http://x")`},
		{"plus", "+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
		{"minus", "-2+3+cmd", "'-2+3+cmd"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"full width", "＝1+1", "'＝1+1"},
		{"full width plus", "＋1+A1", "'＋1+A1"},
		{"full width minus", "－A1", "'－A1"},
		{"full width at", "＠A1", "'＠A1"},
		{"behind blanks", "  =1+1", "'  =1+1"},
		{"behind a wide blank", "\u3000=1+1", "'\u3000=1+1"},
		{"behind a mark of order", "\ufeff=1+1", "'\ufeff=1+1"},
		{"behind a quotation mark", `"=1+1`, `'"=1+1`},
		{"behind a tab", "\t=1+1", "\t'=1+1"},
		{"behind CR", "\r=1+1", "\r'=1+1"},
		{"second line", "note\n=1+1", "note\n'=1+1"},
		{"behind a semicolon", "a;=1+1;b", "a;'=1+1;b"},
		{"negative number", "-12.5", "-12.5"},
		{"signed number", "+3", "+3"},
		{"exponent", "-1.5e-7", "-1.5e-7"},
		{"thousands", "-1,234,567.8", "-1,234,567.8"},
		{"per cent", "-12.5%", "-12.5%"},
		{"number behind a blank", " -12.5", " -12.5"},
		{"no number", "-12.5.6", "'-12.5.6"},
		{"telephone", "+86 512 58670000", "'+86 512 58670000"},
		{"lone hyphen", "-", "'-"},
		{"already safe", "'=1+1", "'=1+1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, sheet.Safe(tt.cell))
		})
	}
}

func TestSafeOfSafeChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOf(rapid.RuneFrom([]rune("=+-@＝;\t\r\n\" '1.,%aé"))).Draw(t, "cell")
		safe := sheet.Safe(cell)
		assert.Equal(t, safe, sheet.Safe(safe))
	})
}

// What was guarded comes back as it was; a text that looks guarded itself cannot be told from one.
func TestPlainUndoesSafe(t *testing.T) {
	for _, cell := range []string{"", "张家港", "=1+1", "a; =b", " -x", "+1;=2\n-x", `"=a;b"`, "it's = it", "-12.5", "'quoted'"} {
		assert.Equal(t, cell, sheet.Plain(sheet.Safe(cell)), cell)
	}
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOf(rapid.RuneFrom([]rune("=+-@＝a1;\t\n\" ,"))).Draw(t, "cell")
		assert.Equal(t, cell, sheet.Plain(sheet.Safe(cell)))
	})
}
