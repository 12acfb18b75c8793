package search

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/schema"
)

func declared(t testing.TB) *Layout {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	return NewLayout(cat)
}

func TestLayoutIsThatOfTheSchema(t *testing.T) {
	l := declared(t)
	assert.Equal(t, map[string]kind{
		"name": nameKind, "shortName": aliasKind, "englishName": aliasKind, "formerNames": aliasKind, "mergedNames": aliasKind,
		"uscc": codeKind, "stockCode": codeKind, "description": proseKind,
	}, l.kinds["Company"])
	assert.True(t, l.Finds("Technology"))
	assert.False(t, l.Finds("Firm"))
	assert.Equal(t, l.version, declared(t).version, "the same schema is the same layout")
}

func TestDocument(t *testing.T) {
	d, ok := declared(t).Document("Company", map[string]any{
		"id": "com_1", "name": "张家港Ａ股份", "formerNames": []any{"港务", ""}, "stockCode": "600000", "description": "做 wafer 的", "registeredCapital": int64(5),
	})
	require.True(t, ok)
	p := d.Properties()
	assert.Equal(t, "com_1", p["of"])
	assert.Equal(t, []string{"name", "formerNames", "stockCode", "description"}, p["fields"])
	assert.Equal(t, []string{"张家港Ａ股份", "港务", "600000", "做 wafer 的"}, p["values"], "as they are stored")
	assert.Equal(t, "张家港A股份\n", p["name"])
	assert.Equal(t, "港务\n", p["names"])
	assert.Equal(t, "张 家 港 股 份 务", p["characters"])
	tokens := strings.Fields(p["tokens"].(string))
	for _, token := range []string{"0zhangjiagangagufen", "0jiagangagufen", "1zjgagf", "1gagf", "0gangwu", "2ax80a1x4efd", "3600000", "5x6e2fx52a1", "6waferx7684"} {
		assert.Contains(t, tokens, token)
	}
}

func TestDocumentsDiffer(t *testing.T) {
	l := declared(t)
	made := func(properties map[string]any) string {
		d, _ := l.Document("Company", properties)
		return d.Signature()
	}
	base := made(map[string]any{"id": "com_1", "name": "望舒"})
	assert.Equal(t, base, made(map[string]any{"id": "com_1", "name": "望舒", "version": int64(2)}))
	assert.NotEqual(t, base, made(map[string]any{"id": "com_1", "name": "望舒 "}))
	assert.NotEqual(t, base, made(map[string]any{"id": "com_1", "shortName": "望舒"}))
}

// Whatever an entity holds, its document stays small and its tokens short.
func TestDocumentsAreBounded(t *testing.T) {
	var former []any
	for i := range 1000 {
		former = append(former, fmt.Sprintf("曾用名%d%s", i, strings.Repeat("长", 400)))
	}
	d, ok := declared(t).Document("Company", map[string]any{"id": "com_1", "name": strings.Repeat("重庆", 250), "formerNames": former, "uscc": "91320582PDY00001X7", "description": strings.Repeat("简介 word ", 10_000)})
	require.True(t, ok)
	p := d.Properties()
	assert.Len(t, d.texts, 1+mostAliases+2, "the name, other names, the code and the text")
	tokens := strings.Fields(p["tokens"].(string))
	assert.Less(t, len(tokens), (1+mostAliases)*(2*mostStarts+3)+mostText)
	for _, token := range tokens {
		assert.LessOrEqual(t, len(token), wholeLength)
	}
}

func TestNothingToBeFoundBy(t *testing.T) {
	_, ok := declared(t).Document("Company", map[string]any{"id": "com_1", "registeredCapital": int64(5)})
	assert.False(t, ok)
}
