package cypher

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

func TestQuote(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Company", "Company"},
		{"name_pinyin", "name_pinyin"},
		{"", "``"},
		{"1a", "`1a`"},
		{"两 words", "`两 words`"},
		{"a`b", "`a``b`"},
		{`a\u0060b`, "`a\\u005cu0060b`"},
		{"n\n", "`n\n`"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, quote(tt.name)) })
	}
}

// The database reads a quoted name as the name, whatever is in it.
func TestDatabaseReadsQuotedNames(t *testing.T) {
	db := neotest.Open(t)
	for _, name := range []string{"a`b", "``", `\u0060`, `a\u0060 RETURN 1 //`, `\\u0060`, `\`, "两 \"'", "a\nb"} {
		rows, err := db.Read(t.Context(), neo.Statement{Text: "WITH {" + quote(name) + ": 1} AS m RETURN keys(m)"})
		require.NoError(t, err, name)
		assert.Equal(t, [][]any{{[]any{name}}}, rows)
	}
}

// A quoted name has no way out of its quotes, and says the same name.
func FuzzQuote(f *testing.F) {
	for _, seed := range []string{"Company", "a`b", `\u0060`, "", "``", `\`, "a b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		quoted := quote(name)
		if quoted == name {
			assert.Regexp(t, `^[A-Za-z_][A-Za-z0-9_]*$`, name)
			return
		}
		require.True(t, len(quoted) >= 2 && quoted[0] == '`' && quoted[len(quoted)-1] == '`')
		inside := strings.ReplaceAll(quoted[1:len(quoted)-1], `\u005c`, "\x00")
		assert.NotContains(t, inside, `\`)
		assert.NotContains(t, strings.ReplaceAll(inside, "``", ""), "`")
		if utf8.ValidString(name) && !strings.Contains(name, "\x00") {
			assert.Equal(t, name, strings.ReplaceAll(strings.ReplaceAll(inside, "``", "`"), "\x00", `\`))
		}
	})
}
