package search

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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

func TestTokensAreCutAlike(t *testing.T) {
	long := strings.Repeat("张", 100)
	whole := nameMark.token(fold(long).text)
	assert.Len(t, whole, wholeLength)
	assert.True(t, strings.HasPrefix(whole, nameMark.token(fold(long[:30]).text)), "a beginning of a text gives a beginning of its token")
	assert.Equal(t, "2abcx5f20", latinMark.token("abc张"))
}
