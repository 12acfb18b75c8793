package pinyin_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/pinyin"
)

func TestReadings(t *testing.T) {
	for name, want := range map[string][]string{
		"乐嘉": {"le jia", "yue jia"}, "盖明": {"gai ming", "ge ming"}, "覃小川": {"tan xiao chuan", "qin xiao chuan"},
		"单明远": {"shan ming yuan", "dan ming yuan"}, "曾鸣": {"zeng ming", "ceng ming"}, "仇英": {"qiu ying", "chou ying"},
		"解缙": {"xie jin", "jie jin"}, "查良镛": {"zha liang yong", "cha liang yong"}, "区明": {"ou ming", "qu ming"},
		"尉迟恭": {"yu chi gong"}, "翟天临": {"zhai tian lin", "di tian lin"}, "重庆长安": {"chong qing chang an"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, pieces := range pinyin.Readings(name) {
				var texts []string
				for _, p := range pieces {
					texts = append(texts, p.Text)
				}
				got = append(got, strings.Join(texts, " "))
			}
			assert.Equal(t, want[0], got[0], "the first is that of the order")
			for _, w := range want {
				assert.True(t, slices.Contains(got, w), "%s in %v", w, got)
			}
		})
	}
	assert.Len(t, pinyin.Readings("乐山钢铁股份有限公司"), 1, "no person's name")
	assert.Len(t, pinyin.Readings(""), 1)
}
