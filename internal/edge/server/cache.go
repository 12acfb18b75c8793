package server

import (
	"context"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Bounds of the caches of documents and persisted queries. A parsed document
// takes some tens of bytes per byte of text, so the text is what is counted.
const (
	cacheEntries = 1_000
	cacheBytes   = 2 << 20
	cacheLongest = 32 << 10
)

// cache keeps the most recently used values, bounded by number and by the bytes
// of the texts that they stand for. It implements graphql.Cache.
type cache[T any] struct {
	mu    sync.Mutex
	lru   *simplelru.LRU[string, T]
	cost  func(key string, value T) int
	bytes int
}

func newCache[T any](cost func(string, T) int) *cache[T] {
	c := &cache[T]{cost: cost}
	// The only error is a size below one.
	c.lru, _ = simplelru.NewLRU(cacheEntries, func(key string, value T) { c.bytes -= cost(key, value) })
	return c
}

// Get returns the value of key.
func (c *cache[T]) Get(_ context.Context, key string) (T, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.lru.Get(key)
}

// Add keeps value, unless its text is so long that it would push out many others.
func (c *cache[T]) Add(_ context.Context, key string, value T) {
	cost := c.cost(key, value)
	if cost > cacheLongest {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lru.Contains(key) {
		c.lru.Remove(key)
	}
	c.lru.Add(key, value)
	c.bytes += cost
	for c.bytes > cacheBytes {
		c.lru.RemoveOldest()
	}
}
