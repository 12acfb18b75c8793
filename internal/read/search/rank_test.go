package search

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

func parsed(t testing.TB, s string) search {
	t.Helper()
	q, err := parseQuery(s, []string{ident.USCC, ident.AShare, ident.CNPatent})
	require.NoError(t, err)
	return q
}

func firm(id string, texts ...text) candidate {
	return candidate{Document: Document{Of: id, Entity: "Company", texts: texts}}
}

func named(s string) text   { return text{"name", s, nameKind} }
func short(s string) text   { return text{"shortName", s, aliasKind} }
func coded(s string) text   { return text{"uscc", s, codeKind} }
func written(s string) text { return text{"description", s, proseKind} }

// Each text answers the query less well than the one before it.
func TestGrades(t *testing.T) {
	tests := []struct {
		query string
		texts []text
	}{
		{"望舒", []text{named("望舒"), short("望舒"), named("望舒半导体"), short("望舒半导体"), named("张家港望舒"), short("张家港望舒"), named("望海云舒"), written("代理望舒的产品"), named("望海")}},
		{"wangshu", []text{named("Wangshu"), short("Wangshu"), named("Wangshu Power"), short("Wangshu Power"), named("The Wangshu"), short("The Wangshu"), named("望舒"), named("望舒半导体"), named("张家港望舒"), written("see Wangshu"), named("望海")}},
		{"苏州 半导体", []text{named("苏州半导体"), named("苏州半导体公司"), named("半导体（苏州）"), named("苏大半州导电体"), written("半导体，苏州")}},
		{"600000.SH", []text{coded("600000"), coded("6000001"), coded("600001")}},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			last := grade(-1)
			for _, one := range tt.texts {
				got := parsed(t, tt.query).match(Document{texts: []text{one}}).grade
				assert.Greater(t, got, last, "%s %s", one.field, one.value)
				last = got
			}
		})
	}
}

func TestRank(t *testing.T) {
	candidates := []candidate{
		firm("5", named("张家港望舒"), written("新能源")),
		firm("4", named("张家港新能源产业")),
		firm("2", named("新能源集团")),
		firm("3", named("新能源集团")),
		firm("1", named("某公司"), short("新能源")),
		firm("0", named("无关")),
	}
	candidates[2].lucene = 1
	hits := parsed(t, "新能源").rank(candidates)
	var got []string
	for i, h := range hits {
		got = append(got, h.ID+" "+h.Field)
		if i > 0 {
			assert.LessOrEqual(t, h.Score, hits[i-1].Score)
		}
	}
	assert.Equal(t, []string{"1 shortName", "2 name", "3 name", "4 name", "5 description"}, got, "the unrelated one is no hit")
}

func TestAcrossTexts(t *testing.T) {
	hits := parsed(t, "望舒 91320582").rank([]candidate{firm("1", coded("91320582PDY00001X7"), named("张家港望舒"))})
	require.Len(t, hits, 1)
	assert.Equal(t, "name", hits[0].Field, "that of the first word")
}

func TestPassage(t *testing.T) {
	run := func(n int) string { return strings.Repeat("前", n) }
	tests := []struct {
		name, query, text, want string
	}{
		{"short", "后", run(passageLength-1) + "后", run(passageLength-1) + "后"},
		{"at the beginning", "前", run(passageLength + 1), run(passageLength) + "…"},
		{"near the beginning", "后", run(passageLead) + "后" + run(passageLength), run(passageLead) + "后" + run(passageLength-passageLead-1) + "…"},
		{"in the middle", "硬质", run(300) + "硬质合金" + run(300), "…" + run(passageLead) + "硬质合金" + run(passageLength-passageLead-4) + "…"},
		{"at the end", "后", run(300) + "后", "…" + run(passageLength-1) + "后"},
		{"the first of the words that is there", "无 后", run(300) + "后", "…" + run(passageLength-1) + "后"},
		{"the whole word, not its first letter", "wafer", run(100) + " w " + run(200) + " wafer " + run(200), "…" + run(passageLead-1) + " wafer " + run(passageLength-passageLead-6) + "…"},
		{"in another writing", "wafer", run(200) + "ＷＡＦＥＲ" + run(200), "…" + run(passageLead) + "ＷＡＦＥＲ" + run(passageLength-passageLead-5) + "…"},
		{"no word", "无", run(300), run(passageLength) + "…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, parsed(t, tt.query).passage(written(tt.text)))
		})
	}
}

func TestPassageOfAHit(t *testing.T) {
	long := strings.Repeat("前言，", 100) + "主营硬质合金" + strings.Repeat("，后记", 100)
	hits := parsed(t, "硬质合金").rank([]candidate{firm("1", named("某公司"), written(long))})
	require.Len(t, hits, 1)
	assert.Contains(t, hits[0].Text, "主营硬质合金")
	assert.Len(t, []rune(hits[0].Text), passageLength+2)
	assert.True(t, strings.HasPrefix(hits[0].Text, "…") && strings.HasSuffix(hits[0].Text, "…"))
}

func TestNameLength(t *testing.T) {
	assert.Equal(t, 2, Document{texts: []text{short("羲和微"), named("望舒")}}.nameLength())
	assert.Equal(t, 0, Document{texts: []text{short("羲和微")}}.nameLength(), "it has no name")
}

func BenchmarkRank(b *testing.B) {
	var candidates []candidate
	for range MostHits {
		candidates = append(candidates, firm("1", named("张家港望舒半导体有限公司"), short("望舒半导体"), coded("91320582PDY00001X7"), written(strings.Repeat("从事化合物半导体外延的研发。", 10))))
	}
	for _, text := range []string{"张家港", "bandaoti", "研发"} {
		q := parsed(b, text)
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if len(q.rank(candidates)) != MostHits {
					b.Fatal("all answer")
				}
			}
		})
	}
}
