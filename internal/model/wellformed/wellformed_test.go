package wellformed_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

func TestJSON(t *testing.T) {
	tests := []struct{ name, text, says string }{
		{"ASCII", `{"a": "b"}`, ""},
		{"Chinese", `"华芯"`, ""},
		{"four bytes", `"𬬻😀"`, ""},
		{"replacement character", `"�\ufffd"`, ""},
		{"escapes", `"\u534e\n\\\"\/"`, ""},
		{"pair", `"\ud83d\ude00\uD83D\uDE00"`, ""},
		{"escaped backslash", `"\\ud800"`, ""},
		{"pair behind an escaped backslash", `"\\\ud83d\ude00"`, ""},
		{"GBK", "\"\xbb\xaa\xd0\xbe\"", "at byte 1"},
		{"overlong", "\"\xc0\xaf\"", "UTF-8"},
		{"encoded surrogate", "\"\xed\xa0\x80\"", "UTF-8"},
		{"beyond Unicode", "\"\xf4\x90\x80\x80\"", "UTF-8"},
		{"cut off", "\"\xe5\x8d", "UTF-8"},
		{"high alone", `"a\ud800"`, "at byte 2"},
		{"high at the end", `"\ud800`, "surrogates"},
		{"high before a letter", `"\ud83dx"`, "surrogates"},
		{"high before another escape", `"\ud83d\n"`, "surrogates"},
		{"two high", `"\ud83d\ud83d"`, "surrogates"},
		{"low alone", `"\uDE00"`, "surrogates"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := wellformed.JSON([]byte(tt.text))
			for name, in := range map[string]io.Reader{
				"whole": strings.NewReader(tt.text), "byte by byte": iotest.OneByteReader(strings.NewReader(tt.text)),
			} {
				_, readErr := io.ReadAll(wellformed.NewReader(in))
				assert.Equal(t, err, readErr, name)
			}
			if tt.says == "" {
				assert.NoError(t, err)
				return
			}
			require.Error(t, err)
			assert.Contains(t, err.Error(), tt.says)
		})
	}
}

func TestText(t *testing.T) {
	assert.NoError(t, wellformed.Text("华�"))
	err := wellformed.Text("a�\xbb\xaa")
	require.Error(t, err)
	assert.Contains(t, err.Error(), "at byte 4")
}

// What passes is decoded without a replacement, however it is cut into pieces.
func TestNothingIsReplaced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.SampledFrom([]string{
			"a", `\\`, `\n`, "华", "𬬻", "\xe5", "\x8d", "\xff", `\ud83d`, `\ude00`, `\u534e`,
		})).Draw(t, "pieces")
		text := []byte(`"` + strings.Join(pieces, "") + `"`)
		var value string
		if json.Unmarshal(text, &value) != nil {
			t.Skip("no JSON")
		}
		replaced := strings.ContainsRune(value, utf8.RuneError)
		assert.Equal(t, replaced, wellformed.JSON(text) != nil)
		_, err := io.ReadAll(wellformed.NewReader(iotest.HalfReader(bytes.NewReader(text))))
		assert.Equal(t, replaced, err != nil)
	})
}
