package server

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCacheIsBounded(t *testing.T) {
	c := newCache(func(key string, _ int) int { return len(key) })
	ctx := t.Context()
	for i := range 3 * cacheEntries {
		c.Add(ctx, strconv.Itoa(i), i)
		c.Add(ctx, strconv.Itoa(i), i)
	}
	assert.Equal(t, cacheEntries, c.lru.Len())
	value, ok := c.Get(ctx, strconv.Itoa(3*cacheEntries-1))
	assert.True(t, ok)
	assert.Equal(t, 3*cacheEntries-1, value)

	pad := strings.Repeat("x", cacheLongest-10)
	for i := range cacheEntries {
		c.Add(ctx, pad+strconv.Itoa(i), i)
		assert.LessOrEqual(t, c.bytes, cacheBytes)
	}
	total := 0
	for _, key := range c.lru.Keys() {
		total += len(key)
	}
	assert.Equal(t, total, c.bytes)

	c.Add(ctx, strings.Repeat("y", cacheLongest+1), 1)
	_, ok = c.Get(ctx, strings.Repeat("y", cacheLongest+1))
	assert.False(t, ok)
}
