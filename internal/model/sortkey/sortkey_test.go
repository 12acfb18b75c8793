package sortkey_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/sortkey"
)

var (
	stage = &catalog.Field{Name: "stage", Kind: catalog.Enum, Values: []string{"PLANNING", "BUILDING"}, Index: true}
	name  = &catalog.Field{Name: "name", Index: true, Pinyin: true}
	short = &catalog.Field{Name: "short", Index: true}
	role  = &catalog.Field{Name: "role", OfEdge: true}
	code  = &catalog.Field{Name: "code", Unique: true, Format: "USCC"}
	year  = &catalog.Field{Name: "year", Kind: catalog.Int, Index: true}
)

func TestOf(t *testing.T) {
	tests := []struct {
		name  string
		field *catalog.Field
		value any
		want  any
	}{
		{"the place of a value", stage, "BUILDING", int64(1)},
		{"a value that is declared no longer", stage, "GONE", int64(2)},
		{"nothing", stage, nil, nil},
		{"pinyin", name, "甲（", "jia (\x01甲("},
		{"a text", short, "甲（", "甲\uD7FF /\\("},
		{"a long text of a relationship", role, strings.Repeat("甲", 600), strings.Repeat("甲", 500)},
		{"a value of a format", code, "9132", "9132"},
		{"a number", year, int64(7), int64(7)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, sortkey.Of(tt.field, tt.value)) })
	}
}

func TestDefinition(t *testing.T) {
	for f, want := range map[*catalog.Field]string{
		stage: "enum PLANNING BUILDING", name: "pinyin 2", short: "text 1", role: "text 1", code: "", year: "",
	} {
		assert.Equal(t, want, sortkey.Definition(f), f.Name)
	}
}
