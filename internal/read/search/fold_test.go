package search

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFold(t *testing.T) {
	tests := []struct {
		in, text string
		starts   []int
	}{
		{"张家港", "张家港", []int{0, 3, 6}},
		{"ＡＢＣ 科技（苏州）", "abc科技苏州", []int{0, 3, 6, 9, 12}},
		{"Power-Devices Co., Ltd.", "powerdevicescoltd", []int{0, 5, 12, 14}},
		{"Müller Präzision", "mullerprazision", []int{0, 6}},
		{"9132 0582", "91320582", []int{0, 4}},
		{"3D打印", "3d打印", []int{0, 2, 5}},
		{"한국", "한국", []int{0, 3}},
		{"+-!(){}[]^\"~*?:\\/\x00", "", nil},
		{"a\xffb", "ab", []int{0, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			assert.Equal(t, folded{tt.text, tt.starts}, fold(tt.in))
		})
	}
}

func TestIsCJK(t *testing.T) {
	for r, want := range map[rune]bool{'a': false, 0x10ff: false, 0x1100: true, 'か': true, 'カ': true, '한': true, 0x4dff: false, 0x4e00: true, 0x9fff: true, 0x3400: true, 'é': false, '，': false} {
		assert.Equal(t, want, isCJK(r), "%q", r)
	}
}

func TestPlain(t *testing.T) {
	tests := []struct{ in, want string }{
		{"ＡＢ１", "AB1"},
		{"éÉß", "eEß"},
		{"한", "한"},
		{"a\xffb", "a b"},
		{"\u0080", "\u0080"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) { assert.Equal(t, tt.want, plain(tt.in)) })
	}
}

func TestHolds(t *testing.T) {
	tests := []struct {
		long, short string
		want        bool
	}{
		{"张家港望舒半导体", "望舒", true},
		{"Wangshu Power Devices", "power", true},
		{"Wangshu Power Devices", "powerdev", true},
		{"Wangshu Power Devices", "ower", false},
		{"Wangshu Power Devices", "", true},
		{"", "a", false},
	}
	for _, tt := range tests {
		t.Run(tt.long+" "+tt.short, func(t *testing.T) { assert.Equal(t, tt.want, fold(tt.long).holds(tt.short)) })
	}
}

func TestWords(t *testing.T) {
	assert.Equal(t, []word{{text: "永钢", cjk: true}, {text: "jt"}, {text: "3d"}, {text: "打印", cjk: true}}, words("永钢JT 3D打印"))
	assert.Empty(t, words(" … "))
}

func TestReading(t *testing.T) {
	tests := []struct {
		name, typed           string
		is, startsWith, holds bool
	}{
		{"张家港", "zhangjiagang", true, true, true},
		{"张家港", "zjg", true, true, true},
		{"张家港", "zhang jia gang", true, true, true},
		{"张家港", "zhangj", false, true, true},
		{"张家港", "jiagang", false, false, true},
		{"张家港", "jg", false, false, true},
		{"张家港", "hangjia", false, false, false},
		{"西安", "xi'an", true, true, true},
		{"先", "xi'an", false, false, false},
		{"先", "xian", true, true, true},
		{"重庆", "zhongqing", false, false, false},
		{"ABC科技", "abckj", true, true, true},
		{"Bosch", "bosch", false, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.typed, func(t *testing.T) {
			r, typed := read(tt.name), fold(tt.typed)
			assert.Equal(t, []bool{tt.is, tt.startsWith, tt.holds}, []bool{r.is(typed), r.startsWith(typed), r.holds(typed)})
		})
	}
}
