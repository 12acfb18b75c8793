package privacy_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
)

// values are those of fields, by format: in canonical form, and whatever else may be stored.
func values(format string) *rapid.Generator[string] {
	switch format {
	case ident.Telephone:
		return rapid.OneOf(rapid.StringMatching(`1[3-9][0-9]{9}`), rapid.StringMatching(`0[12][0-9]-[0-9]{7,8}(-[0-9]{1,6})?`),
			rapid.StringMatching(`0[3-9][0-9]{2}-[0-9]{7,8}`), rapid.StringMatching(`\+[1-9][0-9]{6,14}`))
	case ident.Email:
		return rapid.StringMatching(`[a-z0-9][a-z0-9.!#$%&'+/=?^_{|}~-]{0,20}@[a-z]{1,10}\.(com|cn|xn--fiqs8s)`)
	}
	return rapid.OneOf(rapid.String(), rapid.StringMatching(`\*{0,2}[a-z]{1,9}`))
}

// written is a text as tables and people write it.
func written(t *rapid.T, s string) string {
	return rapid.SampledFrom([]func(string) string{
		func(s string) string { return s },
		func(s string) string { return " " + s + "\u00a0" },
		func(s string) string { return "'" + s },
		strings.ToUpper,
		func(s string) string { return strings.ReplaceAll(s, "*", "＊") },
		func(s string) string { return strings.ReplaceAll(s, "*", "\u200b*") },
	}).Draw(t, "writing")(s)
}

// Whatever the masks make is recognised; values are not taken for masks.
func TestMasksAreRecognised(t *testing.T) {
	for _, format := range append(ident.Names(), "") {
		f := &catalog.Field{Name: "x", Kind: catalog.String, Sensitive: true, Format: format}
		t.Run("format "+format, rapid.MakeCheck(func(t *rapid.T) {
			v := values(format).Draw(t, "value")
			mask := privacy.Mask(f, v).(string)
			assert.True(t, privacy.Masked(f, written(t, mask)), "%q of %q", mask, v)
			if mask != v && !ident.IsMasked(v) {
				assert.False(t, privacy.Masked(f, v), "%q", v)
			}
			assert.False(t, privacy.Masked(&catalog.Field{Name: "x", Format: format}, mask), "not sensitive")
			assert.True(t, privacy.Masked(f, privacy.Mask(f, rapid.String().Draw(t, "anything"))), "of what has no form")
		}))
	}
}

func TestMasksOfOthers(t *testing.T) {
	email := &catalog.Field{Sensitive: true, Format: ident.Email}
	for text, want := range map[string]bool{
		"z***@example.com": true, "zh****ng@example.com": true, "***": true, "＊＊＊": true,
		"a*b@example.com": false, "a**b@example.com": false, "zhang@example.com": false, "": false,
	} {
		assert.Equal(t, want, privacy.Masked(email, text), text)
	}
	assert.False(t, privacy.Masked(email, nil))
}
