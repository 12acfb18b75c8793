package pinyin_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/pinyin"
)

// A key is made for each name that is stored: beside its syllables it takes memory once.
func TestKeyTakesMemoryOnce(t *testing.T) {
	name := strings.Repeat("张家港望舒半导体", 20)
	characters := float64(len([]rune(name)))
	allocations := testing.AllocsPerRun(20, func() { pinyin.SortKey(name) })
	assert.LessOrEqual(t, allocations, characters+1)
}
