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
