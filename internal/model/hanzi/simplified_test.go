package hanzi_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/hanzi"
)

func TestSimplified(t *testing.T) {
	for in, want := range map[string]string{
		"重慶長安汽車": "重庆长安汽车", "臺灣積體電路製造": "台湾积体电路制造", "张家港望舒": "张家港望舒", "ABC（甲）": "ABC（甲）",
		"㑮": "𫝈", "": "", "薴": "苎", "乾": "干",
	} {
		assert.Equal(t, want, hanzi.Simplified(in), in)
	}
}

// What is simplified is simple, and no character is lost.
func TestSimplifiedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune("慶庆長长㑮薴臺𠁞")), rapid.Rune())).Draw(t, "text")
		once := hanzi.Simplified(s)
		if len([]rune(once)) != len([]rune(s)) || hanzi.Simplified(once) != once {
			t.Fatalf("%+q is %+q", s, once)
		}
	})
}

func TestSimplifiedTakesNoMemoryForWhatIsSimple(t *testing.T) {
	assert.Zero(t, testing.AllocsPerRun(10, func() { hanzi.Simplified("张家港望舒半导体有限公司") }))
}

func TestWritings(t *testing.T) {
	assert.ElementsMatch(t, []rune("发發髮"), hanzi.Writings('发'))
	assert.ElementsMatch(t, []rune("人"), hanzi.Writings('人'))
	assert.ElementsMatch(t, []rune("a"), hanzi.Writings('a'))
	for r := rune(0x3400); r < 0x2ffff; r += 97 {
		assert.Contains(t, hanzi.Writings(hanzi.Rune(r)), r)
	}
}
