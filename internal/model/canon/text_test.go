package canon_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/canon"
)

func TestText(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"plain":                         {"ACME (Group) 2", "ACME (Group) 2"},
		"case stays":                    {"Acme", "Acme"},
		"decomposed":                    {"Cafe\u0301 集群", "Café 集群"},
		"brackets":                      {"中材（集团）", "中材(集团)"},
		"wide letters, digits, spaces":  {"ＡＢ　１２", "AB 12"},
		"wide punctuation":              {"甲，乙：丙；丁！", "甲,乙:丙;丁!"},
		"half-width kana":               {"ﾊﾟﾅ", "パナ"},
		"small and vertical brackets":   {"﹙甲﹚︵乙︶", "(甲)(乙)"},
		"radicals that look alike":      {"⼈⽂", "人文"},
		"compatibility ideograph":       {"\uf900", "豈"},
		"zero width":                    {"张\u200b三\ufeff\u2060", "张三"},
		"direction":                     {"\u200e张三\u202c", "张三"},
		"soft hyphen":                   {"Micro\u00adsoft", "Microsoft"},
		"variation selectors":           {"葛\U000e0100城\ufe00", "葛城"},
		"fillers":                       {"a\u3164b\u034fc", "abc"},
		"between a letter and its mark": {"e\u200b\u0301", "é"},
		"spaces":                        {"\u00a0 a\u2003\u202f b\t", "a b"},
		"only what cannot be seen":      {" \u200b\ufeff ", ""},
		"numbers that are no digits":    {"①²Ⅲ", "①²Ⅲ"},
		"a mark of the Arabic script":   {"\u0600", "\u0600"},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, tt.want, canon.Text(tt.in)) })
	}
}

func TestPartKeepsTheSpacesAtItsEnds(t *testing.T) {
	assert.Equal(t, " AG", canon.Part("\u00a0 ＡＧ"))
	assert.Equal(t, "a ", canon.Part("a \u200b "))
}

func TestValue(t *testing.T) {
	assert.Equal(t, []string{"(a)", "b"}, canon.Value([]string{"（a）", "b"}))
	assert.Equal(t, []any{"(a)", int64(1)}, canon.Value([]any{"（a）", int64(1)}))
	assert.Equal(t, int64(3), canon.Value(int64(3)))
}

// text draws texts of all planes, with much of what the rule is about.
func text() *rapid.Generator[string] {
	special := rapid.SampledFrom([]rune(" \t\u00a0\u3000\u200b\u200d\u200e\u00ad\ufeff\ufe0f\U000e0100\u0301\u0308\u3099eaé（）()Ａａ１ﾊﾟ￣\uffa0ᄀ가⼈豈𬬻\u2028"))
	return rapid.Custom(func(t *rapid.T) string {
		return rapid.StringOf(rapid.OneOf(special, special, rapid.Rune())).Draw(t, "text")
	})
}

func TestTextOfATextIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := text().Draw(t, "s")
		c := canon.Text(s)
		if again := canon.Text(c); again != c {
			t.Fatalf("%+q gives %+q, which gives %+q", s, c, again)
		}
		if !norm.NFC.IsNormalString(c) || !utf8.ValidString(c) || c != strings.TrimSpace(c) || strings.ContainsFunc(c, canon.Invisible) {
			t.Fatalf("%+q is not canonical", c)
		}
	})
}

// Writings that look the same are the same: decomposed ones, and those with something that
// cannot be seen at any place.
func TestWritingsThatLookTheSameAreTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := text().Draw(t, "s")
		want := canon.Text(s)
		for name, other := range map[string]string{"NFD": norm.NFD.String(s), "NFC": norm.NFC.String(s), "spaces": "\u00a0" + s + "\u3000"} {
			if got := canon.Text(other); got != want {
				t.Fatalf("%s of %+q is %+q, not %+q", name, s, got, want)
			}
		}
		runes := []rune(s)
		at := rapid.IntRange(0, len(runes)).Draw(t, "at")
		hidden := rapid.SampledFrom([]rune{'\u200b', '\u200e', '\u00ad', '\ufeff', '\ufe0f', '\U000e0101'}).Draw(t, "hidden")
		other := string(runes[:at]) + string(hidden) + string(runes[at:])
		if got := canon.Text(other); got != want {
			t.Fatalf("%+q is %+q, not %+q", other, got, want)
		}
	})
}

func TestPartsOfATextAreFoundInIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"中材", "（集团）", "Ｃａｆｅ", "e\u0301", "1\u00a02", "有限 "}), 1, 5).Draw(t, "words")
		s := strings.Join(words, "")
		at := rapid.IntRange(0, len(words)-1).Draw(t, "at")
		part := strings.TrimFunc(words[at], unicode.IsSpace)
		if !strings.Contains(canon.Text(s), canon.Part(part)) {
			t.Fatalf("%+q is not found in %+q", part, s)
		}
	})
}
