package pinyin_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	gopinyin "github.com/mozillazg/go-pinyin"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/pinyin"
	"github.com/clustergraph/clustergraph/internal/model/textorder"
)

// reading returns the part of the key before the separator and checks the rest.
func reading(t testing.TB, name string) string {
	t.Helper()
	got, original, found := strings.Cut(pinyin.SortKey(name), "\x01")
	require.True(t, found, "the key of %q has a separator", name)
	assert.Equal(t, textorder.Key(norm.NFKC.String(name)), original)
	return got
}

func TestReading(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"永钢集团", "yong gang ji tuan"},
		{"张家港", "zhang jia gang"},
		{"江苏永钢集团有限公司（张家港）", "jiang su yong gang ji tuan you xian gong si ( zhang jia gang )"},
		{"ABC科技", "abc ke ji"},
		{"ＡＢＣ科技", "abc ke ji"},
		{"科技ABC-2", "ke ji abc-2"},
		{"3D打印", "3d da yin"},
		{"Bosch Rexroth", "bosch rexroth"},
		{"  先  导\t智能 ", "xian dao zhi neng "},
		{"绿色", "lv se"},
		{"铝业", "lv ye"},
		{"女", "nv"},
		{"〇", "ling"},
		{"⼀", "yi"}, // Kangxi radical, 一 in NFKC
		{"Åland", "åland"},
		{"한국", "한국"},
		{"⺀甲", "⺀ jia"}, // a radical, which has no reading
		{"甲·乙", "jia · yi"},
		// Words that single characters get wrong.
		{"重庆钢铁", "chong qing gang tie"},
		{"天津重工", "tian jin zhong gong"},
		{"长江电力", "chang jiang dian li"},
		{"长三角", "chang san jiao"},
		{"新长", "xin chang"},
		{"成长基金", "cheng zhang ji jin"},
		{"董事长", "dong shi zhang"},
		{"厦门钨业", "xia men wu ye"},
		{"厦钨新能", "xia wu xin neng"},
		{"浙江广厦", "zhe jiang guang sha"},
		{"成都银行", "cheng du yin hang"},
		{"行星科技", "xing xing ke ji"},
		{"西藏矿业", "xi zang kuang ye"},
		{"会稽山", "kuai ji shan"},
		{"单县热电有限公司", "shan xian re dian you xian gong si"},
		// Family names, and the words that begin with the same character.
		{"曾国", "zeng guo"},
		{"曾国藩", "zeng guo fan"},
		{"曾经", "ceng jing"},
		{"单雄信", "shan xiong xin"},
		{"单晶硅", "dan jing gui"},
		{"单晶硅片制造", "dan jing gui pian zhi zao"},
		{"解缙", "xie jin"},
		{"解放", "jie fang"},
		{"解方程组", "jie fang cheng zu"}, // four characters are no family name of one
		{"解放汽车有限公司", "jie fang qi che you xian gong si"},
		{"仇英", "qiu ying"},
		{"仇恨", "chou hen"},
		{"查良镛", "zha liang yong"},
		{"区块链", "qu kuai lian"},
		{"翟志刚", "zhai zhi gang"},
		{"缪昌文", "miao chang wen"},
		{"长孙无忌", "zhang sun wu ji"},
		{"尉迟恭", "yu chi gong"},
		{"澹台灭明", "tan tai mie ming"},
		{"万俟卨", "mo qi xie"},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, reading(t, c.name)) })
	}
}

func TestOrder(t *testing.T) {
	want := []string{
		"3D打印", "ABC", "abc", "安徽", "北京", "重庆", "大连", "西", "西安", "西安电子", "厦门", "先导", "曾国藩", "张家港", "重工",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(pinyin.SortKey(a), pinyin.SortKey(b)) })
	assert.Equal(t, want, got)
}

func TestEmptyAndBlank(t *testing.T) {
	assert.Empty(t, pinyin.SortKey(""))
	for _, name := range []string{" ", "\u200b", "\x00", "。", "\xff"} {
		assert.NotEmpty(t, pinyin.SortKey(name), "%q", name)
	}
}

// Every character that the dictionary knows reads as the library itself would
// read it, apart from the single characters that the exceptions change.
func TestSyllablesAreTheLibrarys(t *testing.T) {
	args := gopinyin.NewArgs()
	changed := map[rune]string{'长': "chang", '厦': "xia", '都': "du"}
	checked := 0
	for code := range gopinyin.PinyinDict {
		r := rune(code)
		if !unicode.Is(unicode.Han, r) || norm.NFKC.String(string(r)) != string(r) {
			continue // private use, or written otherwise in NFKC
		}
		want, ok := changed[r]
		if !ok {
			want = strings.TrimFunc(gopinyin.SinglePinyin(r, args)[0], func(c rune) bool { return c > 'z' })
		}
		got, _, _ := strings.Cut(pinyin.SortKey(string(r)), "\x01")
		assert.Equal(t, want, got, "%c U+%04X", r, r)
		checked++
	}
	assert.Greater(t, checked, 40_000)
}

func anyName(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.OneOf(
		rapid.SampledFrom([]string{"重庆", "长", "厦门", "单", "解", "曾", "西", "安", "先", "ABC", "（", " ", "尉迟", "都", "\x01", "\xff"}),
		rapid.StringN(1, 3, -1),
		rapid.StringOfN(rapid.RuneFrom(nil, hanTable()), 1, 4, -1),
	), 1, 5).Draw(t, "name"), "")
}

func TestKeyProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyName(t), anyName(t)
		ka, kb := pinyin.SortKey(a), pinyin.SortKey(b)
		assert.NotEmpty(t, ka)
		assert.Equal(t, ka, pinyin.SortKey(a), "the same name has the same key")
		assert.Equal(t, ka, pinyin.SortKey(norm.NFKC.String(a)), "the key does not depend on width")
		assert.True(t, strings.HasSuffix(ka, "\x01"+textorder.Key(norm.NFKC.String(strings.ToValidUTF8(a, "\uFFFD")))), "the key ends with the name")
		if norm.NFKC.String(strings.ToValidUTF8(a, "\uFFFD")) != norm.NFKC.String(strings.ToValidUTF8(b, "\uFFFD")) {
			assert.NotEqual(t, ka, kb, "two names have two keys")
		}
	})
}

// A name comes before every longer name that goes on with another Han character,
// as long as the longer one is not itself a word or a family name.
func TestShorterComesFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"西", "江苏", "永钢", "新能源", "先导"}).Draw(t, "name")
		more := rapid.StringOfN(rapid.RuneFrom(nil, hanTable()), 1, 4, -1).Draw(t, "more")
		if name == "西" && strings.HasPrefix(more, "藏") {
			return
		}
		assert.Less(t, pinyin.SortKey(name), pinyin.SortKey(name+more))
	})
}

func BenchmarkSortKey(b *testing.B) {
	for _, name := range []string{"单雄信", "江苏永钢集团有限公司", "重庆长安汽车股份有限公司（张家港）", "ABC Technology Co., Ltd."} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if pinyin.SortKey(name) == "" {
					b.Fatal("empty key")
				}
			}
		})
	}
}
