package answer

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// FuzzText compares with encoding/json: what both write reads back as the same text.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"", "甲 plain", "\x00\x1f\x7f", "\"\\/\b\f\n\r\t", "\xff\xc3(", "\u2028\u2029\ufffd", "<a>&"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ours := appendString([]byte("x"), s)[1:]
		require.True(t, json.Valid(ours), "%q", ours)
		theirs, err := json.Marshal(s)
		require.NoError(t, err)
		var got, want string
		require.NoError(t, json.Unmarshal(ours, &got))
		require.NoError(t, json.Unmarshal(theirs, &want))
		assert.Equal(t, want, got)
	})
}

func TestText(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", `""`},
		{"plain", "ab 甲~", `"ab 甲~"`},
		{"quotes and backslashes", `a"b\c/`, `"a\"b\\c/"`},
		{"line breaks and tabs", "a\nb\tc", `"a\nb\tc"`},
		{"control characters", "\x00\x1fb\r", `"\u0000\u001fb\u000d"`},
		{"what is no control character", " \x7f", "\" \x7f\""},
		{"bytes that are no text", "a\xffb\x80", `"a\ufffdb\ufffd"`},
		{"a replacement character", "a\ufffdb", "\"a\ufffdb\""},
		{"one that is cut", "港\xe6\xb8", `"港\ufffd\ufffd"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, "x"+tt.want, string(appendString([]byte("x"), tt.text))) })
	}
}

// Numbers are written with an exponent where they are very small or large.
func TestNumber(t *testing.T) {
	tests := []struct {
		number float64
		want   string
	}{
		{0, "0"},
		{-0.5, "-0.5"},
		{1e-6, "0.000001"},
		{9.5e-7, "9.5e-07"},
		{-9.5e-7, "-9.5e-07"},
		{123456789012345680000, "123456789012345680000"},
		{1e21, "1e+21"},
		{-1e21, "-1e+21"},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) { assert.Equal(t, tt.want, string(appendFloat(nil, tt.number))) })
	}
}

// The guess of an answer's length has room for each value, its key and its punctuation.
func TestEstimate(t *testing.T) {
	tests := []struct {
		name string
		rows [][]any
		want int
	}{
		{"nothing", nil, 64},
		{"values", [][]any{{int64(1), nil, true}}, 64 + 3*16},
		{"texts", [][]any{{"abcd"}, {"港"}}, 64 + 16 + 4 + 16 + 3},
		{"lists", [][]any{{[]any{"ab", []any{int64(1)}}}}, 64 + 16 + 16 + 2 + 16 + 16},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, estimate(tt.rows)) })
	}
}

// FuzzNumber: a number reads back as the same number.
func FuzzNumber(f *testing.F) {
	for _, seed := range []float64{0, -0.5, 1e-7, 1e21, 123456789.125, math.MaxFloat64, math.SmallestNonzeroFloat64} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, n float64) {
		if math.IsNaN(n) || math.IsInf(n, 0) {
			return
		}
		var got float64
		require.NoError(t, json.Unmarshal(appendFloat(nil, n), &got))
		assert.Equal(t, n, got)
	})
}

func TestValue(t *testing.T) {
	cat := &catalog.Catalog{Enums: map[string][]string{"Degree": {"MASTER"}}}
	tests := []struct {
		name   string
		field  catalog.Field
		stored any
		want   string
		broken bool
	}{
		{"text", catalog.Field{Kind: catalog.String}, "a\"甲", `"a\"甲"`, false},
		{"missing", catalog.Field{Kind: catalog.String}, nil, `null`, false},
		{"list", catalog.Field{List: true}, []any{"a", "b"}, `["a","b"]`, false},
		{"empty list", catalog.Field{List: true, NonNull: true}, []any{}, `[]`, false},
		{"yuan", catalog.Field{Kind: catalog.Yuan}, int64(1) << 53, `9007199254740992`, false},
		{"whole float", catalog.Field{Kind: catalog.Float}, 5.0, `5`, false},
		{"float stored whole", catalog.Field{Kind: catalog.Float}, int64(5), `5`, false},
		{"enum", catalog.Field{Kind: catalog.Enum, Enum: "Degree"}, "MASTER", `"MASTER"`, false},
		{"unknown enum value", catalog.Field{Kind: catalog.Enum, Enum: "Degree"}, "DUKE", `null`, true},
		{"list of an enumeration", catalog.Field{Kind: catalog.Enum, Enum: "Degree", List: true}, []any{"MASTER"}, `["MASTER"]`, false},
		{"unknown value in a list", catalog.Field{Kind: catalog.Enum, Enum: "Degree", List: true}, []any{"MASTER", "DUKE"}, `null`, true},
		{"int beyond 32 bits", catalog.Field{Kind: catalog.Int}, int64(1) << 40, `null`, true},
		{"number in a text", catalog.Field{Kind: catalog.String}, int64(1), `null`, true},
		{"no number", catalog.Field{Kind: catalog.Float}, math.NaN(), `null`, true},
		{"truth", catalog.Field{Kind: catalog.Boolean}, true, `true`, false},
		{"untruth", catalog.Field{Kind: catalog.Boolean}, false, `false`, false},
		{"truth in a number", catalog.Field{Kind: catalog.Int}, true, `null`, true},
		{"greatest int", catalog.Field{Kind: catalog.Int}, int64(math.MaxInt32), `2147483647`, false},
		{"beyond the greatest int", catalog.Field{Kind: catalog.Int}, int64(math.MaxInt32) + 1, `null`, true},
		{"least int", catalog.Field{Kind: catalog.Int}, int64(math.MinInt32), `-2147483648`, false},
		{"float", catalog.Field{Kind: catalog.Float}, 0.25, `0.25`, false},
		{"fraction in an int", catalog.Field{Kind: catalog.Int}, 0.25, `null`, true},
		{"infinite", catalog.Field{Kind: catalog.Float}, math.Inf(-1), `null`, true},
		{"infinite upwards", catalog.Field{Kind: catalog.Float}, math.Inf(1), `null`, true},
		{"id", catalog.Field{Kind: catalog.ID}, "com_1", `"com_1"`, false},
		{"date", catalog.Field{Kind: catalog.Date}, "2020-03", `"2020-03"`, false},
		{"moment", catalog.Field{Kind: catalog.DateTime}, "2020-03-01T00:00:00Z", `"2020-03-01T00:00:00Z"`, false},
		{"text in a number", catalog.Field{Kind: catalog.Yuan}, "5", `null`, true},
		{"text where a truth is", catalog.Field{Kind: catalog.Boolean}, "true", `null`, true},
		{"no text in an enumeration", catalog.Field{Kind: catalog.Enum, Enum: "Degree"}, int64(1), `null`, true},
		{"no text in a list of an enumeration", catalog.Field{Kind: catalog.Enum, Enum: "Degree", List: true}, []any{int64(1)}, `null`, true},
		{"list of three", catalog.Field{List: true}, []any{"a", "", "c"}, `["a","","c"]`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := &writer{cat: cat}
			require.True(t, w.value("Company", &tt.field, tt.stored))
			assert.Equal(t, tt.want, string(w.out))
			assert.Equal(t, tt.broken, len(w.errs) == 1, "%v", w.errs)

			required := tt.field
			required.NonNull = true
			w = &writer{cat: cat}
			assert.Equal(t, tt.want != "null", w.value("Company", &required, tt.stored), "null may not stand where a value must")
			for _, e := range w.errs {
				assert.Equal(t, string(fault.Internal), e.Extensions["code"])
				assert.True(t, strings.Contains(e.Message, "Company."), e.Message)
			}
		})
	}
}
