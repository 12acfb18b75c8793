package mapping_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Entries in quotation marks may hold the separator, as exported lists write it.
func TestEntriesInQuotationMarks(t *testing.T) {
	m := parse(t, "version: 1\nfiles: [{file: a.csv, clearAs: [清空], nodes: [{entity: Company, id: 编号, fields: {formerNames: {column: 名, split: ;}, description: 简介}}]}]")
	for text, want := range map[string][]string{
		`a; b`:                {"a", "b"},
		`"a;b"; c`:            {"a;b", "c"},
		`"""c"""; "a"`:        {`"c"`, "a"},
		`a "b"; "c`:           {`a "b"`, `"c`},
		`"a" b; c`:            {`"a" b`, "c"},
		`甲; "乙;丙" ;"丁""戊"; 己`: {"甲", "乙;丙", `丁"戊`, "己"},
	} {
		got := m.Files[0].Interpret(map[string]any{"编号": "com_01fvk6dfhv0000000000000000", "名": text, "简介": "清空"})
		require.Empty(t, got.Problems, text)
		assert.Equal(t, want, got.Nodes[0].Row.Values["formerNames"], text)
		assert.Equal(t, "com_01fvk6dfhv0000000000000000", got.Nodes[0].Row.ID)
		v, given := got.Nodes[0].Row.Values["description"]
		assert.True(t, given && v == nil, "a mark clears")
	}
	got := m.Files[0].Interpret(map[string]any{"编号": "", "名": "a"})
	require.Len(t, got.Problems, 1)
	assert.Contains(t, got.Problems[0].Reason, "has no id, by which the Company would be found again")
}
