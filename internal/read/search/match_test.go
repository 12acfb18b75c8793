package search

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMatch(t *testing.T) {
	tests := []struct {
		name, query string
		texts       []text
		grade       grade
		field       string
	}{
		{"the best text wins", "望舒", []text{written("望舒"), short("张家港望舒"), named("望舒半导体")}, nameStart, "name"},
		{"the first of equal texts wins", "望舒", []text{short("望舒"), {"englishName", "望舒", aliasKind}}, exactAlias, "shortName"},
		{"a name, before what it reads", "望舒", []text{named("张家港望舒"), short("望舒")}, exactAlias, "shortName"},
		{"the end of a code", "0582", []text{coded("9132 0582")}, aliasHolds, "uscc"},
		{"the best of a query's codes", "cn2017", []text{coded("2017"), coded("cn20171")}, exactAlias, "uscc"},
		{"a code within another", "zl2017", []text{coded("x zl2017 2017")}, aliasHolds, "uscc"},
		{"a name is no code", "600000.SH", []text{named("600000"), named("x")}, unanswered, ""},
		{"words in another order", "半导体 苏州", []text{named("苏州半导体")}, wordsInName, "name"},
		{"initials of the beginning", "wsb", []text{named("望舒半导体")}, readsNameStart, "name"},
		{"initials within", "bdt", []text{named("望舒半导体")}, readsInName, "name"},
		{"an abbreviation", "南理工", []text{named("南京理工大学")}, abbreviates, "name"},
		{"an abbreviation in another order", "工理南", []text{named("南京理工大学")}, unanswered, ""},
		{"an abbreviation of a text is none", "南理工", []text{written("南京理工大学")}, unanswered, ""},
		{"a word and an abbreviation", "半导体 港望", []text{named("张家港市望舒半导体")}, mixedWords, "name"},
		{"a name and a reading", "望舒 bandaoti", []text{named("望舒半导体")}, mixedWords, "name"},
		{"a reading of no name", "bandaoti", []text{written("半导体")}, unanswered, ""},
		{"the whole in a text", "功率器件", []text{named("望舒"), written("从事功率器件")}, proseHolds, "description"},
		{"words in a text", "器件 功率", []text{written("从事功率器件")}, wordsInProse, "description"},
		{"words in several texts", "器件 望舒", []text{named("望舒"), written("从事功率器件")}, acrossTexts, "description"},
		{"a word in none", "器件 羲和", []text{named("望舒"), written("从事功率器件")}, unanswered, ""},
		{"traditional for simplified", "重慶長安", []text{named("重庆长安汽车")}, nameStart, "name"},
		{"simplified for traditional", "重庆长安", []text{named("重慶長安")}, exactName, "name"},
		{"traditional in a text", "積體電路", []text{named("望舒"), written("从事积体电路")}, proseHolds, "description"},
		{"what cannot be seen", "张\u200b家港", []text{named("张家\u00ad港")}, exactName, "name"},
		{"a homophone", "沙刚", []text{named("沙钢集团")}, soundsAlike, "name"},
		{"a homophone within", "沙刚", []text{named("江苏沙钢集团")}, soundsAlike, "name"},
		{"a homophone in another word", "江苏 沙刚", []text{named("江苏沙钢集团")}, soundsAlike, "name"},
		{"a part of a syllable is no homophone", "沙嘎", []text{named("沙钢集团")}, unanswered, ""},
		{"syllables in other places are no homophone", "西安", []text{named("先锋")}, unanswered, ""},
		{"one character is no homophone", "刚", []text{named("沙钢集团")}, unanswered, ""},
		{"a homophone of a text is none", "沙刚", []text{written("沙钢集团")}, unanswered, ""},
		{"a text before a homophone", "沙刚", []text{named("沙钢"), written("与沙刚合作")}, proseHolds, "description"},
		{"ü", "lüyuan", []text{named("绿源")}, readsName, "name"},
		{"ü as v", "lvyuan", []text{named("绿源")}, readsName, "name"},
		{"ü as u", "luyuan", []text{named("绿源")}, readsName, "name"},
		{"ü behind n", "nüjiang", []text{named("女匠")}, readsName, "name"},
		{"a family name", "yuejia", []text{named("乐嘉")}, readsName, "name"},
		{"a family name as the word", "lejia", []text{named("乐嘉")}, readsName, "name"},
		{"initials of a family name", "yj", []text{named("乐嘉")}, readsName, "name"},
		{"a family name of two characters", "yuchigong", []text{named("尉迟恭")}, readsName, "name"},
		{"no texts", "望舒", nil, unanswered, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := parsed(t, tt.query).match(Document{texts: tt.texts})
			assert.Equal(t, tt.grade, m.grade)
			assert.Equal(t, tt.field, m.text.field)
		})
	}
}

func TestAbbreviated(t *testing.T) {
	tests := []struct {
		long, short string
		want        bool
	}{
		{"南京理工大学", "南理工", true},
		{"南京理工大学", "南京理工大学", true},
		{"南京", "南南", false},
		{"南京南", "南南", true},
		{"南京", "北", false},
		{"南京", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.long+" "+tt.short, func(t *testing.T) { assert.Equal(t, tt.want, abbreviated(tt.long, tt.short)) })
	}
}

func TestScores(t *testing.T) {
	for g, want := range map[grade]float64{exactName: 1, exactAlias: 0.94, readsName: 0.54, acrossTexts: 0.07} {
		assert.InDelta(t, want, g.score(), 0, "%d", g)
	}
	for g := exactAlias; g < unanswered; g++ {
		assert.Less(t, g.score(), (g - 1).score())
		assert.Positive(t, g.score())
	}
}
