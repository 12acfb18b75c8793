package query_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// The database reads a quoted name as the name, whatever is in it.
func TestDatabaseReadsQuotedNames(t *testing.T) {
	db := neotest.Open(t)
	for _, name := range []string{"a`b", "``", `\u0060`, `a\u0060 RETURN 1 //`, `\\u0060`, `\`, "两 \"'", "a\nb"} {
		rows, err := db.Query(t.Context(), query.Statement{Text: "WITH {" + query.Quote(name) + ": 1} AS m RETURN keys(m)"})
		require.NoError(t, err, name)
		assert.Equal(t, [][]any{{[]any{name}}}, rows.Values)
	}
}

// A quoted name has no way out of its quotes, and says the same name.
func FuzzQuote(f *testing.F) {
	for _, seed := range []string{"Company", "a`b", `\u0060`, "", "``", `\`, "a b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		quoted := query.Quote(name)
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
