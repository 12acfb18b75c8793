package search

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/search/searchtest"
)

func TestParseQueryRefuses(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "blank": " \t\u3000\n", "long": strings.Repeat("长", MostCharacters+1)} {
		t.Run(name, func(t *testing.T) {
			_, err := parseQuery(text, nil)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
		})
	}
	_, err := parseQuery(strings.Repeat("长", MostCharacters), nil)
	assert.NoError(t, err)
}

func TestCodes(t *testing.T) {
	tests := []struct{ text, want string }{
		{"600000.SH", "600000"},
		{"sh600000", "600000"},
		{"9132 0582 PDY0-0001X7", "91320582pdy00001x7"},
		{"ZL201710601862.3", "2017106018623"},
		{"CN2017", "2017"},
		{"cnc", "cnc"},
		{"zl0", "0"},
		{"cn9", "9"},
		{"cn", "cn"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) { assert.Contains(t, parsed(t, tt.text).codes, tt.want) })
	}
}

// grammar is all that a query may consist of: our field names, marks and boosts, ASCII
// words, and letters of Chinese, Japanese and Korean, quoted where they are several.
var grammar = regexp.MustCompile(`^(` + strings.Join([]string{
	`type:[a-z]+`, `tokens:[0-6][\pL\pN]+\*?`, `characters:[\pL\pN]`, `(name|names|prose):"[\pL\pN\pM]+"`,
	`\+`, `\(`, `\)`, ` `, `\^[0-9.]+`,
}, "|") + `)*$`)

func FuzzNothingOfTheTextIsSyntax(f *testing.F) {
	for _, seed := range searchtest.Hostile() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := parseQuery(text, nil)
		if err != nil || q.empty() {
			return
		}
		lucene := q.lucene([]string{"Company"})
		require.Regexp(t, grammar, lucene)
		assert.Equal(t, strings.Count(lucene, "("), strings.Count(lucene, ")"))
		for token := range strings.FieldsSeq(lucene) {
			if rest, isToken := strings.CutPrefix(token, "tokens:"); isToken {
				assert.Regexp(t, `^[0-6][a-z0-9]+\*?(\^[0-9.]+)?\)*`, rest, "tokens are ASCII")
			}
		}
	})
}

// Each code is there once, the text as it is among them.
func TestCodesOnce(t *testing.T) {
	assert.Equal(t, []string{"望舒"}, parsed(t, "望舒").codes)
	assert.Equal(t, []string{"600000"}, parsed(t, "600000").codes)
	assert.Equal(t, []string{"cn2017", "2017"}, parsed(t, "CN 2017").codes)
}

func TestWithoutCountry(t *testing.T) {
	tests := []struct{ text, want string }{
		{"cn0", "0"},
		{"zl9", "9"},
		{"cn:", "cn:"},
		{"cn/", "cn/"},
		{"cn", "cn"},
		{"us9", "us9"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) { assert.Equal(t, tt.want, withoutCountry(tt.text)) })
	}
}

func TestLatin(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"zhang 3", true},
		{"é", true},
		{"张", false},
		{"a张", false},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) { assert.Equal(t, tt.want, parsed(t, tt.text).latin()) })
	}
	assert.False(t, search{whole: folded{text: "\u0080"}}.latin(), "the first that is not ASCII")
}

func TestFormats(t *testing.T) {
	cat := &catalog.Catalog{Entities: []*catalog.Entity{
		{Fields: []*catalog.Field{{Format: "A", Unique: true}, {Format: "B"}, {Unique: true}}},
		{Fields: []*catalog.Field{{Format: "A", Unique: true}, {Format: "C", Unique: true}}},
	}}
	assert.Equal(t, []string{"A", "C"}, formatsOf(cat))
}

func TestTokensAreCutAlike(t *testing.T) {
	long := strings.Repeat("张", 100)
	whole := nameMark.token(fold(long).text)
	assert.Len(t, whole, wholeLength)
	assert.True(t, strings.HasPrefix(whole, nameMark.token(fold(long[:30]).text)), "a beginning of a text gives a beginning of its token")
	assert.Equal(t, "2abcx5f20", latinMark.token("abc张"))
}

func TestTokenLengths(t *testing.T) {
	tests := []struct {
		name string
		mark mark
		text string
		want int
	}{
		{"a whole name", nameMark, strings.Repeat("a", wholeLength-1), wholeLength},
		{"a whole name that is cut", nameMark, strings.Repeat("a", wholeLength+1), wholeLength},
		{"a whole other name", aliasMark, strings.Repeat("a", wholeLength), wholeLength},
		{"a part", latinMark, strings.Repeat("a", partLength-2), partLength - 1},
		{"a part that is cut", codeMark, strings.Repeat("a", partLength), partLength},
		{"nothing", codeMark, "", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Len(t, tt.mark.token(tt.text), tt.want) })
	}
}

func TestASCII(t *testing.T) {
	assert.Equal(t, "a9x5f20x80", ascii("a9张\u0080", 100))
	assert.Equal(t, "\x7f", ascii("\x7f", 100))
	assert.Equal(t, "abc", ascii("abcdef", 3))
	assert.Equal(t, "abx5f20", ascii("ab张", 3), "a character is written whole")
}
