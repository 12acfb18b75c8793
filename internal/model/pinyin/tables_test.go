package pinyin_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	gopinyin "github.com/mozillazg/go-pinyin"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hanTable is the block of the commonest Han characters, U+4E00 to U+9FFF.
func hanTable() *unicode.RangeTable {
	return &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x4E00, Hi: 0x9FFF, Stride: 1}}}
}

// Each exception changes something, has a syllable for each character, and takes
// only readings that the dictionary knows for that character.
func TestExceptionsAreReadings(t *testing.T) {
	const words = "重庆 厦门 西藏 六安 乐清 蚌埠 番禺 单县 铅山 会稽 什邡 喀什 长 成长基金 增长 生长 董事长 市长 院长 校长 会长 长孙 " +
		"银行 商行 行业 重组 空调 调节 调味 会计 藏药 音乐 乐器 轧钢 乙炔 供给 厦 大厦 广厦 商厦 都 " +
		"尉迟恭 万俟卨 澹台灭明 单于 单雄信 解缙 仇英 曾国藩 查良镛 区寄 朴槿惠 翟志刚 缪昌文 阚泽 祭遵"
	unchanged := []string{"成长基金", "增长", "生长", "董事长", "市长", "院长", "校长", "会长", "长孙", "大厦", "广厦", "商厦"}
	args := gopinyin.NewArgs()
	args.Heteronym = true
	for word := range strings.FieldsSeq(words) {
		t.Run(word, func(t *testing.T) {
			got := strings.Fields(reading(t, word))
			characters := []rune(word)
			require.Len(t, got, len(characters))
			changed := false
			for i, r := range characters {
				known := gopinyin.SinglePinyin(r, args)
				assert.Contains(t, known, got[i], "readings of %c", r)
				changed = changed || got[i] != known[0]
			}
			// Those that keep the first reading undo the exception of their character.
			assert.Equal(t, !slices.Contains(unchanged, word), changed)
		})
	}
}
