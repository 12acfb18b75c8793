package people

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/mention"
	"github.com/clustergraph/clustergraph/schema"
)

func TestMarkers(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	got := mention.Markers(cat.Entity("Person"), map[string]any{
		"id": "per_1", "name": "张三", "englishName": "Zhang San", "formerNames": []any{"张三丰", "张三", "张"}, "orcid": "0000-0002-1825-0097",
		"telephone": "13812345678", "title": "教授", "description": "一位教授", "optOut": true, "version": int64(3),
	})
	assert.Equal(t, []string{"0000-0002-1825-0097", "13812345678", "Zhang San", "张三丰", "张三"}, got)
	assert.Empty(t, mention.Markers(cat.Entity("Person"), nil))
}

func TestWithoutValues(t *testing.T) {
	for in, want := range map[string]string{
		"":                                   "",
		`{}`:                                 `{}`,
		`{"name":"张三","skills":["a"],"n":1}`: `{"n":null,"name":null,"skills":null}`,
	} {
		got, err := withoutValues(in)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err := withoutValues("{")
	assert.Error(t, err)
}

func TestRedact(t *testing.T) {
	markers := []string{"O\"Brien", "张三", "Li Na"}
	tests := []struct {
		name, in, want string
		changed        bool
	}{
		{"nothing of it", `{"a": "李四", "n": 1}`, `{"a": "李四", "n": 1}`, false},
		{"a text", `{"a":"行 3: 张三丰","n":1}`, `{"a":"(erased)","n":1}`, true},
		{"with something in it that cannot be seen", "[\"张\u200b三\"]", `["(erased)"]`, true},
		{"deep", `{"problems":[{"value":"张三"},{"value":"李四"}]}`, `{"problems":[{"value":"(erased)"},{"value":"李四"}]}`, true},
		{"a short name behind a line break", `["1\nLi Na"]`, `["(erased)"]`, true},
		{"a short name inside of a word", `["carolina"]`, `["carolina"]`, false},
		{"in traditional characters, escaped", `["\u5f35\u4e09"]`, `["(erased)"]`, true},
		{"with a quotation mark", `["O\"Brien"]`, `["(erased)"]`, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, changed, err := Redact(tt.in, markers)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.changed, changed)
		})
	}
	_, _, err := Redact(`{"张三"`, markers)
	assert.Error(t, err)
}
