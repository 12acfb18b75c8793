package pinyin_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/pinyin"
	"github.com/clustergraph/clustergraph/internal/model/textorder"
)

func TestPieces(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"重庆长安", "chong qing chang an"},
		{"单明远", "shan ming yuan"},
		{"单晶硅", "dan jing gui"},
		{"3D打印 Lab-2", "3d* da yin lab* 2*"},
		{"ＡＢＣ（张家港）", "abc* zhang jia gang"},
		{"A股", "a* gu"},
		{"", ""},
		{"\xff、", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range pinyin.Pieces(c.name) {
				got = append(got, p.Text+map[bool]string{false: "*"}[p.Han])
			}
			assert.Equal(t, c.want, strings.Join(got, " "), "a star marks what is no syllable")
		})
	}
}

// A name reads the same in a search as in an order.
func TestPiecesAreThoseOfTheSortKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom(nil, hanTable()), 1, 8, -1).Draw(t, "name")
		var got []string
		for _, p := range pinyin.Pieces(name) {
			got = append(got, p.Text)
		}
		reading, _, _ := strings.Cut(pinyin.SortKey(name), "\x01")
		assert.Equal(t, reading, textorder.Key(strings.Join(got, " ")))
	})
}
