package search

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

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
		"uscc": codeKind, "stockCode": codeKind, "foreignId": codeKind, "description": proseKind,
	}, l.kinds["Company"])
	assert.True(t, l.Finds("Technology"))
	assert.False(t, l.Finds("Firm"))
	assert.Equal(t, []string{"name", "shortName", "englishName", "formerNames", "uscc", "stockCode", "foreignId", "description", MergedNames}, l.Fields("Company"))
	assert.Empty(t, l.Fields("Firm"))
}

func TestLayoutVersions(t *testing.T) {
	version := declared(t).Version()
	assert.Len(t, version, 16)
	assert.Equal(t, version, declared(t).Version(), "the same schema is the same layout")
	changes := map[string]func(cat *catalog.Catalog){
		"another field is found":     func(cat *catalog.Catalog) { cat.Entity("Company").Field("industryCode").Search = true },
		"a field is found no more":   func(cat *catalog.Catalog) { cat.Entity("Company").Field("shortName").Search = false },
		"a field is of another kind": func(cat *catalog.Catalog) { cat.Entity("Company").Field("description").Prose = false },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			cat, err := catalog.Load(schema.Declared())
			require.NoError(t, err)
			change(cat)
			assert.NotEqual(t, version, NewLayout(cat).Version())
		})
	}
}

func TestConcerns(t *testing.T) {
	l := declared(t)
	tests := []struct {
		entity, field string
		want          bool
	}{
		{"Company", "formerNames", true},
		{"Company", "uscc", true},
		{"Company", "registeredCapital", false},
		{"Person", "optOut", true},
		{"Person", "title", false},
		{"Company", "optOut", false},
		{"Firm", "name", false},
	}
	for _, tt := range tests {
		t.Run(tt.entity+"."+tt.field, func(t *testing.T) { assert.Equal(t, tt.want, l.Concerns(tt.entity, tt.field)) })
	}
}

func TestKindOf(t *testing.T) {
	tests := []struct {
		name  string
		field catalog.Field
		want  kind
		found bool
	}{
		{"name", catalog.Field{Name: "name", Search: true}, nameKind, true},
		{"another name", catalog.Field{Name: "shortName", Search: true}, aliasKind, true},
		{"text", catalog.Field{Name: "name", Search: true, Prose: true}, proseKind, true},
		{"identifier", catalog.Field{Name: "uscc", Unique: true, Kind: catalog.String}, codeKind, true},
		{"the id", catalog.Field{Name: "id", Unique: true, Kind: catalog.String}, 0, false},
		{"a unique number", catalog.Field{Name: "number", Unique: true, Kind: catalog.Int}, 0, false},
		{"a name that is not searched", catalog.Field{Name: "name", Kind: catalog.String}, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, found := kindOf(&tt.field)
			assert.Equal(t, []any{tt.want, tt.found}, []any{got, found})
		})
	}
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

// Running text is cut where the limit lies, over all fields of it together, and names where
// there are too many.
func TestLimitsOfADocument(t *testing.T) {
	l := &Layout{parts: map[string][]part{"Firm": {{"note", proseKind}, {"remark", proseKind}, {"names", aliasKind}}}}
	count := func(properties map[string]any) map[string]int {
		d, _ := l.Document("Firm", properties)
		counts := map[string]int{}
		for _, text := range d.texts {
			counts[text.field] += utf8.RuneCountInString(text.value)
		}
		return counts
	}
	names := func(n int) []any {
		var list []any
		for range n {
			list = append(list, "名")
		}
		return list
	}
	assert.Equal(t, map[string]int{"note": mostText}, count(map[string]any{"note": strings.Repeat("长", mostText), "remark": "短"}))
	assert.Equal(t, map[string]int{"note": mostText}, count(map[string]any{"note": strings.Repeat("长", mostText+1)}))
	assert.Equal(t, map[string]int{"note": mostText - 3, "remark": 3}, count(map[string]any{"note": strings.Repeat("长", mostText-3), "remark": "短短短短"}))
	assert.Equal(t, map[string]int{"names": mostAliases}, count(map[string]any{"names": names(mostAliases)}))
	assert.Equal(t, map[string]int{"names": mostAliases}, count(map[string]any{"names": names(mostAliases + 1)}))
}

// What stands in the document is found by its name in all ways, and by nothing else.
func TestTokens(t *testing.T) {
	d, ok := declared(t).Document("Company", map[string]any{"id": "com_1", "name": "港 ab", "uscc": "9x-2", "description": "做 wafer"})
	require.True(t, ok)
	p := d.Properties()
	assert.Equal(t, "4x6e2fab 2ab 0gangab 0ab 1gab 1ab 39x2 32 6wafer", p["tokens"])
	assert.Equal(t, "港", p["characters"])
	assert.Equal(t, "做 wafer\n", p["prose"])
	assert.Equal(t, d.Signature(), p["signature"])
	assert.Equal(t, "Company", p["type"])
}

func TestNothingToBeFoundBy(t *testing.T) {
	_, ok := declared(t).Document("Company", map[string]any{"id": "com_1", "registeredCapital": int64(5)})
	assert.False(t, ok)
}
