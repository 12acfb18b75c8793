package catalog_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/schema"
)

func TestValuesOfEnumerationsByWhatTheyAreCalled(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	for text, want := range map[string]string{
		"BUILDING": "BUILDING", "建设": "BUILDING", "建 设": "BUILDING", "在建": "BUILDING", "未知": "",
	} {
		got, known := cat.EnumNamed("ProjectStage", text)
		assert.Equal(t, want, got, text)
		assert.Equal(t, want != "", known, text)
	}
	for text, want := range map[string]string{"Pre-A轮": "PRE_A", "ａ 轮": "A", "D 轮及以后": "D_OR_LATER"} {
		got, _ := cat.EnumNamed("InvestmentRound", text)
		assert.Equal(t, want, got, text)
	}
	assert.Equal(t, "建设", cat.EnumTerm("ProjectStage", "BUILDING"))
	assert.Equal(t, "Pre-A 轮", cat.EnumTerm("InvestmentRound", "PRE_A"))
}

// What a value is called, whole or in parts, leads back to it.
func TestEveryTermLeadsBackToItsValue(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	for enum, names := range cat.Enums {
		values := cat.EnumValues(enum)
		require.Len(t, values, len(names), enum)
		for _, v := range values {
			for _, word := range append([]string{v.Name, v.Term}, v.Synonyms...) {
				got, known := cat.EnumNamed(enum, word)
				assert.True(t, known, "%s: %s", enum, word)
				assert.Equal(t, v.Name, got, "%s: %s", enum, word)
			}
		}
	}
}
