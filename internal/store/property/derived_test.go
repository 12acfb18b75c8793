package property_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

var (
	name  = &catalog.Field{Name: "name", Unique: true, Pinyin: true}
	prose = &catalog.Field{Name: "prose"}
	tags  = &catalog.Field{Name: "tags", List: true}
	stage = &catalog.Field{Name: "stage", Kind: catalog.Enum, Values: []string{"PLANNING", "BUILDING"}, Index: true}
	code  = &catalog.Field{Name: "code", Unique: true, Format: "USCC"}
	kept  = &catalog.Field{Name: "kept", System: true}
)

func TestDerived(t *testing.T) {
	tests := []struct {
		name         string
		field        *catalog.Field
		stored, want object
	}{
		{"a key", name, object{"name": "（a）"}, object{"name_canonical": "(a)", "name_pinyin": "(a)\x01(a)"}},
		{"what shares its text", name, object{"name": "（a）", "name_canonical": "（a）"}, object{"name_canonical": "（a）"}},
		{"what had another text", name, object{"name": "（b）", "name_canonical": "（a）"}, object{"name_canonical": "(b)"}},
		{"a text that differs", prose, object{"prose": "（a）"}, object{"prose_canonical": "(a)"}},
		{"a text that does not", prose, object{"prose": "(a)", "prose_canonical": "(a)"}, object{"prose_canonical": nil}},
		{"a list", tags, object{"tags": []string{"a\u200b"}}, object{"tags_canonical": []string{"a"}}},
		{"nothing", name, object{}, object{"name_canonical": nil, "name_pinyin": nil}},
		{"an enumeration", stage, object{"stage": "BUILDING"}, object{"stage_order": int64(1)}},
		{"a value of a format", code, object{"code": "1"}, object{}},
		{"what the service keeps", kept, object{"kept": "（"}, object{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			derived := property.Derived([]*catalog.Field{tt.field}, tt.stored)
			for name, v := range tt.want {
				assert.Contains(t, derived, name)
				if name != "name_pinyin" {
					assert.Equal(t, v, derived[name], name)
				}
			}
			assert.GreaterOrEqual(t, len(tt.want)+1, len(derived))
		})
	}
}

func TestDerive(t *testing.T) {
	given := object{"prose": nil, "tags_canonical": "left over", "stage": "PLANNING"}
	property.Derive([]*catalog.Field{prose, tags, stage, code}, given)
	assert.Equal(t, object{"prose": nil, "prose_canonical": nil, "stage": "PLANNING", "stage_order": int64(0)}, given)
}

func TestDefinition(t *testing.T) {
	for f, want := range map[*catalog.Field]string{
		name: "pinyin 2, key 1", prose: "writing 1", tags: "writing 1", stage: "enum PLANNING BUILDING", code: "", kept: "",
	} {
		assert.Equal(t, want, property.Definition(f), f.Name)
	}
}

func TestKeepShared(t *testing.T) {
	now := object{"name": "（a）", "name_canonical": "(a)"}
	property.KeepShared([]*catalog.Field{name, prose}, now, object{"name": "（a）", "name_canonical": "（a）"})
	assert.Equal(t, object{"name": "（a）", "name_canonical": "（a）"}, now)
	property.KeepShared([]*catalog.Field{name}, now, object{"name": "（b）", "name_canonical": "（b）"})
	assert.Equal(t, "（a）", now["name_canonical"])
}
