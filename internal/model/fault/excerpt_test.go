package fault_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestExcerpt(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"short", "com_1", "com_1"},
		{"just fits", strings.Repeat("a", 60), strings.Repeat("a", 60)},
		{"too long", strings.Repeat("a", 61), strings.Repeat("a", 60) + "…"},
		{"characters of several bytes fit", strings.Repeat("企", 60), strings.Repeat("企", 60)},
		{"characters of several bytes are whole", "a" + strings.Repeat("企", 60), "a" + strings.Repeat("企", 59) + "…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := fault.Excerpt(tt.text)
			assert.Equal(t, tt.want, got)
			assert.True(t, utf8.ValidString(got))
		})
	}
}

func TestShorten(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"as long as allowed", "abc", "abc"},
		{"too long", "abcd", "abc…"},
		{"characters count, not bytes", "半导体", "半导体"},
		{"cut between characters", "半导体产业", "半导体…"},
		{"no UTF-8", "\xff\xfe\xfd\xfc", "\xff\xfe\xfd…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, fault.Shorten(tt.text, 3)) })
	}
}

func TestFit(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"as long as allowed", "abcde", "abcde"},
		{"cut between characters", "ab企业", "ab企"},
		{"cut in a character", "a企业", "a企"},
		{"cut in a character of four bytes", "ab𬬻", "ab"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, fault.Fit(tt.text, 5)) })
	}
}

func TestShown(t *testing.T) {
	for want, v := range map[string]any{
		`"a"`: "a", `"a\"b\n"`: "a\"b\n", "7": 7, "<nil>": nil, "[a b]": []any{"a", "b"},
		`"` + strings.Repeat("企", 59) + "…": strings.Repeat("企", 100),
	} {
		assert.Equal(t, want, fault.Shown(v))
	}
}
