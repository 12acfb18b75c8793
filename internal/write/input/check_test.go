package input_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestCheckNodeNormalises(t *testing.T) {
	tests := []struct {
		name, field string
		value, want any
	}{
		{"text", "about", "a\n\tb", "a\n\tb"},
		{"indexed text is trimmed", "name", " 永钢 ", "永钢"},
		{"format", "ticker", "600000.SH", "600000"},
		{"format from a number", "ticker", json.Number("600000"), "600000"},
		{"year", "foundedOn", "2022", "2022"},
		{"day", "foundedOn", "2022-02-11", "2022-02-11"},
		{"yuan", "capital", json.Number("1.5e6"), int64(1_500_000)},
		{"yuan at the limit", "capital", int64(-1 << 53), int64(-1 << 53)},
		{"int", "staff", json.Number("-3"), int64(-3)},
		{"int of Go", "staff", 3, int64(3)},
		{"float", "score", json.Number("0.25"), 0.25},
		{"whole float", "score", json.Number("3"), 3.0},
		{"boolean", "listed", false, false},
		{"enum", "size", "SMALL", "SMALL"},
		{"list", "aliases", []any{"a", "b"}, []string{"a", "b"}},
		{"list of an enumeration", "sizes", []any{"LARGE", "SMALL"}, []string{"LARGE", "SMALL"}},
		{"empty list", "aliases", []any{}, []string{}},
		{"moment", "checkedAt", "2026-01-02T03:04:05.6789+08:00", "2026-01-01T19:04:05.678Z"},
		{"null", "staff", nil, nil},
	}
	cat := writetest.Schema(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := input.CheckNode(cat, cat.Entity("Firm"), map[string]any{tt.field: tt.value})
			require.Empty(t, c.Problems)
			assert.Contains(t, c.Properties, tt.field)
			assert.Equal(t, tt.want, c.Properties[tt.field])
		})
	}
}

func TestCheckNodeRefuses(t *testing.T) {
	tests := []struct {
		name, field string
		value       any
		want        string
	}{
		{"number for a text", "about", json.Number("1"), "expected a text"},
		{"empty text", "about", "", "is empty; leave it out"},
		{"blank name", "name", " \t", "is empty"},
		{"null name", "name", nil, "is required and cannot be null"},
		{"broken text", "about", "a\xff", "not valid UTF-8"},
		{"NUL", "about", "a\x00b", "U+0000"},
		{"key separator", "name", "a\x1fb", "U+001F"},
		{"line break in a name", "name", "a\nb", "U+000A"},
		{"long text", "about", strings.Repeat("长", 100_001), "100001 characters long, at most 100000"},
		{"long name", "name", strings.Repeat("长", 501), "501 characters long, at most 500"},
		{"name that unfolds", "name", strings.Repeat("\ufdfa", 500), "too long to be sorted by"},
		{"list of an enumeration", "sizes", []any{"SMALL", "HUGE"}, `entry 2 is "HUGE", expected one of SMALL, LARGE`},
		{"format", "uscc", "91320582PDY00001X8", "check character"},
		{"date", "foundedOn", "2022-02-30", "the day is 30"},
		{"date as a number", "foundedOn", json.Number("2022"), "expected a text"},
		{"yuan with a fraction", "capital", json.Number("1.5"), "whole yuan"},
		{"yuan out of range", "capital", json.Number("9007199254740993"), "2^53"},
		{"int as a text", "staff", "3", "expected a whole number"},
		{"int with a fraction", "staff", json.Number("3.0"), "expected a whole number"},
		{"int out of range", "staff", json.Number("2147483648"), "±2^31"},
		{"float", "score", "x", "expected a number"},
		{"float out of range", "score", json.Number("1e999"), "expected a number"},
		{"not a number", "score", math.NaN(), "expected a number"},
		{"boolean", "listed", "yes", "expected true or false"},
		{"enum", "size", "small", "expected one of SMALL, LARGE"},
		{"list", "aliases", "a", "expected a list of texts"},
		{"list entry", "aliases", []any{"a", json.Number("1")}, "entry 2 is 1, expected a text"},
		{"long list", "aliases", make([]any, 1_001), "1001 entries, at most 1000"},
		{"moment", "checkedAt", "2026-01-02", "expected RFC 3339"},
		{"system field", "version", json.Number("3"), "kept by the service"},
		{"relationship as a column", "city", "X", "Firm has no such column; it has name, illustrative"},
		{"injection", "name`}) DETACH DELETE n //", "x", "no such column"},
	}
	cat := writetest.Schema(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := input.CheckNode(cat, cat.Entity("Firm"), map[string]any{tt.field: tt.value})
			require.Len(t, c.Problems, 1)
			assert.Equal(t, tt.field, c.Problems[0].Field)
			assert.Contains(t, c.Problems[0].Reason, tt.want)
			assert.Less(t, len(c.Problems[0].Reason), 400, "a message never repeats a long value")
		})
	}
}

func TestCheckNodeFindsAllProblemsAtOnce(t *testing.T) {
	cat := writetest.Schema(t)
	c := input.CheckNode(cat, cat.Entity("Firm"), map[string]any{"name": "", "staff": "x", "size": "x", "colour": 1, "zip": 2})
	fields := make([]string, len(c.Problems))
	for i, p := range c.Problems {
		fields[i] = p.Field
	}
	assert.Equal(t, []string{"name", "staff", "size", "colour", "zip"}, fields)
}

func TestCheckNodeAddsSortKeys(t *testing.T) {
	cat := writetest.Schema(t)
	c := input.CheckNode(cat, cat.Entity("Firm"), map[string]any{"name": "永钢"})
	assert.NotEmpty(t, c.Properties["name_pinyin"])
	c = input.CheckNode(cat, cat.Entity("Firm"), map[string]any{"staff": 1})
	assert.NotContains(t, c.Properties, "name_pinyin")
}

func TestCheckNodeWarns(t *testing.T) {
	cat := writetest.Schema(t)
	c := input.CheckNode(cat, cat.Entity("Firm"), map[string]any{"uscc": "91320582PDY0003350"})
	assert.Empty(t, c.Problems)
	for _, w := range c.Warnings {
		assert.Equal(t, "uscc", w.Field)
	}
}

func TestCheckEdge(t *testing.T) {
	cat := writetest.Schema(t)
	for _, e := range cat.Edges {
		c := input.CheckEdge(cat, e, map[string]any{"share": json.Number("0.5"), "colour": "red"})
		if e.Type == "SELLS_TO" {
			assert.Equal(t, map[string]any{"share": 0.5}, c.Properties)
			require.Len(t, c.Problems, 1)
			assert.Contains(t, c.Problems[0].Reason, "SELLS_TO has no such column; it has product, since, share")
			continue
		}
		require.Len(t, c.Problems, 2)
		assert.Contains(t, c.Problems[0].Reason, "it has no properties")
	}
}
