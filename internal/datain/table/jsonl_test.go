package table_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/table"
)

func TestJSONLines(t *testing.T) {
	r := must(t, "x.jsonl", "\ufeff{\"a\": 1.50, \"b\": [\"x\", null], \"c\": {\"d\": true}}\r\n\n  \n {\"a\": \"永钢\"} ", table.Options{})
	rows := all(t, r)
	require.Len(t, rows, 2)
	assert.Equal(t, table.Row{
		Line: 1, Raw: `{"a": 1.50, "b": ["x", null], "c": {"d": true}}`,
		Values: map[string]any{"a": json.Number("1.50"), "b": []any{"x", nil}, "c": map[string]any{"d": true}},
	}, rows[0])
	assert.Equal(t, table.Row{Line: 4, Raw: `{"a": "永钢"}`, Values: map[string]any{"a": "永钢"}}, rows[1])
	assert.Nil(t, r.Columns())
	assert.Empty(t, r.Notes())
}

func TestJSONLinesProblems(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"no JSON", "not json", "the line is no JSON object"},
		{"list", "[1]", "the line is no JSON object"},
		{"cut", `{"a": `, `the line is no JSON object: the value of "a": it ends too early`},
		{"not closed", `{"a": 1`, "it ends too early"},
		{"twice", `{"a": 1, "a": 2}`, `the line has "a" twice`},
		{"two objects", `{"a": 1} {"a": 2}`, "the line goes on after its JSON object"},
		{"not UTF-8", "{\"a\": \"\xff\"}", "the line is not valid UTF-8"},
		{"half a character", `{"a": "\ud800"}`, "surrogates"},
		{"NUL", "{\"a\": \"\x00\"}", "the line holds a NUL byte"},
		{"too long", `{"a": "` + strings.Repeat("x", table.MaxRecord) + `"}`, "the line is longer than 1048576 bytes"},
		{"deep", `{"a": ` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "}", "exceeded max depth"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows := all(t, must(t, "x.jsonl", tt.line+"\n{\"a\": 2}", table.Options{}))
			require.Len(t, rows, 2)
			assert.Contains(t, rows[0].Problem, tt.want)
			assert.NotEmpty(t, rows[0].Raw)
			assert.LessOrEqual(t, len(rows[0].Raw), 1_100)
			assert.Equal(t, map[string]any{"a": json.Number("2")}, rows[1].Values)
			assert.Equal(t, 2, rows[1].Line)
		})
	}
}
