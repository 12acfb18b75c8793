package textorder_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/textorder"
)

func TestKey(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"characters below the surrogates stay", "a 甲\u0300\uD7FE", "a 甲\u0300\uD7FE"},
		{"the mark itself is spelled", "\uD7FF", "\uD7FF -?_"},
		{"full-width brackets", "华（", "华\uD7FF /\\("},
		{"four bytes", "𬬻b", "\uD7FF LL[b"},
		{"the last character", "\U0010FFFF", "\uD7FF$/__"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, textorder.Key(tt.text)) })
	}
}

// planes are ranges of characters on either side of each place where orders differ.
var planes = rapid.OneOf(
	rapid.RuneFrom([]rune("a甲（\uE000\uFE0F\uFFFD\uD7FE\uD7FF𬬻\U00010000\U0010FFFF")),
	rapid.Rune(),
)

func TestKeysSortByCodePoints(t *testing.T) {
	texts := rapid.StringOf(planes)
	rapid.Check(t, func(t *rapid.T) {
		common := texts.Draw(t, "common")
		a, b := common+texts.Draw(t, "a"), common+texts.Draw(t, "b")
		ka, kb := textorder.Key(a), textorder.Key(b)
		assert.True(t, utf8.ValidString(ka))
		want := slices.Compare([]rune(a), []rune(b))
		assert.Equal(t, want, strings.Compare(ka, kb), "by bytes")
		assert.Equal(t, want, cmp.Compare(slices.Compare(utf16.Encode([]rune(ka)), utf16.Encode([]rune(kb))), 0), "by units of UTF-16")
		assert.Equal(t, strings.HasPrefix(a, b), strings.HasPrefix(ka, kb))
	})
}
